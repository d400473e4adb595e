import { ANSWER_STEP_MS } from '../../../src/identity/even-time.js';
import type { PatientId } from '../../../src/common/ids/ids.js';
import { useIdentity, type Caller, type Person } from './identity-harness.js';

const bench = useIdentity();

const MARIA = { name: 'Maria Lopez', birthDate: '1985-03-04', phone: '+15125550143' };
const CLAIM = { callerName: 'Maria Lopez', birthDate: '1985-03-04' };
const SENT = {
  status: 'succeeded',
  result: { sent: true, message: expect.stringMatching(/^If the details are right, a code is on its way/) },
};

let maria: PatientId;
let caller: Caller;
beforeEach(async () => {
  maria = await bench.person(MARIA);
  caller = await bench.call();
});

const problemOf = async (answer: ReturnType<Caller['verify']>) => (await answer).result.problem;

it('goes to the phone on file, proves who is there once, and only its hash is kept', async () => {
  expect(await caller.textCode(CLAIM)).toEqual(SENT);
  const [text] = await bench.texts();
  expect(text).toMatchObject({ kind: 'code', theirNumber: MARIA.phone, callId: caller.callId, appointmentId: null });
  const code = await bench.texted();
  const kept = await bench.database.prisma.identityCode.findMany({ where: { patientId: maria } });
  expect(kept).toHaveLength(1);
  expect(JSON.stringify(kept)).not.toContain(code);
  expect(await bench.audited('code.texted')).toMatchObject([
    { subjectId: maria, patientIds: [maria], callId: caller.callId, detail: {} },
  ]);

  expect((await caller.verify({ ...CLAIM, code })).result).toEqual({ verified: true, patientId: maria });
  expect(await bench.open(caller)).toEqual([[maria, 'texted_code']]);
  expect(await problemOf(caller.verify({ ...CLAIM, code }))).toBe('not_verified');
});

it('can be keyed in, or said digit by digit', async () => {
  await caller.textCode(CLAIM);
  const code = await bench.texted();
  const keying = await bench.call({ goesOn: caller.callId, keyed: { code } });
  expect((await keying.verify({ ...CLAIM, code: 'keyed' })).status).toBe('succeeded');
  await caller.textCode(CLAIM);
  const spoken = [...(await bench.texted())].join(' ');
  expect((await caller.verify({ ...CLAIM, code: spoken })).status).toBe('succeeded');
});

it('is good for ten minutes', async () => {
  await caller.textCode(CLAIM);
  const code = await bench.texted();
  bench.clock.advance(10 * 60_000 - 2 * ANSWER_STEP_MS);
  const other = await bench.call({ goesOn: caller.callId });
  expect((await other.verify({ ...CLAIM, code })).status).toBe('succeeded');
  await caller.textCode(CLAIM);
  const late = await bench.texted();
  bench.clock.advance(10 * 60_000);
  expect(await problemOf(caller.verify({ ...CLAIM, code: late }))).toBe('not_verified');
});

it('proves nothing in another call, nor who somebody else is', async () => {
  const jon = { callerName: 'Jon Vega', birthDate: '1984-01-01' };
  await bench.person({ name: 'Jon Vega', birthDate: '1984-01-01', phone: '+15125550199' });
  await caller.textCode(CLAIM);
  const code = await bench.texted();
  expect(await problemOf((await bench.call()).verify({ ...CLAIM, code }))).toBe('not_verified');
  expect(await problemOf(caller.verify({ ...jon, code }))).toBe('not_verified');
  expect(await bench.open(caller)).toEqual([]);
});

it('that is wrong is an attempt like any other', async () => {
  await caller.textCode(CLAIM);
  const code = await bench.texted();
  const wrong = code === '000000' ? '000001' : '000000';
  const heard = [1, 2, 3].map(() => () => problemOf(caller.verify({ ...CLAIM, code: wrong })));
  const problems: unknown[] = [];
  for (const tryOnce of heard) problems.push(await tryOnce());
  expect(problems).toEqual(['not_verified', 'not_verified', 'locked']);
  expect(await problemOf(caller.verify({ ...CLAIM, code }))).toBe('locked');
});

describe('nothing is texted, and nobody learns it, when', () => {
  const other = { callerName: 'Ada Marsh', birthDate: '1990-01-01' };
  const ada = { name: 'Ada Marsh', birthDate: '1990-01-01', phone: '+15125550155' };
  const cases: [string, Person[], Record<string, string>][] = [
    ['nobody is called that', [], {}],
    ['the birth date is another', [{ ...ada, birthDate: '1990-01-02' }], {}],
    ['there is no phone on file', [{ ...ada, phone: null }], {}],
    ['two have a phone', [ada, { ...ada, phone: '+15125550156' }], {}],
    ['they are under age', [{ ...ada, birthDate: '2017-06-01' }], { birthDate: '2017-06-01' }],
  ];
  it.each(cases)('%s', async (_, people, said) => {
    for (const person of people) await bench.person(person);
    await expectSame({ ...other, ...said });
  });

  it('they want no texts', async () => {
    await bench.person(ada);
    await bench.database.prisma.inClinic(bench.clinic.clinicId, (tx) =>
      bench.consents.record(tx, {
        clinicId: bench.clinic.clinicId,
        number: ada.phone,
        purpose: 'text',
        choice: 'refused',
        channel: 'text',
        at: bench.clock.now(),
        evidence: { kind: 'call', id: caller.callId },
        actor: { kind: 'system', id: 'messaging' },
      }),
    );
    await expectSame(other);
  });

  /** The same words, after the same time, as for somebody who gets a code. */
  async function expectSame(said: Record<string, string>): Promise<void> {
    const startedAtMs = bench.clock.nowMs();
    const toMaria = await caller.textCode(CLAIM);
    const tookMs = bench.clock.nowMs() - startedAtMs;
    expect(await (await bench.call()).textCode(said)).toEqual(toMaria);
    expect(bench.clock.nowMs() - startedAtMs).toBe(2 * tookMs);
    expect(tookMs).toBe(ANSWER_STEP_MS);
    expect((await bench.texts()).map(({ theirNumber }) => theirNumber)).toEqual([MARIA.phone]);
    expect(await bench.audited('code.texted')).toHaveLength(1);
    expect(await bench.counted('crownline_identity_code_requests_total')).toEqual({ requested: 2 });
  }
});

it('is texted twice in a call, and no more, whoever is asked for', async () => {
  await caller.textCode(CLAIM);
  await caller.textCode({ ...CLAIM, callerName: 'Ada Marsh' });
  expect(await problemOf(caller.textCode(CLAIM))).toBe('no_more_codes');
  expect(await bench.texts()).toHaveLength(1);
  expect((await caller.verify({ ...CLAIM, phone: MARIA.phone })).status).toBe('succeeded');
});

it('is texted six times a day to one phone, from whatever numbers it is asked for', async () => {
  for (let asked = 0; asked < 8; asked++) {
    const from = `+1555010${String(2000 + asked)}`;
    expect(await (await bench.call({ from })).textCode(CLAIM)).toEqual(SENT);
  }
  expect(await bench.texts()).toHaveLength(6);
});

it('is asked for six times a day from one number', async () => {
  const problems: unknown[] = [];
  for (let asked = 0; asked < 7; asked++) problems.push(await problemOf((await bench.call()).textCode(CLAIM)));
  expect(problems).toEqual([...Array<undefined>(6).fill(undefined), 'no_more_codes']);
});

it.each([
  [{ callerName: 'Maria' }, 'name_incomplete'],
  [{ birthDate: 'in March' }, 'birth_date_unclear'],
])('asks again for %j', async (said, problem) => {
  expect(await problemOf(caller.textCode({ ...CLAIM, ...said }))).toBe(problem);
});
