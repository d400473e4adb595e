import '../support/in-virtual-time.js';
import { CallStation } from '../../src/simulation/caller/call-station.js';
import { SimulatedDeepgram } from '../../src/simulation/deepgram/simulated-deepgram.server.js';
import { SILENCE_AT_MOST_MS } from '../support/chaos-verdict.js';
import { openDemoDatabase } from '../support/demo-database.js';
import { FailoverProxy } from '../support/failover-proxy.js';
import { openSpeech } from '../support/kept-speech.js';
import type { TestDatabase } from '../support/test-database.js';
import { API_KEY, AUTH_TOKEN, startLine, type TestLine } from '../support/test-line.js';

/** One of two servers is lost to the carrier in mid-conversation: the other one goes on, from what is stored. `survival` kills it for real. */

const speech = openSpeech();
let deepgram: SimulatedDeepgram;
let database: TestDatabase;
let proxy: FailoverProxy;
let lines: TestLine[];
let station: CallStation;

beforeAll(async () => {
  deepgram = await SimulatedDeepgram.listen({ speech });
  database = await openDemoDatabase();
  proxy = await FailoverProxy.start();
  const options = { agentUrl: deepgram.url, publicUrl: proxy.url, sharing: database };
  lines = [await startLine(options), await startLine(options)];
  proxy.upstreamPorts.push(...lines.map(({ config }) => config.port));
  const { clinicNumber } = lines[1]!;
  station = new CallStation({ url: proxy.url, twilioAuthToken: AUTH_TOKEN, clinicNumber, apiKey: API_KEY }, { speech });
});
afterAll(async () => {
  await station.close();
  for (const line of lines) await line.close();
  await proxy.close();
  await deepgram.close();
  await database.close();
  await speech.close();
});

it('the same call books the same appointment, no question is lost, and nobody waits in silence', async () => {
  let isLost = false;
  const report = await station.call({
    scenario: 'book-cleaning',
    watch: (progress) => {
      // The caller has been told the free times, and is about to choose one.
      if (progress.type !== 'tool' || progress.name !== 'find_slots' || isLost) return;
      isLost = true;
      proxy.upstreamPorts.shift();
      proxy.cut();
    },
  });

  expect(isLost).toBe(true);
  expect(report.expectations.filter(({ held }) => held === false)).toEqual([]);
  expect(report.outcome).toBe('booked');
  expect(report.longestSilenceMs).toBeLessThanOrEqual(SILENCE_AT_MOST_MS);
  const call = await database.prisma.call.findFirstOrThrow({ where: { callSid: report.callSid } });
  expect(call).toMatchObject({ resumes: 1, status: 'completed' });
  const heard = report.transcript.filter(({ who }) => who === 'agent').map(({ text }) => text);
  expect(heard.filter((text) => text.includes('Thank you for calling Maple Street'))).toHaveLength(1);
  expect(heard.join(' ')).toContain('we were cut off');
  expect(await database.prisma.appointment.count({ where: { callId: call.id } })).toBe(1);
});
