import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CallStation } from '../../../src/simulation/caller/call-station.js';
import type { CallReport } from '../../../src/simulation/caller/call-report.types.js';
import type { CarrierStandIn } from '../../../src/runtime/carrier-stand-in.js';
import { ScenariosService } from '../../../src/simulation/caller/scenarios.service.js';
import { SimulatedDeepgram } from '../../../src/simulation/deepgram/simulated-deepgram.server.js';
import { openSpeech } from '../../support/kept-speech.js';
import { Balancer } from '../../support/balancer.js';
import { OwnLateness, SLOW_EARS_MS } from '../../support/own-lateness.js';
import { openCarrier, ServedClinic } from '../../support/served-clinic.js';
import { openDemoDatabase } from '../../support/demo-database.js';
import type { TestDatabase } from '../../support/test-database.js';
import { openHalfDays, scenarioWithWish } from '../../support/wishes.js';

/** Two instances are replaced one after the other, under live calls that last longer than they may take to drain. */

const CALLS = Number(process.env.ROLLING_CALLS ?? 8);
const DRAIN_SECONDS = '2';

const speech = openSpeech();
let folder: string;
let deepgram: SimulatedDeepgram;
let database: TestDatabase;
let balancer: Balancer;
let carrier: CarrierStandIn;
let station: CallStation;
const running: ServedClinic[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crownline-scenarios-'));
  // Every caller wants a time of their own: none is to be late because of another.
  openHalfDays(CALLS).forEach((wish, call) => {
    const name = `caller-${call}`;
    writeFileSync(join(folder, `${name}.yaml`), scenarioWithWish('book-cleaning', name, wish));
  });
  deepgram = await SimulatedDeepgram.listen({ speech });
  database = await openDemoDatabase();
  balancer = await Balancer.start();
  carrier = await openCarrier(balancer.url, balancer.url, speech);
  const { target } = await startInstance();
  await startInstance();
  station = new CallStation({ ...target, url: balancer.url }, { speech, scenarios: new ScenariosService(folder) });
});

afterAll(async () => {
  await station.close();
  for (const instance of running) await instance.stop();
  await carrier.close();
  await balancer.close();
  await deepgram.close();
  await database.close();
  await speech.close();
  rmSync(folder, { recursive: true });
});

async function startInstance(): Promise<ServedClinic> {
  // For a while one of them carries all calls.
  const more = { DRAIN_SECONDS, LOG_LEVEL: 'info', MAX_CONCURRENT_CALLS: String(CALLS) };
  const options = { databaseUrl: database.url, agentUrl: deepgram.url, publicUrl: balancer.url, carrier, more };
  const instance = await ServedClinic.start(options);
  running.push(instance);
  await balancer.add(instance.port);
  return instance;
}

const questionsOf = ({ transcript }: CallReport): string[] =>
  transcript.filter(({ who, text }) => who === 'agent' && text.includes('?')).map(({ text }) => text);

it(`replaces two instances under ${CALLS} calls: none is cut off, and nobody is asked anything twice`, async () => {
  const lateness = new OwnLateness();
  const calls = Array.from({ length: CALLS }, async (_, call) => {
    await new Promise((resolve) => setTimeout(resolve, call * 300));
    const caller = {
      name: `Anna ${['Adler', 'Baker', 'Carter', 'Dixon'][call % 4]}`,
      number: `+1512555${1000 + call}`,
    };
    return station.call({ scenario: `caller-${call}`, caller });
  });
  await new Promise((resolve) => setTimeout(resolve, CALLS * 300 + 2000));
  for (const old of running.splice(0)) {
    await startInstance();
    await old.stop();
    balancer.remove(old.port);
  }
  const reports = await Promise.all(calls);

  const isSlow = lateness.stop() > SLOW_EARS_MS;
  const isOfTheEar = (what: string) => what.startsWith('the caller heard') || what.startsWith('the record says');
  const failed = reports.filter(({ expectations }) =>
    expectations.some(({ what, held }) => held === false && !(isSlow && isOfTheEar(what))),
  );
  expect(
    failed.map(({ expectations, transcript, turns, tools }) => ({ expectations, transcript, turns, tools })),
  ).toEqual([]);
  const resumes = await database.prisma.call.findMany({ select: { resumes: true, nextStep: true, status: true } });
  expect(resumes).toEqual(
    Array(CALLS).fill({ resumes: 0, nextStep: expect.anything() as unknown, status: 'completed' }),
  );
  for (const report of reports) {
    const questions = questionsOf(report);
    expect(questions).toEqual([...new Set(questions)]);
    expect(report.transcript.map(({ text }) => text).join(' ')).not.toContain('cut off');
  }
}, 300_000);
