import '../support/in-virtual-time.js';
import { CallStation } from '../../src/simulation/caller/call-station.js';
import { SimulatedDeepgram } from '../../src/simulation/deepgram/simulated-deepgram.server.js';
import { openSpeech } from '../support/kept-speech.js';
import { SILENCE_AT_MOST_MS } from '../support/chaos-verdict.js';
import { FailoverProxy } from '../support/failover-proxy.js';
import { SignedCaller, tokenIn } from '../support/signed-caller.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';
import { API_KEY, AUTH_TOKEN, startLine, type TestLine } from '../support/test-line.js';

/** Calls whose database is gone for a while: nobody is cut off, nobody hears nothing, and the visit is booked all the same. */

const GONE_MS = 5000;

const speech = openSpeech();
let database: TestDatabase;
let proxy: FailoverProxy;
let port: number;
let deepgram: SimulatedDeepgram;
let line: TestLine;

beforeAll(async () => {
  database = await openTestDatabase();
  proxy = await FailoverProxy.start();
  port = Number(new URL(database.url).port);
  proxy.upstreamPorts.push(port);
  deepgram = await SimulatedDeepgram.listen({ speech });
  const url = Object.assign(new URL(database.url), { host: new URL(proxy.url).host }).href;
  line = await startLine({ agentUrl: deepgram.url, sharing: { ...database, url } });
});
afterAll(async () => {
  await line.close();
  await deepgram.close();
  await proxy.close();
  await database.close();
  await speech.close();
});

function takeAway(): void {
  proxy.upstreamPorts.splice(0);
  proxy.cut();
}
const giveBack = () => void proxy.upstreamPorts.push(port);

it('keeps a caller with words who rings meanwhile, and takes the call when it is asked again', async () => {
  const caller = new SignedCaller(line);
  takeAway();
  const first = await (await caller.post('/twilio/voice')).text();
  expect(first).toMatch(/<Say>One moment.*<Pause length="1"\/><Redirect/);
  const again = /<Redirect[^>]*>([^<]+)</.exec(first)?.[1]?.replace(line.baseUrl, '') ?? '';
  expect(await (await caller.post(again)).text()).toContain('attempt=3');
  giveBack();
  const media = await caller.open();
  media.start(caller.callSid, tokenIn(await (await caller.post(again)).text()));
  media.stop(caller.callSid);
  await media.closing();
});

it('has on record a caller who hung up before it was back', async () => {
  const caller = new SignedCaller(line);
  takeAway();
  await caller.post('/twilio/voice');
  setTimeout(giveBack, GONE_MS);
  expect((await caller.post('/twilio/voice/status', { CallStatus: 'completed' })).status).toBe(204);
  const calls = await database.prisma.call.findMany({ where: { callSid: caller.callSid } });
  expect(calls).toMatchObject([{ status: 'completed', outcome: 'caller_hung_up' }]);
});

it('gives up in the end, politely, and remembers what the carrier told only once', async () => {
  const caller = new SignedCaller(line);
  takeAway();
  const dialled = { DialCallStatus: 'no-answer', DialBridged: 'false' };
  const first = await (await caller.post('/twilio/voice/next', dialled)).text();
  expect(first).toContain('DialCallStatus=no-answer');
  expect(await (await caller.post('/twilio/voice/next?attempt=8')).text()).toMatch(/<Say>.*went wrong.*<Hangup\/>/);
  giveBack();
});

it('costs a call in mid-conversation nothing but a moment', async () => {
  const target = { url: line.baseUrl, twilioAuthToken: AUTH_TOKEN, clinicNumber: line.clinicNumber, apiKey: API_KEY };
  const station = new CallStation(target, { speech });
  let gone = false;
  const report = await station.call({
    scenario: 'book-cleaning',
    watch: (progress) => {
      if (gone || progress.type !== 'tool' || progress.name !== 'find_slots') return;
      gone = true;
      takeAway();
      setTimeout(giveBack, GONE_MS);
    },
  });
  await station.close();
  expect(gone).toBe(true);
  expect(report.outcome).toBe('booked');
  expect(report.longestSilenceMs).toBeLessThanOrEqual(SILENCE_AT_MOST_MS);
  // The record is whole: what was said while the database was gone was written when it was back.
  expect(report.expectations.filter(({ held }) => held === false)).toEqual([]);
});
