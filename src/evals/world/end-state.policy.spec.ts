import { Temporal } from 'temporal-polyfill';
import { scenarioSchema } from '../../simulation/caller/scenario.types.js';
import { judgeEndState, judgeTools } from './end-state.policy.js';
import type { EndState, FoundVisit } from './world.types.js';

const WORLD = {
  openedAt: Temporal.Instant.from('2027-03-02T15:00:00Z'),
  timeZone: 'America/New_York',
  patientIds: new Map([['Maria Lopez', 'given']]),
};
const visit = (changes: Partial<FoundVisit> = {}): FoundVisit => ({
  patient: 'Maria Lopez',
  type: 'Cleaning',
  provider: 'Marisol Vega',
  status: 'scheduled',
  startsAt: Temporal.Instant.from('2027-03-05T15:00:00Z'), // Friday at ten
  ...changes,
});
const EMPTY: EndState = {
  visits: [],
  patients: [],
  waitlist: [],
  tasks: [],
  texts: new Map(),
  holds: 0,
  verified: [],
  refusals: 0,
  emergencies: [],
  kept: [],
  unended: { tools: 0, calls: 0 },
};
const expectationOf = (expectation: object) =>
  scenarioSchema.parse({
    name: 'test',
    summary: 'a test',
    group: 'booking',
    caller: { name: 'Maria Lopez', number: '+15125550143', voice: 'rms' },
    expect: { outcome: 'answered', ...expectation },
  }).expect;
/** Only the verdicts that the expectation asks for. */
const judge = (database: object, state: Partial<EndState>) =>
  judgeEndState(expectationOf({ database }).database, { ...EMPTY, ...state }, WORLD).slice(1);
const held = (database: object, state: Partial<EndState>) => judge(database, state).map((verdict) => verdict.held);

describe('the visits', () => {
  it('are exactly those that take place', () => {
    const friday = { patient: 'maria lopez', type: 'clean', day: 'friday', time: '10:00', with: 'vega' };
    expect(judge({ visits: [friday] }, { visits: [visit()] })).toEqual([
      {
        what: 'the visits are maria lopez clean on friday at 10:00 with vega',
        held: true,
        found: 'Maria Lopez Cleaning on friday 2027-03-05 at 10:00 with Marisol Vega scheduled',
      },
    ]);
    expect(held({ visits: [friday] }, { visits: [visit(), visit()] })).toEqual([false]);
    expect(held({ visits: [] }, { visits: [visit()] })).toEqual([false]);
    expect(held({ visits: [friday] }, {})).toEqual([false]);
  });

  it.each([
    [{ day: 'thursday' }],
    [{ day: '+4' }],
    [{ time: '10:15' }],
    [{ type: 'filling' }],
    [{ with: 'okafor' }],
    [{ patient: 'Leo Lopez' }],
    [{ status: 'confirmed' }],
  ])('are not others: %j', (wrong) => {
    expect(held({ visits: [wrong] }, { visits: [visit()] })).toEqual([false]);
  });

  it('are told apart, whatever their order', () => {
    const visits = [visit(), visit({ type: 'Filling' })];
    expect(held({ visits: [{ patient: 'Maria Lopez' }, { type: 'cleaning' }] }, { visits })).toEqual([true]);
    expect(held({ visits: [{ type: 'cleaning' }, { type: 'cleaning' }] }, { visits })).toEqual([false]);
  });

  it('that do not take place count where they are listed', () => {
    const visits = [visit({ status: 'rescheduled' }), visit({ status: 'confirmed' })];
    expect(held({ visits: [{ day: '+3' }] }, { visits })).toEqual([true]);
    expect(held({ visits: [{ day: '+3' }, { status: 'rescheduled' }] }, { visits })).toEqual([true]);
    expect(held({ visits: [{ day: '+3' }, { status: 'cancelled' }] }, { visits })).toEqual([false]);
  });
});

describe('the rest of the database', () => {
  const maria = { id: 'given', name: 'Maria Lopez', birthDate: '1985-03-04', phone: '+15125550143', email: 'M@x.org' };

  it('has the patients, and counts the new ones', () => {
    const patients = [maria, { ...maria, id: 'new', name: 'Leo Lopez', email: null }];
    const expected = { name: 'Maria Lopez', birthDate: '1985-03-04', phone: '+15125550143', email: 'm@x.org' };
    expect(held({ patients: [expected], newPatients: 1 }, { patients })).toEqual([true, true]);
    expect(held({ patients: [{ ...expected, phone: '+15125550144' }], newPatients: 0 }, { patients })).toEqual([
      false,
      false,
    ]);
  });

  it('has who waits, and what the desk has to do, exactly', () => {
    const waitlist = [{ patient: 'Maria Lopez', type: 'Cleaning' }];
    const tasks = [
      { kind: 'prescription', note: 'Needs more ibuprofen.' },
      { kind: 'callback', note: null },
    ];
    const expected = {
      waitlist: [{ patient: 'Maria Lopez', type: 'clean' }],
      tasks: [{ kind: 'callback' }, { kind: 'prescription', note: 'ibuprofen' }],
    };
    expect(held(expected, { waitlist, tasks })).toEqual([true, true]);
    expect(held(expected, { waitlist: [], tasks: tasks.slice(1) })).toEqual([false, false]);
    expect(held({ waitlist: [], tasks: [] }, { waitlist, tasks })).toEqual([false, false]);
  });

  it('has so many texts of a kind', () => {
    const texts = new Map([['code', 2]]);
    expect(held({ texts: { code: 2, details: 0 } }, { texts })).toEqual([true, true]);
    expect(held({ texts: { code: 3, details: 1 } }, { texts })).toEqual([false, false]);
  });

  it('has holds, whom the call could act for, refusals and the emergency', () => {
    const state = { holds: 1, verified: ['Maria Lopez'], refusals: 2, emergencies: ['airway'] };
    const right = { holds: 1, verified: ['Maria Lopez'], refusals: 2, emergency: 'airway' };
    expect(held(right, state)).toEqual([true, true, true, true]);
    expect(held(right, {})).toEqual([false, false, false, false]);
    expect(held({ refusals: 'some', emergency: 'none' }, state)).toEqual([true, false]);
    expect(held({ refusals: 'some', emergency: 'none' }, {})).toEqual([false, true]);
  });

  it('has no call and no run of a tool that goes on', () => {
    const [ended] = judgeEndState(undefined, { ...EMPTY, unended: { tools: 1, calls: 0 } }, WORLD);
    expect(ended).toMatchObject({ held: false, found: '0 calls and 1 runs are open' });
    expect(judgeEndState(undefined, EMPTY, WORLD).map((verdict) => verdict.held)).toEqual([true]);
  });
});

it('tools are run, not run, and not too often', () => {
  const { tools } = expectationOf({ tools: { called: ['a'], notCalled: ['b'], atMost: 2 } });
  const runs = (...names: string[]) =>
    judgeTools(
      tools,
      names.map((name) => ({ name, durationMs: 1 })),
    ).map((one) => one.held);
  expect(runs('a', 'a')).toEqual([true, true, true]);
  expect(runs('b', 'c', 'd')).toEqual([false, false, false]);
  expect(judgeTools(undefined, [])).toEqual([]);
});

it('tools take their time, each time', () => {
  const { tools } = expectationOf({ tools: { tookAtLeastMs: { a: 500 } } });
  const took = (...durations: number[]) =>
    judgeTools(
      tools,
      durations.map((durationMs) => ({ name: 'a', durationMs })),
    ).map(({ held, found }) => [held, found]);
  expect(took(700, 500)).toEqual([[true, '500 ms']]);
  expect(took(700, 499)).toEqual([[false, '499 ms']]);
  expect(took()).toEqual([[false, 'was not used']]);
});

it('finds what must not be kept, in plain words', () => {
  const nowhere = ['four one one'];
  expect(held({ nowhere }, { kept: ['It is [card number].'] })).toEqual([true]);
  expect(held({ nowhere }, { kept: ['Hello.', 'It is four, one, one.'] })).toEqual([false]);
});
