import { CallStation } from '../../src/simulation/caller/call-station.js';
import type { CallReport } from '../../src/simulation/caller/call-report.types.js';
import { ScenariosService } from '../../src/simulation/caller/scenarios.service.js';
import { SimulatedDeepgram } from '../../src/simulation/deepgram/simulated-deepgram.server.js';
import { createSpeech } from '../../src/simulation/speech/speech.service.js';
import { AUTH_TOKEN, API_KEY, startLine, type TestLine } from '../support/test-line.js';

/**
 * Whole calls: a simulated patient, the carrier, the server, Postgres and the voice agent, over real sockets and in real time.
 * Each scenario is judged by what the database holds and by what each side heard.
 */

const speech = createSpeech();
let deepgram: SimulatedDeepgram;
let line: TestLine;
let station: CallStation;

beforeAll(async () => {
  deepgram = await SimulatedDeepgram.listen({ speech });
  line = await startLine({ agentUrl: deepgram.url });
  station = new CallStation(
    { url: line.baseUrl, twilioAuthToken: AUTH_TOKEN, clinicNumber: line.clinicNumber, apiKey: API_KEY },
    { speech },
  );
});

afterAll(async () => {
  await station.close();
  await line.close();
  await deepgram.close();
  await speech.close();
});

const failures = (report: CallReport): string[] => [
  ...report.expectations.filter(({ held }) => held === false).map(({ what, found }) => `${what}: ${found}`),
  ...report.meanwhile.flatMap(failures),
];

// A rival is placed by the scenario it takes the slot from.
const scenarios = new ScenariosService().names().filter((name) => !name.endsWith('-rival'));

it.concurrent.each(scenarios)('the scenario %s holds', async (scenario) => {
  const report = await station.call({ scenario });
  expect(failures(report)).toEqual([]);
  // A cut reply ends in mid-word; nothing else on the way may touch a word.
  const cuts = report.turns.filter(({ role, interrupted }) => role === 'agent' && interrupted);
  expect(report.garbled).toBeLessThanOrEqual(cuts.length);
});

it('leaves a record in which nothing was heard that was not said, and every tool run has ended', async () => {
  const turns = await line.database.turn.findMany();
  expect(turns.length).toBeGreaterThan(0);
  for (const turn of turns) expect(turn.text.startsWith(turn.heard)).toBe(true);
  expect(await line.database.toolInvocation.count({ where: { status: 'running' } })).toBe(0);
  expect(await line.database.call.count({ where: { endedAt: null } })).toBe(0);
});

it('says nothing of any caller in its log', () => {
  const log = line.logLines.join('');
  for (const mark of ['Maria', 'Lopez', '5125550143', 'cleaning', 'Cleaning']) expect(log).not.toContain(mark);
});
