import { parseScenario, ScenariosService } from '../../simulation/caller/scenarios.service.js';
import { buildCallerBrief } from './caller-brief.builder.js';
import { asLive } from './live-scenario.policy.js';

const scenario = (outcome: string) =>
  parseScenario(
    'test.yaml',
    `
name: test
summary: a test
group: booking
temperament: hurried
caller: { name: Maria Lopez, number: '+15125550143', voice: rms }
given: { fullUntil: +6 }
rules: [{ hear: help, say: Hello. }]
answers: { opening: A cleaning. }
live: { persona: You are Maria Lopez., goal: Book a cleaning. }
expect:
  outcome: ${outcome}
  heard: [goodbye]
  notHeard: [insurance]
  maxSilenceMs: 2000
  tools: { called: [find_slots] }
  database: { newPatients: 1 }
`,
  );

it('keeps who calls and what is given, and drops every word that was to be said', () => {
  const live = asLive(scenario('booked'));
  expect(live).toMatchObject({ name: 'test', rules: [], model: [], live: { goal: 'Book a cleaning.' } });
  expect(live.given?.fullUntil).toEqual({ inDays: 6 });
  expect(live.temperament ?? live.answers).toBeUndefined();
});

it('judges what is left of the call, and nothing that was heard or run', () => {
  const { outcome, database, heard, notHeard, maxSilenceMs, tools } = asLive(scenario('booked')).expect;
  expect({ outcome, database, heard, notHeard }).toEqual({
    outcome: ['booked'],
    database: { newPatients: 1 },
    heard: [],
    notHeard: [],
  });
  expect(maxSilenceMs ?? tools).toBeUndefined();
});

it.each(['answered', 'caller_hung_up'])('lets anybody hang up first where the call was to be %s', (outcome) => {
  expect(asLive(scenario(outcome)).expect.outcome).toEqual(['answered', 'caller_hung_up']);
});

it('has at least five scenarios that a model can play, which name their caller', () => {
  const scenarios = new ScenariosService();
  const playable = scenarios.names().flatMap((name) => {
    const { live, caller } = scenarios.load(name);
    return live ? [{ live, caller }] : [];
  });
  expect(playable.length).toBeGreaterThanOrEqual(5);
  for (const { live, caller } of playable) {
    const { instructions } = buildCallerBrief(live);
    expect(instructions).toContain(`Who you are: You are ${caller.name}`);
    expect(instructions).toContain(`What you want: ${live.goal}`);
  }
});
