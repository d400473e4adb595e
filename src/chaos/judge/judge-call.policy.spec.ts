import type { Remark, Silence } from '../../simulation/caller/caller.types.js';
import type { CallFault } from '../plan/plan.types.js';
import { buildScenePlan } from '../plan/scene-plan.builder.js';
import type { CallEvidence, CallRow, SceneEvidence } from './evidence.types.js';
import { judgeCall, judgeScene } from './judge-call.policy.js';

const [planned] = buildScenePlan({ seed: 1, scene: 0, driver: 'deepgram', calls: 1 }).calls;

const agent = (text: string, atMs: number): Remark => ({ who: 'agent', text, atMs });
const caller = (text: string, atMs: number): Remark => ({ who: 'caller', text, atMs });
const silence = (ms: number, after: string | null, atMs: number): Silence => ({ ms, after, atMs });
const turn = (seq: number, role: string, heard: string, text = heard) => ({
  seq,
  role,
  text,
  heard,
  interrupted: heard !== text,
  atMs: seq,
});

const BOOKED = { status: 'scheduled', type: 'Filling', startsAtMs: 5 };
const CONFIRMATION = { kind: 'confirmation', status: 'delivered' };

/** A call in which somebody booked, and everything was as it should be. */
interface Story {
  remarks?: Remark[];
  silences?: Silence[];
  row?: Partial<CallRow>;
  faults?: CallFault[];
  by?: 'caller' | 'server';
  events?: CallEvidence['account']['events'];
  log?: CallEvidence['log'];
  more?: Partial<CallEvidence>;
}

function callOf({ remarks, silences, row, faults, by, events, log, more }: Story = {}): CallEvidence {
  if (!planned) throw new Error('a scene has a call');
  return {
    plan: { ...planned, faults: faults ?? [], scenario: { ...planned.scenario, temperament: undefined } },
    account: {
      callSid: 'CA1',
      ending: { status: 'completed', by: by ?? 'server', durationMs: 9000 },
      remarks: remarks ?? [agent('How can I help you?', 0), caller('A filling.', 2000), agent("You're all set.", 4000)],
      garbled: 0,
      understoodAnything: true,
      voiceMs: 4000,
      latenciesMs: [],
      longestSilenceMs: 0,
      silences: silences ?? [],
      events: events ?? [],
      tape: null,
      desk: null,
      recording: null,
    },
    rows: [
      {
        id: '1',
        callSid: 'CA1',
        status: 'completed',
        outcome: 'booked',
        handoverStatus: null,
        startedAtMs: 0,
        endedAtMs: 9000,
        turns: [
          turn(1, 'agent', 'How can I help you?'),
          turn(2, 'caller', 'A filling.'),
          turn(3, 'agent', "You're all set."),
        ],
        tools: [{ name: 'book_appointment', status: 'succeeded' }],
        booked: [BOOKED],
        tasks: [],
        texts: [CONFIRMATION],
        liveHolds: 0,
        ...row,
      },
    ],
    cancelled: 0,
    log: log ?? [],
    placedAtMs: 0,
    ...more,
  };
}

const QUIET: SceneEvidence = { faults: [], streams: [], log: [], beganAtMs: 0, strays: [], open: [] };

const complaintsOf = (story: Story, scene = QUIET): string => judgeCall(callOf(story), scene).join('\n');

it('finds nothing wrong with a call in which nothing was', () => {
  expect(judgeCall(callOf(), QUIET)).toEqual([]);
});

describe('silence', () => {
  it.each([
    ['before the first word', silence(2200, null, 0)],
    ['after the words of the caller', silence(2200, 'A filling.', 3000)],
    ['after words that ask to wait', silence(5100, 'One moment, please.', 5000)],
    ['in which nobody asks whether the caller is there', silence(8600, 'You are all set.', 5000)],
  ])('is too long %s', (_when, one) => {
    expect(complaintsOf({ silences: [one] })).toContain(`${one.ms} ms of silence`);
    expect(complaintsOf({ silences: [{ ...one, ms: one.ms - 200 }] })).toBe('');
  });

  it('is excused where the line of the caller may have lost the words', () => {
    const faults: CallFault[] = [{ kind: 'carrier', faults: { losesEvery: 5 } }];
    const silences = [silence(6000, 'A filling.', 3000)];
    expect(complaintsOf({ silences, faults })).toBe('');
    expect(complaintsOf({ silences })).toContain('6000 ms');
  });
});

it('may follow words as short as a cough whose end the provider keeps to itself', () => {
  const faults: CallFault[] = [{ kind: 'session', session: 0, faults: { endlessTurn: 1 } }];
  const streams: SceneEvidence['streams'] = [{ stream: 0, faults: { listen: { lostEndAtTurn: 1 } } }];
  const silences = [silence(6000, 'A filling.', 3000)];
  expect(complaintsOf({ silences, faults })).toBe('');
  expect(complaintsOf({ silences }, { ...QUIET, streams })).toBe('');
  expect(complaintsOf({ silences: [silence(6000, 'A filling.', 3100)], faults })).toContain('6000 ms');
});

describe('a silence after a goodbye', () => {
  const remarks = [agent('Thank you for calling. Goodbye.', 0)];
  const silences = [silence(8000, 'Goodbye.', 1000)];

  it('is as long as the end takes to be written, and no longer', () => {
    const faults: SceneEvidence['faults'] = [{ kind: 'database', trouble: { kind: 'gone' }, atMs: 0, forMs: 1 }];
    expect(complaintsOf({ remarks, silences })).toContain('8000 ms');
    expect(complaintsOf({ remarks, silences }, { ...QUIET, faults })).toContain('8000 ms');
    const shorter = [silence(7000, 'Goodbye.', 1000)];
    expect(complaintsOf({ remarks, silences: shorter }, { ...QUIET, faults })).not.toContain('silence');
  });

  it('is the caller’s turn where the provider takes back that the call was to end', () => {
    const faults: CallFault[] = [
      { kind: 'session', session: 0, faults: { cancelCalls: { turn: 1, answered: false } } },
    ];
    expect(complaintsOf({ remarks, silences, faults })).not.toContain('silence');
  });
});

describe('a silence after words that ask to wait', () => {
  const remarks = [agent('One moment, please.', 0)];
  const silences = [silence(5400, 'One moment, please.', 1000)];

  it('may be longer where the carrier says nothing of what it played', () => {
    const faults: CallFault[] = [{ kind: 'carrier', faults: { marks: 'never' } }];
    expect(complaintsOf({ remarks, silences })).toContain('5400 ms of silence');
    expect(complaintsOf({ remarks, silences, faults })).not.toContain('silence');
  });

  it('may be longer where each question to the database is', () => {
    const faults: SceneEvidence['faults'] = [
      { kind: 'database', trouble: { kind: 'slow', ms: 30 }, atMs: 0, forMs: 1 },
    ];
    expect(complaintsOf({ remarks, silences }, { ...QUIET, faults })).not.toContain('silence');
  });
});

it('counts a silence from the key that the caller pressed in it', () => {
  const silences = [silence(2200, 'A filling.', 3000)];
  const [row] = callOf().rows;
  const turns = [...(row?.turns ?? []), { ...turn(4, 'caller', '[pressed 5]'), atMs: 3300 }];
  expect(complaintsOf({ silences, row: { turns } })).not.toContain('silence');
});

describe('what is recorded as heard', () => {
  it('is the beginning of the text', () => {
    const turns = [turn(1, 'agent', 'all set', "You're all set.")];
    expect(complaintsOf({ row: { turns } })).toContain('not how its text begins');
  });

  it('was heard', () => {
    const turns = [turn(1, 'agent', 'How can I help you?'), turn(3, 'agent', "You're all set. Goodbye.")];
    expect(complaintsOf({ row: { turns } })).toContain('turn 3 is recorded as heard, and was not');
  });

  it('was not heard any further', () => {
    const cut = turn(1, 'agent', 'How', 'How can I help you?');
    const last = turn(3, 'agent', "You're all set.");
    expect(complaintsOf({ row: { turns: [cut, last] } })).toContain('turn 1 was heard further than is recorded');
    const again = turn(2, 'agent', 'How can I help you?');
    expect(complaintsOf({ row: { turns: [cut, again, last] } })).toBe('');
    const rest = turn(2, 'agent', 'can I help you?');
    expect(complaintsOf({ row: { turns: [cut, rest, last] } })).toBe('');
    const other = turn(2, 'agent', 'Where can I help you?');
    const remarks = [agent('How can I help you? Where can I help you?', 0), agent("You're all set.", 4000)];
    expect(complaintsOf({ remarks, row: { turns: [cut, other, last] } })).toContain('turn 1 was heard further');
  });

  it('may end in a word that the ear did not make out', () => {
    const turns = [turn(1, 'agent', 'How can I help you?'), turn(3, 'agent', "You're all set. Goodbye.")];
    const remarks = [agent('How can I help you?', 0), agent("You're all set. …", 4000)];
    expect(complaintsOf({ remarks, row: { turns } })).toBe('');
    const [greeting] = turns;
    const cut = turn(
      3,
      'agent',
      "You're all set. Goodbye now, then.",
      "You're all set. Goodbye now, then. Until soon.",
    );
    expect(complaintsOf({ remarks, row: { turns: [greeting!, cut] } })).toContain('turn 3');
    const sooner = [agent('How can I help you?', 0), agent("You're all …", 4000)];
    expect(complaintsOf({ remarks: sooner, row: { turns } })).toContain('turn 3');
  });

  it('is heard in its order, and at a cut may be a word ahead', () => {
    const [first, last] = [turn(1, 'agent', 'How can I help you?'), turn(3, 'agent', "You're all set.")];
    expect(complaintsOf({ row: { turns: [last, { ...first, seq: 4 }] } })).toContain('turn 4');
    const cut = turn(3, 'agent', "You're all set. Is", "You're all set. Is there more?");
    expect(complaintsOf({ row: { turns: [first, cut] } })).toBe('');
  });
});

describe('a sentence that a second voice begins again', () => {
  const turns = [turn(1, 'agent', 'We have ten. Which one would you like?')];

  it('is said once', () => {
    const remarks = [agent('We have ten.', 0), agent('Which one … Which one would you like?', 2000)];
    expect(complaintsOf({ remarks, row: { turns } })).not.toContain('turn 1');
  });

  it('is said once where it begins again after a pause', () => {
    const remarks = [agent('We have ten. Which one …', 0), agent('Which one would you like?', 4000)];
    expect(complaintsOf({ remarks, row: { turns } })).not.toContain('turn 1');
  });

  it('is said twice where the first was cut and is a turn of its own', () => {
    const remarks = [agent('Which one … Which one would you like?', 0)];
    const cut = turn(1, 'agent', 'Which one would', 'Which one would you like?');
    expect(
      complaintsOf({ remarks, row: { turns: [cut, turn(2, 'agent', 'Which one would you like?')] } }),
    ).not.toContain('recorded as heard');
  });

  it('is not said where it is not begun again', () => {
    const remarks = [agent('We have ten.', 0), agent('Which … would you like?', 2000)];
    expect(complaintsOf({ remarks, row: { turns } })).toContain('turn 1 is recorded as heard, and was not');
  });
});

describe('a booking', () => {
  const untold = [agent('How can I help you?', 0)];
  const turns = [turn(1, 'agent', 'How can I help you?')];

  it('is made once', () => {
    expect(complaintsOf({ row: { booked: [BOOKED, BOOKED] } })).toContain('2 visits');
    expect(complaintsOf({ row: { booked: [BOOKED, { ...BOOKED, status: 'rescheduled' }] } })).toBe('');
  });

  it('is there when the caller was told so', () => {
    expect(complaintsOf({ row: { booked: [], outcome: 'answered' } })).toContain('a booking that is not there');
  });

  it('is told to the caller, on the line or by text', () => {
    expect(complaintsOf({ remarks: untold, row: { turns } })).toBe('');
    expect(complaintsOf({ remarks: untold, row: { turns, texts: [] } })).toContain('nobody has told the caller of');
  });

  it('that is cancelled is so when the caller was told', () => {
    const remarks = [agent("How can I help you? You're all set. That is cancelled.", 0)];
    expect(complaintsOf({ remarks })).toContain('a cancelling that was none');
    expect(complaintsOf({ remarks, more: { cancelled: 1 } })).toBe('');
  });

  it('leaves no time held', () => {
    expect(complaintsOf({ row: { liveHolds: 1 } })).toContain('still held');
  });
});

describe('the end on record', () => {
  const nothing = { booked: [], texts: [] };
  const remarks = [agent('How can I help you?', 0)];
  const turns = [turn(1, 'agent', 'How can I help you?')];

  it.each([
    [{ outcome: null }, 'the call is over'],
    [{ outcome: 'booked' }, '0 visits are booked'],
    [{ outcome: 'transferred' }, 'nobody was connected'],
    [{ outcome: 'caller_hung_up' }, 'the caller did not hang up'],
    [{ outcome: 'message_taken' }, 'there is no message'],
    [{ outcome: 'no_input' }, 'the caller hung up', 'caller'],
    [{ outcome: 'answered', endedAtMs: null }, 'the call goes on'],
    [{ outcome: 'answered', tools: [{ name: 'find_slots', status: 'running' }] }, 'find_slots is still running'],
  ] as const)('is not %j', (row, complaint, by: 'caller' | 'server' = 'server') => {
    expect(complaintsOf({ remarks, by, row: { ...nothing, turns, ...row } as Partial<CallRow> })).toContain(complaint);
  });

  it('is ours when the caller hangs up behind our goodbye', () => {
    const farewell = [agent('How can I help you?', 0), agent('Goodbye.', 5000)];
    const row = { ...nothing, turns, outcome: 'no_input' };
    expect(complaintsOf({ remarks: farewell, by: 'caller', row })).toBe('');
  });

  it('is there, once', () => {
    const call = callOf();
    expect(judgeCall({ ...call, rows: [] }, QUIET).join()).toContain('no record');
    expect(judgeCall({ ...call, rows: [...call.rows, ...call.rows] }, QUIET).join()).toContain('2 records');
  });
});

describe('the log', () => {
  const error = { level: 50, event: 'call.fault', text: '{"event":"call.fault"}' };

  it('has no error that no fault explains', () => {
    expect(complaintsOf({ log: [error] })).toContain('call.fault');
    const faults: SceneEvidence['faults'] = [{ kind: 'database', trouble: { kind: 'gone' }, atMs: 0, forMs: 1 }];
    expect(complaintsOf({ log: [error] }, { ...QUIET, faults })).toBe('');
  });

  it('knows nobody', () => {
    const { name, number } = callOf().plan.scenario.caller;
    const scene = { ...QUIET, log: [{ level: 30, event: 'x', text: `{"a":"${name}","b":"${number}"}` }] };
    expect(complaintsOf({}, scene)).toMatch(/name is in the log\n.*number is in the log/);
  });
});

it('has every call of a scene broken by what nobody caught, and by what is left open', () => {
  expect(judgeScene({ ...QUIET, strays: ['Error: oh'], open: ['a session of the provider'] })).toEqual([
    'nobody caught: Error: oh',
    'still there when all was over: a session of the provider',
  ]);
});
