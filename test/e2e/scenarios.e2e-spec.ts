import type { CallReport } from '../../src/simulation/caller/call-report.types.js';
import type { Scenario } from '../../src/simulation/caller/scenario.types.js';
import { ScenariosService } from '../../src/simulation/caller/scenarios.service.js';
import { SimulatedDeepgram } from '../../src/simulation/deepgram/simulated-deepgram.server.js';
import { createSpeech } from '../../src/simulation/speech/speech.service.js';
import { ScenarioClinic } from '../support/scenario-clinic.js';

/**
 * Whole calls: a simulated patient, the carrier, the server, Postgres and the voice agent, over real sockets and in real time.
 * Each scenario is judged by what the database holds and by what each side heard.
 */

const speech = createSpeech();
let deepgram: SimulatedDeepgram;
/** Callers who want the same hours at one clinic take them from each other: so many clinics share the usual scenarios. */
const USUAL_CLINICS = 4;
let asked = 0;
/** One clinic for each way in which a scenario wants it set up. */
const clinics = new Map<string, Promise<ScenarioClinic>>();

const clinicFor = (setup: Scenario['clinic']): Promise<ScenarioClinic> => {
  const key = setup ? JSON.stringify(setup) : `usual ${asked++ % USUAL_CLINICS}`;
  const opened = clinics.get(key) ?? ScenarioClinic.open(deepgram.url, speech, setup);
  clinics.set(key, opened);
  return opened;
};

beforeAll(async () => {
  deepgram = await SimulatedDeepgram.listen({ speech });
});

afterAll(async () => {
  for (const clinic of clinics.values()) await (await clinic).close();
  await deepgram.close();
  await speech.close();
});

const failures = (report: CallReport): string[] => [
  ...report.expectations.filter(({ held }) => held === false).map(({ what, found }) => `${what}: ${found}`),
  ...report.meanwhile.flatMap(failures),
];

// A rival is placed by the scenario it takes the slot from.
const scenarios = new ScenariosService();
const names = scenarios.names().filter((name) => !name.endsWith('-rival'));

it.concurrent.each(names)('the scenario %s holds', async (scenario) => {
  const { station } = await clinicFor(scenarios.load(scenario).clinic);
  const report = await station.call({ scenario });
  const failed = failures(report);
  const transcript = failed.length > 0 ? report.transcript : [];
  expect({ failed, transcript }).toEqual({ failed: [], transcript: [] });
  // A cut reply ends in mid-word; nothing else on the way may touch a word.
  const cuts = report.turns.filter(({ role, interrupted }) => role === 'agent' && interrupted);
  expect(report.garbled).toBeLessThanOrEqual(cuts.length);
});

it('leaves records in which nothing was heard that was not said, every tool run has ended, and no call is open', async () => {
  for (const clinic of clinics.values()) {
    const { database } = (await clinic).line;
    const turns = await database.turn.findMany();
    for (const turn of turns) expect(turn.text.startsWith(turn.heard)).toBe(true);
    expect(await database.toolInvocation.count({ where: { status: 'running' } })).toBe(0);
    expect(await database.call.count({ where: { endedAt: null } })).toBe(0);
  }
});

it('says nothing of any caller in its log', async () => {
  for (const clinic of clinics.values()) {
    const log = (await clinic).line.logLines.join('');
    for (const mark of ['Maria', 'Lopez', '5125550', 'cleaning', 'Cleaning', 'crown']) expect(log).not.toContain(mark);
  }
});
