import '../support/in-virtual-time.js';
import twilio from 'twilio';
import type { PhoneCall } from '../../src/simulation/carrier/phone-call.js';
import { openSpeech } from '../support/kept-speech.js';
import { readMonoWav } from '../../src/simulation/speech/wav.codec.js';
import type { Speech } from '../../src/simulation/speech/speech.types.js';
import { Arrivals } from '../support/arrivals.js';
import { ACCOUNT, ACCOUNT_SID, AUTH_TOKEN, CarrierRestBench, CLINIC, sid } from '../support/carrier-rest-bench.js';
import { ScriptedVoiceServer } from '../support/scripted-voice-server.js';
import { until } from '../support/until.js';

/** Calls and recordings of the simulated carrier, through the vendor's own client. */

/** Rings, and nobody comes. */
const ABSENT = '+15125550143';
/** Is picked up at once. */
const PRESENT = '+15125550144';
const HOLD = '<Response><Say>One moment.</Say><Pause length="60"/></Response>';

let speech: Speech;
let server: ScriptedVoiceServer;
let bench: CarrierRestBench;
let client: twilio.Twilio;
const opened: { close(): Promise<void> }[] = [];

beforeAll(() => {
  speech = openSpeech();
});
afterAll(() => speech.close());

beforeEach(async () => {
  server = await ScriptedVoiceServer.listen(AUTH_TOKEN);
  opened.push(server);
  bench = await openBench();
  client = bench.client();
});
afterEach(async () => {
  for (const resource of opened.splice(0).reverse()) await resource.close();
});

async function openBench(): Promise<CarrierRestBench> {
  const carrying = await CarrierRestBench.open(server.baseUrl, speech);
  opened.push(carrying);
  carrying.carrier.registerPhone({ number: ABSENT, behaviour: { does: 'ring_on' } });
  carrying.carrier.registerPhone({
    number: PRESENT,
    behaviour: { does: 'answer', afterMs: 0, onRinging: () => undefined },
  });
  return carrying;
}

const order = { to: ABSENT, from: CLINIC, twiml: HOLD };

/** An incoming call that has been answered and goes on for a while; its frames in the other hand. */
async function inProgress({ carrier } = bench): Promise<{ call: PhoneCall; frames: Arrivals<unknown> }> {
  server.lay('/voice', HOLD);
  const frames = new Arrivals<unknown>();
  const call = carrier.placeCall({ from: ABSENT, observer: { onFrame: (frame) => frames.push(frame) } });
  await frames.next();
  return { call, frames };
}

/** Some more of the call is heard. */
async function goesOn(frames: Arrivals<unknown>): Promise<void> {
  const enough = frames.all.length + 5;
  while (frames.all.length < enough) await frames.next();
}

/** What the server is posted at a path. */
const posted = (path: string) => server.webhooks.next((webhook) => webhook.path === path);

describe('calls of the simulated REST API', () => {
  it('are placed, answered and told of as ordered', async () => {
    server.lay('/answer?x=1', HOLD);
    const placed = await client.calls.create({
      to: PRESENT,
      from: CLINIC,
      url: `${server.baseUrl}/answer?x=1`,
      twiml: '<Response/>',
      statusCallback: `${server.baseUrl}/status`,
      statusCallbackEvent: ['initiated', 'answered'],
    });
    expect(placed).toMatchObject({ to: PRESENT, from: CLINIC, direction: 'outbound-api', duration: null });
    expect(placed.dateCreated).toBeInstanceOf(Date);
    const { fields, signed } = await posted('/answer?x=1');
    expect(signed).toBe(true);
    expect(fields).toMatchObject({ CallSid: placed.sid, CallStatus: 'in-progress', Direction: 'outbound-api' });
    const told = [await posted('/status'), await posted('/status')].map((webhook) => webhook.fields.CallStatus);
    expect(told).toEqual(['initiated', 'in-progress']);
  });

  it.each([
    [21211, { to: '555' }],
    [21201, { to: '' }],
    [21212, { from: 'clinic' }],
    [21213, { from: '' }],
    [21210, { from: '+15125550199' }],
    [21205, { twiml: undefined }],
    [21205, { url: 'clinic.example/answer' }],
    [21626, { statusCallbackEvent: ['hung-up'] }],
    [20001, { statusCallbackMethod: 'GET' }],
  ])('are refused with %i', async (code, change) => {
    await expect(client.calls.create({ ...order, ...change })).rejects.toMatchObject({
      status: 400,
      code,
      moreInfo: `https://www.twilio.com/docs/errors/${code}`,
    });
    expect(await client.calls.list()).toEqual([]);
  });

  it('are looked up, given something else to do, ended, and deleted', async () => {
    const { callSid } = (await inProgress()).call;
    expect(await client.calls(callSid).fetch()).toMatchObject({ status: 'in-progress', direction: 'inbound' });
    server.lay('/elsewhere', HOLD);
    await client.calls(callSid).update({ url: `${server.baseUrl}/elsewhere` });
    expect((await posted('/elsewhere')).fields.CallSid).toBe(callSid);
    await expect(client.calls(callSid).remove()).rejects.toMatchObject({ status: 409, code: 20009 });

    await client.calls(callSid).update({ status: 'completed' });
    const ended = await until(
      () => client.calls(callSid).fetch(),
      ({ status }) => status === 'completed',
    );
    expect(ended).toMatchObject({
      duration: expect.stringMatching(/^\d+$/),
      startTime: expect.any(Date),
      endTime: expect.any(Date),
    });
    await expect(client.calls(callSid).update({ twiml: HOLD })).rejects.toMatchObject({ status: 400, code: 21220 });
    expect(await client.calls(callSid).remove()).toBe(true);
    await expect(client.calls(callSid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
    expect(await client.calls.list()).toEqual([]);
  });

  it('are listed newest first, over pages that stay true while new ones come in', async () => {
    const placed: string[] = [];
    for (let i = 0; i < 5; i++) placed.unshift((await client.calls.create(order)).sid);
    await inProgress();

    const first = await client.calls.page({ pageSize: 2, from: CLINIC });
    await client.calls.create(order);
    const second = await first.nextPage();
    const third = await second?.nextPage();
    const pages = [first, second, third].map((page) => page?.instances.map((call) => call.sid));
    expect(pages).toEqual([placed.slice(0, 2), placed.slice(2, 4), placed.slice(4)]);
    expect(third?.nextPageUrl).toBeUndefined();
    expect(await client.calls.list({ pageSize: 2 })).toHaveLength(7);
    expect(await client.calls.list({ status: 'in-progress' })).toHaveLength(1);
  });

  it('are nobody else’s business', async () => {
    const stranger = bench.client({}, 'another token');
    await expect(stranger.calls.create(order)).rejects.toMatchObject({ status: 401, code: 20003 });
    expect(await client.calls.list()).toEqual([]);
    expect(await client.api.accounts(ACCOUNT_SID).fetch()).toMatchObject({ status: 'active', type: 'Full' });
  });
});

describe('recordings of the simulated REST API', () => {
  it('are started, paused, ended, heard and deleted', async () => {
    const { call, frames } = await inProgress();
    const recordings = client.calls(call.callSid).recordings;
    const started = await recordings.create({
      recordingChannels: 'dual',
      recordingStatusCallback: `${server.baseUrl}/recording`,
      recordingStatusCallbackEvent: ['in-progress', 'completed'],
    });
    expect(started).toMatchObject({ channels: 2, status: 'in-progress', source: 'StartCallRecordingAPI' });
    await goesOn(frames);
    const paused = await recordings('Twilio.CURRENT').update({ status: 'paused', pauseBehavior: 'skip' });
    expect(paused).toMatchObject({ sid: started.sid, status: 'paused' });
    expect((await bench.ask(`${ACCOUNT}/Recordings/${started.sid}.wav`)).status).toBe(404);
    await recordings(started.sid).update({ status: 'stopped' });
    expect((await recordings.list()).map((recording) => recording.sid)).toEqual([started.sid]);

    const told = [await posted('/recording'), await posted('/recording')].map((webhook) => webhook.fields);
    expect(told.map((fields) => fields.RecordingStatus)).toEqual(['in-progress', 'completed']);
    const recordingUrl = told[1]?.RecordingUrl ?? '';
    const { mediaUrl, duration } = await client.recordings(started.sid).fetch();
    expect([mediaUrl, duration]).toEqual([recordingUrl, told[1]?.RecordingDuration]);

    const stereo = Buffer.from(await (await bench.ask(new URL(recordingUrl).pathname)).arrayBuffer());
    expect(stereo.readUInt16LE(22)).toBe(2);
    const mono = await bench.ask(`${ACCOUNT}/Recordings/${started.sid}.wav?RequestedChannels=1`);
    expect(mono.headers.get('content-type')).toBe('audio/x-wav');
    const { samples } = readMonoWav(Buffer.from(await mono.arrayBuffer()));
    expect(samples.length).toBe((stereo.length - 44) / 4);
    expect(samples.length).toBeGreaterThan(0);

    expect(await client.recordings(started.sid).remove()).toBe(true);
    await expect(client.recordings(started.sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  });

  it('need a call that is in progress', async () => {
    const { sid: callSid } = await client.calls.create(order);
    await expect(client.calls(callSid).recordings.create()).rejects.toMatchObject({ status: 400, code: 21220 });
    await expect(client.calls(sid('CA')).recordings.create()).rejects.toMatchObject({ status: 404, code: 20404 });
  });
});

describe('faults on order', () => {
  const calling = { method: 'POST', path: /^\/Calls\.json$/ } as const;

  it('refuse as often as they were ordered to, and a client that retries gets through', async () => {
    const { faults } = bench.rest;
    faults.order({ ...calling, times: 2, fault: { kind: 'refused', status: 429 } });
    expect(await client.calls.list()).toEqual([]);
    await bench.client({ autoRetry: true, maxRetryDelay: 1 }).calls.create(order);
    expect(faults.left).toBe(0);

    faults.order({ ...calling, fault: { kind: 'refused', status: 429, retryAfterSeconds: 7 } });
    const refused = await bench.ask(`${ACCOUNT}/Calls.json`, { method: 'POST' });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '7']);
    expect(await refused.json()).toMatchObject({ code: 20429, status: 429 });
    faults.order({ ...calling, fault: { kind: 'refused', status: 503 } });
    await expect(client.calls.create(order)).rejects.toMatchObject({ status: 503, code: 20503 });
    expect(await client.calls.list()).toHaveLength(1);
  });

  it('cut the connection when the call has been placed', async () => {
    bench.rest.faults.order({ ...calling, fault: { kind: 'cut' } });
    await expect(client.calls.create(order)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await client.calls.list({ to: ABSENT })).toHaveLength(1);
  });

  it('leave a client without an answer until it gives up', async () => {
    bench.rest.faults.order({ ...calling, fault: { kind: 'stalled' } });
    const hasty = bench.client({ timeout: 100 });
    await expect(hasty.calls.create(order)).rejects.toMatchObject({ code: 'ECONNABORTED' });
    expect(await client.calls.list()).toEqual([]);
  });
});

describe('a call that another process carries', () => {
  const assign = (callSid: string, relayTo: string): Promise<Response> =>
    bench.ask('/simulation/calls', { method: 'POST', body: JSON.stringify({ callSid, relayTo }) });

  it('is reached through the one address that the server knows, and so are its recordings', async () => {
    const other = await openBench();
    const { call, frames } = await inProgress(other);
    await expect(client.calls(call.callSid).fetch()).rejects.toMatchObject({ status: 404 });
    expect((await assign(call.callSid, other.rest.url)).status).toBe(201);

    server.lay('/next?step=2', HOLD);
    await client.calls(call.callSid).update({ url: `${server.baseUrl}/next?step=2` });
    expect((await posted('/next?step=2')).fields.CallSid).toBe(call.callSid);
    await expect(client.calls(call.callSid).update({})).rejects.toMatchObject({ status: 400, code: 20001 });

    const { sid: recordingSid } = await client.calls(call.callSid).recordings.create();
    await goesOn(frames);
    await client.calls(call.callSid).recordings('Twilio.CURRENT').update({ status: 'stopped' });
    const heard = await bench.ask(`${ACCOUNT}/Recordings/${recordingSid}.wav`);
    expect(readMonoWav(Buffer.from(await heard.arrayBuffer())).samples.length).toBeGreaterThan(0);
    expect(await client.recordings(recordingSid).remove()).toBe(true);
    await expect(other.client().recordings(recordingSid).fetch()).rejects.toMatchObject({ status: 404 });

    expect((await bench.ask(`/simulation/calls/${call.callSid}`, { method: 'DELETE' })).status).toBe(204);
    await expect(client.calls(call.callSid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  });

  it('may be one that the server orders, to a phone over there', async () => {
    const other = await openBench();
    const phone = { from: CLINIC, number: PRESENT, relayTo: other.rest.url };
    const shared = await bench.ask('/simulation/phones', { method: 'POST', body: JSON.stringify(phone) });
    expect(shared.status).toBe(201);
    server.lay('/answer', HOLD);
    const placed = await client.calls.create({ to: PRESENT, from: CLINIC, url: `${server.baseUrl}/answer` });
    expect((await posted('/answer')).fields.CallSid).toBe(placed.sid);
    expect(await client.calls(placed.sid).update({ status: 'completed' })).toMatchObject({ sid: placed.sid });
    expect(await client.calls.list()).toEqual([]);
    expect(await other.client().calls.list()).toHaveLength(1);

    const elsewhere = { ...phone, from: ABSENT, number: ABSENT };
    await bench.ask('/simulation/phones', { method: 'POST', body: JSON.stringify(elsewhere) });
    expect(await client.calls.create({ ...order, to: ABSENT })).toMatchObject({ from: CLINIC }); // that one is for another number's calls
    expect(await client.calls.list()).toHaveLength(1);
    expect(await other.client().calls.list()).toHaveLength(1);

    const gone = `/simulation/phones/${encodeURIComponent(CLINIC)}/${encodeURIComponent(PRESENT)}`;
    expect((await bench.ask(gone, { method: 'DELETE' })).status).toBe(204);
    expect((await bench.ask(gone, { method: 'DELETE' })).status).toBe(404);
    await client.calls.create({ ...order, to: PRESENT });
    expect(await client.calls.list()).toHaveLength(2);
  });

  it('is unknown when that process is gone', async () => {
    const other = await openBench();
    const { call } = await inProgress(other);
    await assign(call.callSid, other.rest.url);
    expect(await client.calls(call.callSid).fetch()).toMatchObject({ status: 'in-progress' });
    const phone = { from: CLINIC, number: ABSENT, relayTo: other.rest.url };
    await bench.ask('/simulation/phones', { method: 'POST', body: JSON.stringify(phone) });
    opened.splice(opened.indexOf(other), 1);
    await other.close();
    await expect(client.calls(call.callSid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
    expect(await client.calls.create(order)).toMatchObject({ to: ABSENT }); // its phones are anybody's again
  });

  it('may not be carried on another machine, nor be claimed by strangers', async () => {
    for (const relayTo of ['http://192.0.2.1:80', 'https://127.0.0.1', 'http://localhost.example', 'nowhere']) {
      expect((await assign(sid('CA'), relayTo)).status).toBe(400);
    }
    const anonymous = await fetch(`${bench.rest.url}/simulation/calls`, { method: 'POST', body: '{}' });
    expect(anonymous.status).toBe(401);
  });
});
