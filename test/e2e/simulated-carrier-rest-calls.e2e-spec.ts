import twilio from 'twilio';
import { SystemClock } from '../../src/common/clock/clock.js';
import { encodeUlaw } from '../../src/audio/g711.codec.js';
import { readMonoWav } from '../../src/simulation/speech/wav.codec.js';
import { CarrierRestServer } from '../../src/simulation/carrier/rest/carrier-rest.server.js';
import { MessageCenter } from '../../src/simulation/carrier/rest/messages/message-center.js';
import { newIncomingNumber } from '../../src/simulation/carrier/rest/numbers/incoming-number.types.js';
import { WebhookClient } from '../../src/simulation/carrier/webhook.client.js';
import { ACCOUNT_SID, AUTH_TOKEN, CallsOnPaper, clientOf, LocalClient, sid } from '../support/carrier-rest-bench.js';

/** The stand-in for the carrier's REST API, asked about calls by the vendor's own client. */

const CLINIC = '+15125550100';
const PATIENT = '+15125550143';
const LEFT = encodeUlaw(Int16Array.from({ length: 800 }, (_, i) => i * 8));
const RIGHT = encodeUlaw(new Int16Array(800));

const servers: CarrierRestServer[] = [];
let calls: CallsOnPaper;
let rest: CarrierRestServer;
let client: twilio.Twilio;

beforeEach(async () => {
  calls = new CallsOnPaper([LEFT, RIGHT]);
  rest = await serve(calls);
  client = clientOf(rest.url);
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve(control: CallsOnPaper): Promise<CarrierRestServer> {
  const clock = new SystemClock();
  const numbers = [newIncomingNumber({ sid: sid('PN'), phoneNumber: CLINIC, createdAt: clock.now() })];
  const webhooks = new WebhookClient(
    AUTH_TOKEN,
    (url) => url,
    clock,
    () => sid(''),
  );
  const messages = new MessageCenter({ accountSid: ACCOUNT_SID, numbers, webhooks, clock, newSid: sid });
  const server = await CarrierRestServer.listen({
    accountSid: ACCOUNT_SID,
    authToken: AUTH_TOKEN,
    calls: control,
    messages,
    numbers,
    clock,
  });
  servers.push(server);
  return server;
}

const order = { to: PATIENT, from: CLINIC, twiml: '<Response><Hangup/></Response>' };

/** Asks as the vendor's client does, for what it has no words for. */
const ask = (path: string, init: RequestInit = {}, base = rest.url): Promise<Response> =>
  fetch(base + path, {
    ...init,
    headers: { authorization: `Basic ${Buffer.from(`${ACCOUNT_SID}:${AUTH_TOKEN}`).toString('base64')}` },
  });
const account = `/2010-04-01/Accounts/${ACCOUNT_SID}`;

describe('calls of the simulated REST API', () => {
  it('are placed as ordered, with the defaults of the vendor where the order is silent', async () => {
    const placed = await client.calls.create({
      to: PATIENT,
      from: CLINIC,
      url: 'https://clinic.example/answer?x=1',
      twiml: '<Response/>',
      fallbackUrl: 'https://clinic.example/fallback',
      statusCallback: 'https://clinic.example/status',
      statusCallbackEvent: ['initiated', 'answered'],
      timeout: 25,
      machineDetection: 'DetectMessageEnd',
      asyncAmd: 'true',
      asyncAmdStatusCallback: 'https://clinic.example/amd',
    });
    expect(placed).toMatchObject({ to: PATIENT, from: CLINIC, status: 'queued', direction: 'outbound-api' });
    expect(placed.dateCreated).toEqual(new Date('2026-11-20T15:00:00Z'));
    await client.calls.create(order);
    expect(calls.orders).toEqual([
      {
        to: PATIENT,
        from: CLINIC,
        document: { url: 'https://clinic.example/answer?x=1' },
        fallbackUrl: 'https://clinic.example/fallback',
        statusCallback: 'https://clinic.example/status',
        statusCallbackEvents: ['initiated', 'answered'],
        timeoutSeconds: 25,
        machineDetection: 'DetectMessageEnd',
        asyncAmdStatusCallback: 'https://clinic.example/amd',
      },
      {
        to: PATIENT,
        from: CLINIC,
        document: { twiml: order.twiml },
        fallbackUrl: null,
        statusCallback: null,
        statusCallbackEvents: ['completed'],
        timeoutSeconds: 60,
        machineDetection: null,
        asyncAmdStatusCallback: null,
      },
    ]);
  });

  it.each([
    [21211, { to: '555', from: CLINIC }],
    [21201, { to: '', from: CLINIC }],
    [21212, { to: PATIENT, from: 'clinic' }],
    [21213, { to: PATIENT, from: '' }],
    [21210, { to: PATIENT, from: '+15125550199' }],
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
    expect(calls.orders).toEqual([]);
  });

  it('are looked up, changed, and deleted once they are over', async () => {
    const { sid: callSid } = calls.inProgress();
    await client.calls(callSid).update({ twiml: '<Response><Say>One moment</Say></Response>' });
    await expect(client.calls(callSid).remove()).rejects.toMatchObject({ status: 409, code: 20009 });
    await client.calls(callSid).update({ status: 'completed' });
    expect(calls.changes).toEqual([{ twiml: '<Response><Say>One moment</Say></Response>' }, { status: 'completed' }]);

    const ended = await client.calls(callSid).fetch();
    expect(ended).toMatchObject({ status: 'completed', duration: '62', startTime: new Date('2026-11-20T15:00:00Z') });
    await expect(client.calls(callSid).update({ twiml: '<Response/>' })).rejects.toMatchObject({ code: 21220 });
    expect(await client.calls(callSid).remove()).toBe(true);
    await expect(client.calls(callSid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
    expect(await client.calls.list()).toEqual([]);
  });

  it('are listed newest first, over pages that stay true while new ones come in', async () => {
    const placed: string[] = [];
    for (let i = 0; i < 5; i++) placed.unshift((await client.calls.create(order)).sid);
    calls.inProgress();

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
    const stranger = clientOf(rest.url, 'another token');
    await expect(stranger.calls.create(order)).rejects.toMatchObject({ status: 401, code: 20003 });
    expect(calls.orders).toEqual([]);
    expect(await client.api.accounts(ACCOUNT_SID).fetch()).toMatchObject({ status: 'active', type: 'Full' });
  });
});

describe('recordings of the simulated REST API', () => {
  it('are started, paused, heard and deleted', async () => {
    const { sid: callSid } = calls.inProgress();
    const recordings = client.calls(callSid).recordings;
    const started = await recordings.create({
      recordingChannels: 'dual',
      recordingStatusCallback: 'https://clinic.example/recording',
      recordingStatusCallbackEvent: ['in-progress', 'completed'],
    });
    expect(started).toMatchObject({ callSid, channels: 2, status: 'in-progress', source: 'StartCallRecordingAPI' });
    expect(calls.recordingOrders).toEqual([
      {
        channels: 2,
        statusCallback: 'https://clinic.example/recording',
        statusCallbackEvents: ['in-progress', 'completed'],
      },
    ]);
    const paused = await recordings('Twilio.CURRENT').update({ status: 'paused', pauseBehavior: 'skip' });
    expect(paused).toMatchObject({ sid: started.sid, status: 'paused' });
    expect((await ask(`${account}/Recordings/${started.sid}.wav`)).status).toBe(404);
    await recordings(started.sid).update({ status: 'stopped' });
    expect((await recordings.list()).map((recording) => recording.sid)).toEqual([started.sid]);

    const stereo = Buffer.from(await (await ask(`${account}/Recordings/${started.sid}`)).arrayBuffer());
    expect(stereo.readUInt16LE(22)).toBe(2);
    const mono = await ask(`${account}/Recordings/${started.sid}.wav?RequestedChannels=1`);
    expect(mono.headers.get('content-type')).toBe('audio/x-wav');
    expect(readMonoWav(Buffer.from(await mono.arrayBuffer())).samples).toHaveLength(800);
    const { mediaUrl } = await client.recordings(started.sid).fetch();
    expect(mediaUrl).toBe(`${rest.url}${account}/Recordings/${started.sid}`);

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
  it('refuse as often as they were ordered to, and a client that retries gets through', async () => {
    const httpClient = new LocalClient(rest.url, { autoRetry: true, maxRetryDelay: 1 });
    const patient = twilio(ACCOUNT_SID, AUTH_TOKEN, { httpClient });
    const calling = { method: 'POST', path: /^\/Calls\.json$/ } as const;
    rest.faults.order({ ...calling, times: 2, fault: { kind: 'refused', status: 429, retryAfterSeconds: 1 } });
    expect(await patient.calls.list()).toEqual([]);
    await patient.calls.create(order);
    expect(calls.orders).toHaveLength(1);
    expect(rest.faults.left).toBe(0);

    rest.faults.order({ ...calling, fault: { kind: 'refused', status: 429, retryAfterSeconds: 7 } });
    const refused = await ask(`${account}/Calls.json`, { method: 'POST' });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '7']);
    expect(await refused.json()).toMatchObject({ code: 20429, status: 429 });
    rest.faults.order({ ...calling, fault: { kind: 'refused', status: 503 } });
    await expect(client.calls.create(order)).rejects.toMatchObject({ status: 503, code: 20503 });
    expect(calls.orders).toHaveLength(1);
  });

  it('cut the connection when the call has been placed', async () => {
    rest.faults.order({ method: 'POST', path: /^\/Calls\.json$/, fault: { kind: 'cut' } });
    await expect(client.calls.create(order)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(calls.orders).toHaveLength(1);
  });

  it('leave a client without an answer until it gives up', async () => {
    rest.faults.order({ method: 'POST', path: /^\/Calls\.json$/, fault: { kind: 'stalled' } });
    const hasty = twilio(ACCOUNT_SID, AUTH_TOKEN, { httpClient: new LocalClient(rest.url, { timeout: 100 }) });
    await expect(hasty.calls.create(order)).rejects.toMatchObject({ code: 'ECONNABORTED' });
    expect(calls.orders).toEqual([]);
  });
});

describe('a call that another process carries', () => {
  const assign = (callSid: string, relayTo: string): Promise<Response> =>
    ask('/simulation/calls', { method: 'POST', body: JSON.stringify({ callSid, relayTo }) });

  it('is reached through the one address that the server knows, and so are its recordings', async () => {
    const elsewhere = new CallsOnPaper([LEFT]);
    const other = await serve(elsewhere);
    const { sid: callSid } = elsewhere.inProgress();
    expect((await assign(callSid, other.url)).status).toBe(201);

    await client.calls(callSid).update({ url: 'https://clinic.example/next?step=2' });
    expect(elsewhere.changes).toEqual([{ url: 'https://clinic.example/next?step=2' }]);
    const { sid: recordingSid } = await client.calls(callSid).recordings.create();
    await client.calls(callSid).recordings('Twilio.CURRENT').update({ status: 'stopped' });
    const heard = await ask(`${account}/Recordings/${recordingSid}.wav`);
    expect(readMonoWav(Buffer.from(await heard.arrayBuffer())).samples).toHaveLength(800);
    await expect(client.calls(callSid).update({ status: 'ringing' as 'canceled' })).rejects.toMatchObject({
      code: 20001,
    });
    expect(await client.recordings(recordingSid).remove()).toBe(true);
    expect(elsewhere.fetchRecording(recordingSid)).toBeNull();
    expect(calls.changes).toEqual([]);

    expect((await ask(`/simulation/calls/${callSid}`, { method: 'DELETE' })).status).toBe(204);
    await expect(client.calls(callSid).fetch()).rejects.toMatchObject({ status: 404 });
  });

  it('is unknown when that process is gone', async () => {
    const elsewhere = new CallsOnPaper();
    const other = await serve(elsewhere);
    const { sid: callSid } = elsewhere.inProgress();
    await assign(callSid, other.url);
    await servers.splice(servers.indexOf(other), 1)[0]?.close();
    await expect(client.calls(callSid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  });

  it('may not be carried on another machine, nor be claimed by strangers', async () => {
    for (const relayTo of ['http://192.0.2.1:80', 'https://127.0.0.1', 'http://localhost.example', 'nowhere']) {
      expect((await assign(sid('CA'), relayTo)).status).toBe(400);
    }
    const anonymous = await fetch(`${rest.url}/simulation/calls`, { method: 'POST', body: '{}' });
    expect(anonymous.status).toBe(401);
  });
});
