import type { CallReport, Verdict } from './call-report.types.js';
import { buildReport } from './call-report.builder.js';
import type { CallFacts } from './call-facts.types.js';
import { describe as describeAppointment, isSettled, judge } from './expectation.policy.js';
import type { BookedAppointment, CallRecord } from './record.types.js';
import { parseScenario } from './scenarios.service.js';
import type { Scenario } from './scenario.types.js';

const scenario = (expectation: string): Scenario =>
  parseScenario(
    'test.yaml',
    `
name: test
summary: a test
group: booking
caller: { name: Maria Lopez, number: '+15125550143', voice: rms }
rules: []
expect: ${expectation}
`,
  );

/** A Tuesday at nine in New York. */
const CLEANING: BookedAppointment = {
  id: 'a1',
  startsAt: '2026-11-24T14:00:00Z',
  endsAt: '2026-11-24T15:00:00Z',
  timeZone: 'America/New_York',
  status: 'scheduled',
  type: 'Cleaning',
  provider: 'Marisol Vega',
  operatory: 'Hygiene 3',
  patient: { id: 'p1', name: 'Maria Lopez' },
  callSid: 'CA1',
};

const agentTurn = (text: string, heard = text): CallRecord['turns'][number] => ({
  seq: 1,
  role: 'agent',
  text,
  heard,
  interrupted: heard !== text,
  startedAt: '2026-11-20T15:00:00Z',
  latencyMs: null,
});

interface Given {
  outcome?: string | null;
  appointment?: BookedAppointment | null;
  heard?: string[];
  turns?: CallRecord['turns'];
  voiceMs?: number;
  complaints?: string[];
  meanwhile?: CallReport[];
  recorded?: boolean;
  longestSilenceMs?: number;
  tape?: string;
  desk?: CallFacts['account']['desk'];
  bridged?: boolean;
  handover?: CallRecord['handover'];
  recordings?: string[];
  tasks?: string[];
  texts?: string[];
}

function facts(given: Given = {}): CallFacts {
  const heard = given.heard ?? ['You are booked.'];
  return {
    account: {
      callSid: 'CA1',
      ending: { status: 'completed', by: 'server', durationMs: 1000 },
      remarks: heard.map((text, index) => ({ who: 'agent' as const, text, atMs: index * 1000 })),
      garbled: 0,
      understoodAnything: heard.length > 0,
      voiceMs: given.voiceMs ?? 1000,
      latenciesMs: [],
      longestSilenceMs: given.longestSilenceMs ?? 0,
      silences: [],
      tape: given.tape ?? null,
      desk: given.desk ?? null,
      events: [
        ...(given.complaints ?? []).map((detail) => ({ type: 'failed' as const, code: 31951 as const, detail })),
        ...(given.bridged ? [{ type: 'dial_bridged' as const, callSid: 'CA2' }] : []),
      ],
      recording: null,
    },
    record:
      given.recorded === false
        ? null
        : {
            callSid: 'CA1',
            status: 'completed',
            outcome: given.outcome === undefined ? 'booked' : given.outcome,
            startedAt: '2026-11-20T15:00:00Z',
            endedAt: '2026-11-20T15:01:00Z',
            turns: given.turns ?? [],
            tools: [],
            ...('handover' in given ? { handover: given.handover } : {}),
            ...(given.recordings
              ? {
                  recordings: given.recordings.map((status) => ({
                    recordingSid: 'RE1',
                    kind: 'voicemail',
                    status,
                    durationSeconds: null,
                  })),
                }
              : {}),
          },
    appointment: given.appointment === undefined ? CLEANING : given.appointment,
    tasks:
      given.tasks?.map((origin) => ({ id: 't1', kind: 'callback', origin, status: 'open', callSid: 'CA1' })) ?? null,
    texts: given.texts ?? null,
    meanwhile: given.meanwhile ?? [],
  };
}

const BOOKED = '{ outcome: booked, appointment: { type: cleaning } }';

const verdictOn = (what: RegExp, expectation: string, given: Given): Verdict | undefined =>
  judge(scenario(expectation), facts(given)).find((verdict) => what.test(verdict.what));

describe('the outcome', () => {
  it('must be the one that is recorded', () => {
    expect(verdictOn(/outcome/, BOOKED, {})).toMatchObject({ held: true });
    expect(verdictOn(/outcome/, BOOKED, { outcome: 'answered' })).toMatchObject({ held: false, found: 'answered' });
    expect(verdictOn(/outcome/, BOOKED, { outcome: null })).toMatchObject({ held: false, found: 'none yet' });
    expect(verdictOn(/outcome/, BOOKED, { recorded: false })).toMatchObject({ held: false });
  });

  it('may be any of several', () => {
    const either = '{ outcome: [answered, booked] }';
    expect(verdictOn(/outcome is answered or booked/, either, {})).toMatchObject({ held: true });
    expect(verdictOn(/outcome/, either, { outcome: 'busy' })).toMatchObject({ held: false, found: 'busy' });
  });
});

describe('the appointment', () => {
  it.each([
    ['{ type: clean }', true],
    ['{ type: crown }', false],
    ['{ weekday: tuesday }', true],
    ['{ weekday: wednesday }', false],
    ['{ patient: Maria Lopez }', true],
    ['{ patient: Mario Lopez }', false],
  ])('%s holds for a cleaning of Maria Lopez on a Tuesday: %s', (wanted, held) => {
    expect(verdictOn(/appointment/, `{ outcome: booked, appointment: ${wanted} }`, {})).toMatchObject({ held });
  });

  it('is on the weekday of the clinic, not of Greenwich', () => {
    const lateMonday = { ...CLEANING, startsAt: '2026-11-24T01:00:00Z' };
    const wanted = '{ outcome: booked, appointment: { weekday: monday } }';
    expect(verdictOn(/appointment/, wanted, { appointment: lateMonday })).toMatchObject({ held: true });
    expect(describeAppointment(lateMonday)).toBe('Cleaning on Monday 2026-11-23 at 20:00');
  });

  it('must be there when one is expected, and must not when none is', () => {
    const none = '{ outcome: answered, appointment: none }';
    expect(verdictOn(/appointment/, BOOKED, { appointment: null })).toMatchObject({ held: false });
    expect(verdictOn(/nothing was booked/, none, { appointment: null })).toMatchObject({ held: true });
    expect(verdictOn(/nothing was booked/, none, {})).toMatchObject({ held: false });
    expect(verdictOn(/nothing was booked/, '{ outcome: answered }', {})).toMatchObject({ held: false });
    const looksItself = scenario('{ outcome: booked, database: { visits: [] } }');
    expect(
      judge(looksItself, facts({})).some(({ what }) => /booked$/.test(what) && what !== 'the outcome is booked'),
    ).toBe(false);
  });
});

describe('what was heard', () => {
  const expectation = `{ outcome: booked, appointment: none, heard: [good morning, { words: still there, times: 2 }], notHeard: [sorry] }`;

  it('is looked for in what reached the ear, over the borders of sentences', () => {
    const heard = ['Good', 'morning!', 'Still there?', 'Are you still there?'];
    expect(verdictOn(/good morning/, expectation, { heard })).toMatchObject({ held: true });
    expect(verdictOn(/still there/, expectation, { heard })).toMatchObject({ held: true });
    expect(verdictOn(/did not hear/, expectation, { heard })).toMatchObject({ held: true });
  });

  it('is counted exactly when a count is given', () => {
    expect(verdictOn(/still there/, expectation, { heard: ['Still there?'] })).toMatchObject({ held: false });
  });

  it('must not be among what should not be heard', () => {
    expect(verdictOn(/did not hear/, expectation, { heard: ['So sorry.'] })).toMatchObject({ held: false });
  });

  it('is not judged when there was a voice without captions', () => {
    expect(verdictOn(/good morning/, expectation, { heard: [], voiceMs: 5000 })).toMatchObject({ held: null });
  });

  it('was not heard when there was no voice at all', () => {
    expect(verdictOn(/good morning/, expectation, { heard: [], voiceMs: 0 })).toMatchObject({ held: false });
  });
});

describe('a turn that was cut short', () => {
  const expectation = '{ outcome: booked, appointment: none, cutShort: [thank you for calling] }';
  const text = 'Thank you for calling Maple Street. How can I help you today?';
  const cut = agentTurn(text, 'Thank you for calling');

  it('is recorded as such, and its end was not heard', () => {
    const heard = ['Thank you for calling'];
    expect(verdictOn(/cut short/, expectation, { heard, turns: [cut] })).toMatchObject({ held: true });
  });

  it('may be said again, and is heard to its end then', () => {
    const heard = ['Thank you for calling', text];
    const turns = [cut, agentTurn(text)];
    expect(verdictOn(/cut short/, expectation, { heard, turns })).toMatchObject({ held: true });
  });

  it('is not one that was heard to its end', () => {
    expect(verdictOn(/cut short/, expectation, { heard: [text], turns: [cut] })).toMatchObject({ held: false });
  });

  it('is not one that the record has whole', () => {
    expect(verdictOn(/cut short/, expectation, { heard: [text], turns: [agentTurn(text)] })).toMatchObject({
      held: false,
    });
  });
});

describe('the desk', () => {
  const desk = [
    { who: 'agent' as const, text: 'Maria Lopez would like to talk to you.', atMs: 0 },
    { who: 'desk' as const, text: 'Front desk, hello.', atMs: 1 },
  ];
  const withPhone = (phones: string, expectation: string) =>
    judge(
      parseScenario(
        'test.yaml',
        `
name: test
summary: a test
group: booking
caller: { name: Maria Lopez, number: '+15125550143', voice: rms }
given: { onCall: '+15550100109' }
phones: ${phones}
expect: ${expectation}
`,
      ),
      facts({ desk, bridged: true }),
    );
  const withDesk = (expectation: string) => withPhone('{ desk: busy }', expectation);

  it('heard what was said to it, not what it said itself', () => {
    const verdicts = withDesk(
      '{ outcome: transferred, phones: { desk: { heard: [maria lopez, front desk], notHeard: [crown] } } }',
    );
    const ofDesk = verdicts.filter(({ what }) => what.startsWith('the desk'));
    expect(ofDesk.map(({ held }) => held)).toEqual([true, false, true]);
  });

  it('may be whoever is on call', () => {
    const verdicts = withPhone(
      '{ onCall: busy }',
      '{ outcome: transferred, phones: { onCall: { heard: [maria lopez], notHeard: [maria] } } }',
    );
    const ofOnCall = verdicts.filter(({ what }) => what.startsWith('whoever is on call'));
    expect(ofOnCall.map(({ held }) => held)).toEqual([true, false]);
  });

  it.each([
    ['true', true],
    ['false', false],
  ])('was connected: %s', (bridged, held) => {
    const verdict = withDesk(`{ outcome: transferred, bridged: ${bridged} }`).find(({ what }) =>
      /connected to the desk/.test(what),
    );
    expect(verdict).toMatchObject({ held });
  });
});

describe('what was heard by an answering machine', () => {
  it('is what is on its tape', () => {
    const expectation = '{ outcome: message_left, heard: [please call us], notHeard: [this is about] }';
    const given = { heard: ['This is about your crown.', 'Please call us.'], tape: 'Please call us.' };
    expect(judge(scenario(expectation), facts(given)).filter(({ what }) => /hear/.test(what))).toMatchObject([
      { held: true },
      { held: true },
      {},
    ]);
  });
});

describe('the silence', () => {
  it('is no longer than it may be', () => {
    const expectation = '{ outcome: booked, maxSilenceMs: 2000 }';
    expect(verdictOn(/waited/, expectation, { longestSilenceMs: 2000 })).toMatchObject({ held: true });
    expect(verdictOn(/waited/, expectation, { longestSilenceMs: 2020 })).toMatchObject({ held: false });
    expect(verdictOn(/waited/, BOOKED, {})).toBeUndefined();
  });
});

describe('what a call leaves behind', () => {
  it.each([
    ['handover: accepted', { handover: { reason: 'agent', status: 'accepted' } }, true],
    ['handover: accepted', { handover: { reason: 'agent', status: 'unanswered' } }, false],
    ['handover: none', { handover: null }, true],
    ['handover: none', {}, false],
    ['recording: completed', { recordings: ['completed'] }, true],
    ['recording: completed', { recordings: ['in_progress'] }, false],
    ['recording: none', { recordings: [] }, true],
    ['recording: none', {}, false],
    ['task: { origin: voicemail }', { tasks: ['voicemail'] }, true],
    ['task: { origin: voicemail }', { tasks: ['voicemail', 'voicemail'] }, false],
    ['task: { origin: voicemail }', { tasks: ['message'] }, false],
    ['task: none', { tasks: [] }, true],
    ['task: none', {}, false],
    ['texted: [see you]', { texts: ['Hello.', 'See you on Tuesday!'] }, true],
    ['texted: [see you]', { texts: [] }, false],
    ['texted: [see you]', {}, false],
  ] as [string, Given, boolean][])('%s of %j: %s', (expected, given, held) => {
    const verdicts = judge(scenario(`{ outcome: booked, appointment: { type: clean }, ${expected} }`), facts(given));
    const others = judge(scenario(BOOKED), facts(given)).length;
    expect(verdicts).toHaveLength(others + 1);
    expect(verdicts.every((verdict) => verdict.held !== false)).toBe(held);
    expect(isSettled(scenario(`{ outcome: booked, appointment: { type: clean }, ${expected} }`), facts(given))).toBe(
      held,
    );
  });

  it('is not waited for when something else went wrong', () => {
    expect(isSettled(scenario('{ outcome: booked, appointment: { type: clean }, heard: [pizza] }'), facts())).toBe(
      true,
    );
  });
});

describe('the record and the ear', () => {
  const text = 'Thank you for calling Maple Street Dental. How can I help you today?';
  const verdict = (heard: string[], turn: CallRecord['turns'][number]) =>
    verdictOn(/record says/, BOOKED, { heard, turns: [turn] })?.held;

  it('agree on a turn that was heard whole', () => {
    expect(verdict([text], agentTurn(text))).toBe(true);
  });

  it('agree on a cut turn to within two words', () => {
    const heard = ['Thank you for calling Maple'];
    expect(verdict(heard, agentTurn(text, 'Thank you for calling'))).toBe(true);
    expect(verdict(heard, agentTurn(text, 'Thank you for calling Maple Street Dental.'))).toBe(true);
  });

  it('disagree when the record has more than was heard', () => {
    expect(verdict(['Thank you'], agentTurn(text))).toBe(false);
    expect(verdict(['Thank you'], agentTurn(text, 'Thank you for calling Maple Street'))).toBe(false);
  });

  it('disagree when the record has less of a cut turn than was heard', () => {
    expect(verdict(['Thank you for calling Maple Street Dental. How'], agentTurn(text, 'Thank you for'))).toBe(false);
  });

  it('agree when a cut turn was said again', () => {
    const turns = [agentTurn(text, 'Thank you for'), agentTurn(text)];
    expect(verdictOn(/record says/, BOOKED, { heard: ['Thank you for', text], turns })?.held).toBe(true);
  });

  it('can not agree without a record', () => {
    expect(verdictOn(/record says/, BOOKED, { recorded: false })).toMatchObject({ held: false });
  });
});

describe('what holds for every call', () => {
  it('is that the server gave the carrier no reason to complain', () => {
    const verdict = verdictOn(/protocol/, BOOKED, { complaints: ['31951: nonsense'] });
    expect(verdict).toMatchObject({ held: false, found: '31951: nonsense' });
  });

  it('is that a call placed meanwhile went well and holds another slot', () => {
    const rival = buildReport(scenario(BOOKED), facts({ appointment: { ...CLEANING, id: 'a2' } }));
    const elsewhere = { ...rival, appointment: { ...CLEANING, id: 'a2', startsAt: '2026-11-24T16:00:00Z' } };
    expect(verdictOn(/meanwhile/, BOOKED, { meanwhile: [elsewhere] })).toMatchObject({ held: true });
    expect(verdictOn(/meanwhile/, BOOKED, { meanwhile: [rival] })).toMatchObject({ held: false });
    expect(verdictOn(/meanwhile/, BOOKED, { meanwhile: [{ ...elsewhere, ok: false }] })).toMatchObject({ held: false });
  });
});

describe('the report', () => {
  it('is fine when nothing failed, also when something could not be judged', () => {
    const expectation = '{ outcome: booked, appointment: { type: cleaning }, heard: [booked] }';
    expect(buildReport(scenario(expectation), facts({ heard: [], voiceMs: 5000 })).ok).toBe(true);
    expect(buildReport(scenario(expectation), facts({ heard: ['Goodbye.'] })).ok).toBe(false);
  });

  it('sums up the latencies', () => {
    const given = facts();
    const latenciesMs = Array.from({ length: 20 }, (_, index) => 100 * (20 - index));
    const { latencyMs } = buildReport(scenario(BOOKED), { ...given, account: { ...given.account, latenciesMs } });
    expect(latencyMs).toEqual({ count: 20, median: 1000, p95: 1900, max: 2000 });
  });

  it('has no latencies when nobody replied', () => {
    expect(buildReport(scenario(BOOKED), facts()).latencyMs).toEqual({ count: 0, median: null, p95: null, max: null });
  });
});
