import pg from 'pg';
import { ANSWER_STEP_MS } from '../../../src/identity/even-time.js';
import type { PatientId } from '../../../src/common/ids/ids.js';
import { CALLING_FROM, useIdentity, type Caller, type Person } from './identity-harness.js';

const bench = useIdentity();

const MARIA = { name: 'María López-Vega', birthDate: '1985-03-04', phone: '+15125550143' };
const RIGHT = { callerName: 'Maria Lopez Vega', birthDate: '1985-03-04', phone: '512 555 0143' };
const WRONG = { ...RIGHT, phone: '512 555 0199' };

const problemOf = async (answer: ReturnType<Caller['verify']>) => (await answer).result.problem;

describe('a caller is verified', () => {
  let maria: PatientId;
  beforeEach(async () => {
    maria = await bench.person(MARIA);
  });

  it.each([
    ['as it is on file', {}],
    ['in another order', { callerName: 'Lopez-Vega, Maria' }],
    ['with the number in another form', { phone: '+1 (512) 555-0143' }],
  ])('by name, birth date and phone, said %s', async (_, said) => {
    const caller = await bench.call();
    expect(await caller.verify({ ...RIGHT, ...said })).toEqual({
      status: 'succeeded',
      result: { verified: true, patientId: maria },
    });
    expect(await bench.open(caller)).toEqual([[maria, 'phone_on_file']]);
    expect(await bench.audited('identity.verified')).toMatchObject([
      {
        subjectId: maria,
        patientIds: [maria],
        callId: caller.callId,
        detail: { proof: 'phone_on_file', actsFor: 0 },
      },
    ]);
    expect(await bench.counted('crownline_identity_checks_total')).toEqual({ verified: 1 });
  });

  it('by what was keyed in, which the model never sees', async () => {
    const caller = await bench.call({ keyed: { phone: '+15125550143', birth_date: '1985-03-04' } });
    const said = { callerName: MARIA.name, birthDate: 'keyed', phone: 'keyed' };
    expect((await caller.verify(said)).result).toMatchObject({ verified: true });
  });

  it('not by calling from the number on file, which anybody can pretend', async () => {
    const caller = await bench.call({ from: MARIA.phone });
    const { phone: _, ...twoWords } = RIGHT;
    expect(await problemOf(caller.verify(twoWords))).toBe('second_factor_needed');
    expect(await problemOf(caller.verify({ ...twoWords, phone: 'keyed' }))).toBe('phone_unclear');
    expect(await bench.open(caller)).toEqual([]);
  });

  it('for this call alone, and wherever it goes on', async () => {
    const caller = await bench.call();
    await caller.verify(RIGHT);
    expect(await bench.open(await bench.call())).toEqual([]);
    bench.restart();
    expect(await bench.open(await bench.call({ goesOn: caller.callId }))).toEqual([[maria, 'phone_on_file']]);
  });
});

describe('whoever is not verified', () => {
  const nobody: [string, Person | null, Record<string, string>][] = [
    ['is on file nowhere', null, {}],
    ['has another number', { ...MARIA, phone: '+15125550199' }, {}],
    ['has no number on file', { ...MARIA, phone: null }, {}],
    ['has another birth date', { ...MARIA, birthDate: '1985-04-03' }, {}],
    ['has no birth date on file', { ...MARIA, birthDate: null }, {}],
    ['has another name', { ...MARIA, name: 'María Vega' }, {}],
    ['is under age', { ...MARIA, birthDate: '2017-06-01' }, { birthDate: '2017-06-01' }],
    ['guesses a code', MARIA, { code: '123456' }],
  ];

  it.each(nobody)('and %s, is told the same after the same time and the same questions', async (_, person, said) => {
    const unknown = await attempt(RIGHT);
    if (person) await bench.person(person);
    const other = await attempt({ ...RIGHT, ...said });
    expect(other).toEqual(unknown);
    expect(other).toMatchObject({ answer: { result: { problem: 'not_verified' } }, tookMs: ANSWER_STEP_MS });
    expect(JSON.stringify(other.answer)).not.toMatch(/record|lopez|file,/i);
    expect(await bench.audited('identity.verified')).toEqual([]);
    expect(await bench.audited('identity.failed')).toMatchObject([{ detail: {} }, { detail: {} }]);
    expect(await bench.counted('crownline_identity_checks_total')).toEqual({ not_verified: 2 });
  });

  it('shares name, birth date and number with somebody', async () => {
    await bench.person(MARIA);
    await bench.person(MARIA);
    expect(await attempt(RIGHT)).toMatchObject({ answer: { result: { problem: 'not_verified' } } });
  });

  /** One in a call of its own: the answer, what it took, and what the database was asked. */
  async function attempt(said: Record<string, string>) {
    const caller = await bench.call({ from: `+1555010${String(++calls).padStart(4, '0')}` });
    const startedAtMs = bench.clock.nowMs();
    const sent = jest.spyOn(pg.Client.prototype, 'query');
    try {
      const answer = await caller.verify(said);
      const asked = (sent.mock.calls as unknown[][])
        .map(([query]) => (typeof query === 'string' ? query : (query as { text: string }).text))
        .filter((query) => !query.includes('pgboss')); // the queue asks whenever it likes
      expect(await bench.open(caller)).toEqual([]);
      return { answer, tookMs: bench.clock.nowMs() - startedAtMs, asked };
    } finally {
      sent.mockRestore();
    }
  }
  let calls = 0;
});

it.each([
  [{ callerName: 'Maria' }, 'name_incomplete'],
  [{ birthDate: '2030-01-01' }, 'birth_date_unclear'],
  [{ birthDate: 'keyed' }, 'birth_date_unclear'],
  [{ phone: 'twelve' }, 'phone_unclear'],
  [{ code: '1234' }, 'code_unclear'],
])('asks again for %j, which costs no attempt', async (said, problem) => {
  const caller = await bench.call();
  expect(await problemOf(caller.verify({ ...RIGHT, ...said }))).toBe(problem);
  expect(await bench.database.prisma.identityAttempt.count({ where: { callId: caller.callId } })).toBe(0);
});

describe('namesakes', () => {
  it('born on the same day are told apart by the number', async () => {
    await bench.person(MARIA);
    const other = await bench.person({ ...MARIA, phone: '+15125550199' });
    const caller = await bench.call();
    expect((await caller.verify(WRONG)).result.patientId).toBe(other);
    expect(await bench.open(caller)).toEqual([[other, 'phone_on_file']]);
  });

  it('who are twins with one phone are told apart by the first name', async () => {
    const ana = await bench.person({ ...MARIA, name: 'Ana López' });
    await bench.person({ ...MARIA, name: 'Eva López' });
    const caller = await bench.call();
    expect((await caller.verify({ ...RIGHT, callerName: 'Ana Lopez' })).result.patientId).toBe(ana);
    expect(await bench.open(caller)).toEqual([[ana, 'phone_on_file']]);
  });

  it('are not found in another clinic', async () => {
    await bench.elsewhere(() => bench.person(MARIA));
    const caller = await bench.call();
    expect(await problemOf(caller.verify(RIGHT))).toBe('not_verified');
  });
});

describe('somebody who calls for others', () => {
  const child = (name: string, birthDate = '2017-06-01') => bench.person({ ...MARIA, name, birthDate });

  it('may act for their children and for those who have authorised them, and hears first names only', async () => {
    const [maria, leo, ada] = [
      await bench.person(MARIA),
      await child('Leo Vega'),
      await child('Ada Vega', '1950-01-01'),
    ];
    await bench.mayActFor(maria, leo, 'guardian');
    await bench.mayActFor(maria, ada, 'authorised');
    const caller = await bench.call();
    expect((await caller.verify(RIGHT)).result).toEqual({
      verified: true,
      patientId: maria,
      mayActFor: [
        { patientId: ada, firstName: 'Ada' },
        { patientId: leo, firstName: 'Leo' },
      ],
    });
    expect(await bench.open(caller)).toEqual([
      [maria, 'phone_on_file'],
      [ada, 'representative'],
      [leo, 'representative'],
    ]);
    expect(await bench.audited('identity.verified')).toMatchObject([{ patientIds: [maria, ada, leo] }]);
  });

  it('no longer acts for a child who comes of age on the clinic’s day, unless authorised', async () => {
    // At this moment it is the twentieth in New York, and the twenty-first in UTC.
    bench.clock.advance(13 * 3_600_000);
    const maria = await bench.person(MARIA);
    const minor = await child('Ben Vega', '2008-11-21');
    const grown = await child('Cleo Vega', '2008-11-20');
    const kept = await child('Dan Vega', '2000-01-01');
    for (const one of [minor, grown]) await bench.mayActFor(maria, one, 'guardian');
    await bench.mayActFor(maria, kept, 'authorised');
    const caller = await bench.call();
    expect((await caller.verify(RIGHT)).result.mayActFor).toEqual([
      { patientId: minor, firstName: 'Ben' },
      { patientId: kept, firstName: 'Dan' },
    ]);
  });

  it('is nobody to a wife or husband without an entry, whatever they share', async () => {
    await bench.person(MARIA);
    const jon = await bench.person({ name: 'Jon Vega', birthDate: '1984-01-01', phone: MARIA.phone });
    const caller = await bench.call({ from: MARIA.phone });
    const answer = await caller.verify({ callerName: 'Jon Vega', birthDate: '1984-01-01', phone: MARIA.phone });
    expect(answer.result).toEqual({ verified: true, patientId: jon });
    expect(await bench.open(caller)).toEqual([[jon, 'phone_on_file']]);
  });

  it('does not get at those whom the others represent, nor at who represents them', async () => {
    const [maria, leo, ada] = [
      await bench.person(MARIA),
      await child('Leo Vega', '1950-01-01'),
      await child('Ada Vega'),
    ];
    await bench.mayActFor(leo, maria, 'authorised');
    await bench.mayActFor(leo, ada, 'guardian');
    const caller = await bench.call();
    await caller.verify(RIGHT);
    expect(await bench.open(caller)).toEqual([[maria, 'phone_on_file']]);
  });

  it('who proves their own identity later needs nobody to speak for them', async () => {
    const [maria, ada] = [await bench.person(MARIA), await child('Ada Vega', '1950-01-01')];
    await bench.mayActFor(maria, ada, 'authorised');
    const caller = await bench.call();
    await caller.verify(RIGHT);
    await caller.verify({ callerName: 'Ada Vega', birthDate: '1950-01-01', phone: MARIA.phone });
    await caller.verify(RIGHT);
    expect(await bench.open(caller)).toEqual([
      [ada, 'phone_on_file'],
      [maria, 'phone_on_file'],
    ]);
  });
});

describe('attempts', () => {
  beforeEach(() => bench.person(MARIA));
  const problems = async (caller: Caller, times: number) => {
    const heard: unknown[] = [];
    for (let time = 0; time < times; time++) heard.push(await problemOf(caller.verify(WRONG)));
    return heard;
  };

  it('are three in a call; then right details are refused in the same words, also in another process', async () => {
    const caller = await bench.call();
    expect(await problems(caller, 2)).toEqual(['not_verified', 'not_verified']);
    const locked = await caller.verify(WRONG);
    expect(locked.result).toMatchObject({ problem: 'locked', message: expect.stringContaining('take a message') });
    expect(await caller.verify(RIGHT)).toEqual(locked);
    bench.restart();
    const goneOn = await bench.call({ goesOn: caller.callId });
    expect(await goneOn.verify(RIGHT)).toEqual(locked);
    expect(await goneOn.textCode(RIGHT)).toEqual(locked);
    expect(await bench.texts()).toEqual([]);
    expect(await bench.open(caller)).toEqual([]);
  });

  it('that succeed are not counted, and what is verified stays', async () => {
    const caller = await bench.call();
    for (let time = 0; time < 4; time++) expect((await caller.verify(RIGHT)).status).toBe('succeeded');
    await problems(caller, 3);
    expect(await bench.open(caller)).toHaveLength(1);
  });

  it('are five from a number on a day of the clinic', async () => {
    await problems(await bench.call(), 2);
    await problems(await bench.call(), 2);
    expect(await problems(await bench.call(), 2)).toEqual(['locked', 'locked']);
    const locked = await bench.call();
    expect(await problemOf(locked.verify(RIGHT))).toBe('locked');
    const other = await bench.call({ from: '+15550100177' });
    expect((await other.verify(RIGHT)).status).toBe('succeeded');
    bench.clock.advance(13 * 3_600_000); // still the same day in New York
    expect(await problemOf((await bench.call()).verify(RIGHT))).toBe('locked');
    bench.clock.advance(3_600_000); // midnight there
    expect((await (await bench.call()).verify(RIGHT)).status).toBe('succeeded');
  });

  it('are counted by whom we have called, not by our own number', async () => {
    await problems(await bench.call({ outboundTo: CALLING_FROM }), 2);
    await problems(await bench.call(), 2);
    expect(await problems(await bench.call({ outboundTo: CALLING_FROM }), 1)).toEqual(['locked']);
    expect((await (await bench.call({ outboundTo: '+15550100177' })).verify(RIGHT)).status).toBe('succeeded');
  });

  it('of those who withhold their number lock out a call, and all of them only after many', async () => {
    for (const from of ['anonymous', 'client:desk', '+86282452253']) {
      const withheld = await bench.call({ from });
      expect(await problems(withheld, 3)).toEqual(['not_verified', 'not_verified', 'locked']);
    }
    expect((await (await bench.call({ from: 'anonymous' })).verify(RIGHT)).status).toBe('succeeded');
  });

  it('at once in one call are not one too many', async () => {
    const caller = await bench.call();
    await problems(caller, 2);
    await expectOneMore([caller, caller, caller, caller], 3);
  });

  it('at once in two calls from one number are not one too many', async () => {
    for (let call = 0; call < 2; call++) await problems(await bench.call(), 2);
    const [first, second] = [await bench.call(), await bench.call()];
    await expectOneMore([first, second, first, second], 5);
  });

  async function expectOneMore(callers: Caller[], counted: number): Promise<void> {
    const answers = await bench.answered(Promise.all(callers.map((caller) => caller.verify(WRONG))));
    expect(answers.map(({ result }) => result.problem)).toEqual(callers.map(() => 'locked'));
    expect(await bench.database.prisma.identityAttempt.count({ where: { clinicId: bench.clinic.clinicId } })).toBe(
      counted,
    );
  }
});
