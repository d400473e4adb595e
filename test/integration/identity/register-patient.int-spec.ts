import { ANSWER_STEP_MS } from '../../../src/identity/even-time.js';
import { CALLING_FROM, useIdentity, type Caller } from './identity-harness.js';

const bench = useIdentity();

const ADA = { patientName: 'Ada Marsh', birthDate: '1990-01-01', phone: '512 555 0155', email: 'ada@example.org' };
const REGISTERED = { status: 'succeeded', result: { registered: true } };

let caller: Caller;
beforeEach(async () => {
  caller = await bench.call();
});

const records = () => bench.database.prisma.patient.findMany({ where: { clinicId: bench.clinic.clinicId } });

it('writes down somebody new, whom the call may then act for', async () => {
  expect(await caller.register(ADA)).toEqual(REGISTERED);
  const [ada] = await records();
  expect(ada).toMatchObject({
    givenName: 'Ada',
    familyName: 'Marsh',
    phone: '+15125550155',
    birthDate: '1990-01-01',
    email: 'ada@example.org',
    knownSince: null,
  });
  expect(await bench.open(caller)).toEqual([[ada?.id, 'registered']]);
  expect(await bench.audited('patient.registered')).toMatchObject([
    { subjectId: ada?.id, callId: caller.callId, detail: {} },
  ]);
});

it('takes the number that is calling when no other is given, and what was keyed in', async () => {
  const keying = await bench.call({ keyed: { birth_date: '1990-01-01' } });
  const { phone: _, email: __, ...said } = ADA;
  expect(await keying.register({ ...said, birthDate: 'keyed' })).toEqual(REGISTERED);
  expect(await records()).toMatchObject([{ phone: CALLING_FROM, birthDate: '1990-01-01', email: null }]);
});

it.each([
  ['the same birth date', '1990-01-01'],
  ['no birth date', null],
])(
  'says and takes the same for a patient with %s on file, changes nothing there, and opens nothing',
  async (_, known) => {
    const fresh = await bench.call();
    const startedAtMs = bench.clock.nowMs();
    const answer = await fresh.register({ ...ADA, patientName: 'Bea Marsh' });
    const tookMs = bench.clock.nowMs() - startedAtMs;

    const ada = await bench.person({ name: 'Ada Marsh', birthDate: known, phone: '+15125550155' });
    const before = await records();
    expect(await caller.register(ADA)).toEqual(answer);
    expect(bench.clock.nowMs() - startedAtMs).toBe(2 * tookMs);
    expect(tookMs).toBe(ANSWER_STEP_MS);
    expect(await records()).toEqual(before);
    expect(await bench.open(caller)).toEqual([]);
    expect(await bench.audited('patient.registered')).not.toContainEqual(expect.objectContaining({ subjectId: ada }));
  },
);

it('makes no way to somebody’s record for a stranger who registers under their name', async () => {
  const ada = await bench.person({ name: 'Ada Marsh', birthDate: '1990-01-01', phone: '+15125550155' });
  await caller.register({ ...ADA, phone: '512 555 0166' });
  expect((await bench.open(caller)).map(([id]) => id)).not.toContain(ada);
  await caller.verify({ callerName: 'Ada Marsh', birthDate: '1990-01-01', phone: '512 555 0166' });
  expect((await bench.open(caller)).map(([id]) => id)).not.toContain(ada);
});

it('makes one record of two calls at once', async () => {
  const other = await bench.call();
  await bench.answered(Promise.all([caller.register(ADA), other.register(ADA)]));
  expect(await records()).toHaveLength(1);
  expect([...(await bench.open(caller)), ...(await bench.open(other))]).toHaveLength(1);
});

it.each([
  [{ patientName: 'Ada' }, 'name_incomplete'],
  [{ birthDate: '2026-11-21' }, 'birth_date_unclear'],
  [{ birthDate: '1899-12-31' }, 'birth_date_unclear'],
  [{ phone: 'twelve' }, 'phone_needed'],
])('asks again for %j', async (said, problem) => {
  expect((await caller.register({ ...ADA, ...said })).result.problem).toBe(problem);
  expect(await records()).toEqual([]);
});

it('asks somebody who withholds their number for one', async () => {
  const { phone: _, ...said } = ADA;
  expect((await (await bench.call({ from: 'anonymous' })).register(said)).result.problem).toBe('phone_needed');
});

it('takes an e-mail address for one only if it is', async () => {
  await expect(caller.register({ ...ADA, email: 'ada at example' })).rejects.toThrow(/email/i);
});
