import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { projectRoot } from '../../src/config/project-root.js';
import { CallStation } from '../../src/simulation/caller/call-station.js';
import type { CallReport } from '../../src/simulation/caller/call-report.types.js';
import { ScenariosService } from '../../src/simulation/caller/scenarios.service.js';
import { SimulatedDeepgram } from '../../src/simulation/deepgram/simulated-deepgram.server.js';
import { createSpeech } from '../../src/simulation/speech/speech.service.js';
import { API_KEY, AUTH_TOKEN, startLine, type TestLine } from '../support/test-line.js';

/** Fifty callers at once, most of whom book on the same schedule, some of whom interrupt or hang up. */

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday'];
const WISHES = DAYS.flatMap((day) => [`next ${day} morning`, `next ${day} afternoon`]);

const speech = createSpeech();
let folder: string;
let deepgram: SimulatedDeepgram;
let line: TestLine;
let station: CallStation;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crownline-scenarios-'));
  writeScenarios(folder);
  deepgram = await SimulatedDeepgram.listen({ speech });
  line = await startLine({ agentUrl: deepgram.url });
  const target = { url: line.baseUrl, twilioAuthToken: AUTH_TOKEN, clinicNumber: line.clinicNumber, apiKey: API_KEY };
  station = new CallStation(target, { speech, scenarios: new ScenariosService(folder) });
});

afterAll(async () => {
  await station.close();
  await line.close();
  await deepgram.close();
  await speech.close();
  rmSync(folder, { recursive: true });
});

/** The scenario of a booking once per wish, and those of impatient callers as they are. */
function writeScenarios(into: string): void {
  const read = (name: string) => readFileSync(join(projectRoot, 'scenarios', `${name}.yaml`), 'utf8');
  WISHES.forEach((wish, index) => {
    const booking = read('book-cleaning')
      .replace('name: book-cleaning', `name: wish-${index}`)
      .replace('Some time next week', wish)
      .replace('    patient: Maria Lopez\n', '');
    writeFileSync(join(into, `wish-${index}.yaml`), booking);
  });
  for (const name of ['hang-up-mid-sentence', 'barge-in-greeting'])
    writeFileSync(join(into, `${name}.yaml`), read(name));
}

const scenarioOf = (call: number): string => {
  if (call % 10 === 8) return 'hang-up-mid-sentence';
  if (call % 10 === 9) return 'barge-in-greeting';
  return `wish-${call % WISHES.length}`;
};

const place = (count: number, scenario: (call: number) => string): Promise<CallReport[]> =>
  Promise.all(
    Array.from({ length: count }, (_, call) =>
      station.call({
        scenario: scenario(call),
        caller: {
          name: `Caller ${String.fromCharCode(65 + (call % 26))}${'aeiou'[Math.floor(call / 26)]}rd`,
          number: `+1512555${1000 + call}`,
        },
      }),
    ),
  );

interface Footprint {
  heapBytes: number;
  sockets: number;
}

/** After a collection: what is left is held by somebody. */
function footprint(): Footprint {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const sockets = process.getActiveResourcesInfo().filter((resource) => /TCPSocketWrap/.test(resource)).length;
  return { heapBytes: process.memoryUsage().heapUsed, sockets };
}

it('ends each of fifty calls in the right state, and gives back what they took', async () => {
  // The first round fills caches: voices, connection pools, compiled code.
  await place(50, () => 'hang-up-mid-sentence');
  const idle = footprint();

  const reports = await place(50, scenarioOf);

  const wrong = reports.filter(({ ok }) => !ok);
  expect(wrong.map(({ scenario, outcome, expectations }) => ({ scenario, outcome, expectations }))).toEqual([]);
  expect(await line.database.call.count({ where: { endedAt: null } })).toBe(0);
  expect(await line.database.toolInvocation.count({ where: { status: 'running' } })).toBe(0);
  const booked = reports.filter(({ outcome }) => outcome === 'booked').length;
  expect(await line.database.appointment.count({ where: { callId: { not: null } } })).toBe(booked);
  const overlaps = await line.database.$queryRaw`
    SELECT 1 FROM allocations a JOIN allocations b USING (clinic_id, resource_id)
    WHERE a.id < b.id AND a.during && b.during AND a.released_at IS NULL AND b.released_at IS NULL`;
  expect(overlaps).toEqual([]);

  const metrics = await (await fetch(`${line.baseUrl}/metrics`)).text();
  expect(metrics).toMatch(/^crownline_calls_active 0$/m);
  const after = footprint();
  expect(after.sockets).toBeLessThanOrEqual(idle.sockets + 2); // pooled connections of the test's own requests
  expect(after.heapBytes / idle.heapBytes).toBeLessThan(1.25);
}, 300_000);
