import '../support/in-virtual-time.js';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { CallStation } from '../../src/simulation/caller/call-station.js';
import type { CallReport } from '../../src/simulation/caller/call-report.types.js';
import { ScenariosService } from '../../src/simulation/caller/scenarios.service.js';
import { SimulatedDeepgram } from '../../src/simulation/deepgram/simulated-deepgram.server.js';
import { openSpeech } from '../support/kept-speech.js';
import { readScrape } from '../support/scrape.js';
import { API_KEY, AUTH_TOKEN, startLine, type TestLine } from '../support/test-line.js';
import { until } from '../support/until.js';
import { openHalfDays, scenarioWithWish } from '../support/wishes.js';

/** Many callers at once, most of whom book on the same schedule, some of whom interrupt or hang up. */

const CALLS = 24;
const AFTERWARDS_MS = 10 * 60_000;
/** What that many calls may leave in memory, on both ends of the line, beside their reports. */
const KEPT_AT_MOST_BYTES = 16_000_000;

const WISHES = openHalfDays(46);

const speech = openSpeech();
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

/** Every caller with a wish of their own: what this test asks is whether calls get in each other's way. */
function writeScenarios(into: string): void {
  const write = (from: string, name: string, wish: string) =>
    writeFileSync(join(into, `${name}.yaml`), scenarioWithWish(from, name, wish));
  WISHES.forEach((wish, index) => {
    write('book-cleaning', `patient-${index}`, wish);
    write('barge-in-greeting', `impatient-${index}`, `on ${wish}`);
  });
  write('hang-up-mid-sentence', 'hang-up-mid-sentence', '');
}

const scenarioOf = (call: number): string => {
  if (call % 10 === 8) return 'hang-up-mid-sentence';
  const wish = call - Math.floor((call + 1) / 10);
  return call % 10 === 9 ? `impatient-${wish}` : `patient-${wish}`;
};

/** Five calls a second: all of them are live at once soon, yet no two callers speak in step. */
const place = (count: number, scenario: (call: number) => string): Promise<CallReport[]> =>
  Promise.all(
    Array.from({ length: count }, async (_, call) => {
      await new Promise((resolve) => setTimeout(resolve, call * 200));
      return station.call({
        scenario: scenario(call),
        caller: { name: nameOf(call), number: `+1512555${1000 + call}` },
      });
    }),
  );

const nameOf = (call: number): string => {
  const given = ['Anna', 'Boris', 'Clara', 'David', 'Elena', 'Frank', 'Grace', 'Henry', 'Irene', 'Jonas'][call % 10];
  return `${given} ${['Adler', 'Baker', 'Carter', 'Dixon', 'Evans'][Math.floor(call / 10)]}`;
};

async function activeCalls(): Promise<number> {
  const { samples } = readScrape(await (await fetch(`${line.baseUrl}/metrics`)).text());
  return samples.find(({ name }) => name === 'crownline_calls_active')?.value ?? 0;
}

/** Sockets, servers and whatever else keeps a process alive, of the callers and all that answers them. */
const openResources = () => process.getActiveResourcesInfo().filter((kind) => kind !== 'Immediate').length;

/** That something still refers to, other than what this file keeps to look at. */
function heapInUse(): number {
  line.logLines.splice(0);
  deepgram.sessions.splice(0);
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

const failedOf = ({ expectations }: CallReport) => expectations.filter(({ held }) => held === false);

it(`ends each of ${CALLS} calls in the right state, and gives back what they took`, async () => {
  const isIdle = () =>
    until(
      () => activeCalls(),
      (calls) => calls === 0,
    );
  // The first round fills caches: connection pools, compiled code.
  await place(CALLS, () => 'hang-up-mid-sentence');
  await isIdle();
  const opened = openResources();
  const heapBytes = heapInUse();

  const reports = await place(CALLS, scenarioOf);

  const wrong = reports.filter(({ ok }) => !ok);
  expect(
    wrong.map((report) => {
      const { scenario, outcome, transcript, turns } = report;
      return { scenario, outcome, transcript, turns, failed: failedOf(report) };
    }),
  ).toEqual([]);
  await isIdle();
  const prisma = line.database;
  expect(await prisma.call.count({ where: { endedAt: null } })).toBe(0);
  expect(await prisma.toolInvocation.count({ where: { status: 'running' } })).toBe(0);
  const booked = reports.filter(({ outcome }) => outcome === 'booked').length;
  expect(await prisma.appointment.count({ where: { callId: { not: null } } })).toBe(booked);
  const overlaps = await prisma.$queryRaw`
    SELECT 1 FROM allocations a JOIN allocations b USING (clinic_id, resource_id)
    WHERE a.id < b.id AND a.during && b.during AND a.released_at IS NULL AND b.released_at IS NULL`;
  expect(overlaps).toEqual([]);

  // Waits: pooled connections of the database and of our own requests close after some idle seconds.
  await until(
    () => Promise.resolve(openResources()),
    (now) => now <= opened,
  );
  // Timers that have a minute to go hold what they were set for.
  await new Promise((resolve) => setTimeout(resolve, AFTERWARDS_MS));
  const kept = heapInUse() - heapBytes;
  expect(kept).toBeLessThan(KEPT_AT_MOST_BYTES);
}, 600_000);
