import '../support/in-virtual-time.js';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebhookClient } from '../../src/simulation/carrier/webhook.client.js';
import { openSpeech } from '../support/kept-speech.js';
import type { Speech } from '../../src/simulation/speech/speech.types.js';
import { ACCOUNT_SID, AUTH_TOKEN, CarrierBench, failuresOf, say, twiml } from '../support/carrier-bench.js';
import { freePort } from '../support/free-port.js';
import { ManualClock } from '../support/manual-clock.js';

let speech: Speech;
let bench: CarrierBench;

beforeAll(() => {
  speech = openSpeech();
});
afterAll(() => speech.close());
beforeEach(async () => {
  bench = await CarrierBench.open(speech);
});
afterEach(() => bench.close());

describe('a webhook of the simulated carrier', () => {
  it('is signed as the vendor signs, and says what the vendor says', async () => {
    bench.server.lay(
      '/voice',
      twiml(() => undefined),
    );
    const { call } = bench.place();
    const { fields, headers, signed } = await bench.server.webhooks.next();
    expect(signed).toBe(true);
    expect(fields).toMatchObject({
      CallSid: call.callSid,
      AccountSid: ACCOUNT_SID,
      From: '+15125550143',
      To: '+15125550100',
      Caller: '+15125550143',
      Called: '+15125550100',
      CallStatus: 'ringing',
      Direction: 'inbound',
      ApiVersion: '2010-04-01',
      FromCity: '',
      CalledCountry: '',
    });
    expect(call.callSid).toMatch(/^CA[0-9a-f]{32}$/);
    expect(headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
    expect(headers['i-twilio-idempotency-token']).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is signed over the public address, whatever address leads there', async () => {
    const behindProxy = await bench.listen('https://clinic.example');
    const outside = bench.carrierFor(behindProxy);
    behindProxy.lay('/voice', bench.connect({ url: 'wss://clinic.example/media?lost=1', action: '/next?kept=1' }));
    outside.placeCall({ from: '+15125550143' });
    const stream = await behindProxy.streams.next();
    expect({ signed: stream.signed, path: stream.path }).toEqual({ signed: true, path: '/media' });
    stream.socket.close();
    await behindProxy.webhooks.next(({ path }) => path === '/next?kept=1');
    expect(behindProxy.webhooks.all.map(({ signed }) => signed)).toEqual([true, true]);
  });

  it('is given up when no answer comes within 15 s', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const clock = new ManualClock();
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/voice`;
    const client = new WebhookClient(
      AUTH_TOKEN,
      (same) => same,
      clock,
      () => 'token',
    );
    const answer = client.post(url, {});
    await once(silent, 'request');
    clock.advance(15_000);
    await expect(answer).rejects.toMatchObject({ code: 11205 });
    silent.closeAllConnections();
    silent.close();
  });

  it('is given up when nobody is there', async () => {
    const nobody = `http://127.0.0.1:${await freePort()}/voice`;
    await expect(bench.carrier.webhooks.post(nobody, {})).rejects.toMatchObject({ code: 11205 });
  });

  it('can be forged on purpose', async () => {
    await bench.carrier.webhooks.post(`${bench.server.publicUrl}/voice`, { CallSid: 'CA1' }, { signature: 'forged' });
    expect((await bench.server.webhooks.next()).signed).toBe(false);
  });

  it.each([
    ['an error status', { status: 500 }, 11200],
    ['an answer that is not XML', { status: 200, contentType: 'application/json', body: '{}' }, 12300],
    ['broken XML', '<Response><Say>', 12100],
    ['XML that is not TwiML', '<html/>', 12200],
  ])('that gets %s fails with the code for it', async (_what, reply, code) => {
    bench.server.lay('/voice', reply);
    const { call, failure } = bench.place();
    expect(await failure.next()).toBe(code);
    call.hangUp();
    await call.ended;
  });

  it('that fails ends the call with the words that callers know', async () => {
    bench.server.lay('/voice', { status: 500 });
    const { call, heard } = bench.place();
    expect(await call.ended).toMatchObject({ status: 'completed', by: 'server' });
    expect(heard()).toContain('an application error has occurred');
  });

  it('that fails asks the fallback address, and tells it what went wrong where', async () => {
    const carrier = bench.carrierFor(bench.server, '/fallback');
    bench.server.lay(
      '/voice',
      twiml((response) => response.redirect('/later')),
    );
    bench.server.lay('/later', { status: 503 });
    bench.server.lay('/fallback', say('Please call again.'));
    const { call, heard } = bench.place({}, carrier);
    await call.ended;
    const fields = await bench.webhook('/fallback');
    expect(fields).toMatchObject({ ErrorCode: '11200', ErrorUrl: `${bench.server.publicUrl}/later` });
    expect(heard()).toBe('Please call again.');
  });

  it.each([
    ['an answer that is no document', { status: 200, body: '<html/>' }, '12200'],
    ['an answer of another type', { status: 200, contentType: 'text/html', body: '' }, '12300'],
  ])('that gets %s asks the fallback address too', async (_what, reply, code) => {
    const carrier = bench.carrierFor(bench.server, '/fallback');
    bench.server.lay('/voice', reply);
    bench.server.lay(
      '/fallback',
      twiml((response) => response.hangup()),
    );
    const { call } = bench.place({}, carrier);
    await call.ended;
    expect((await bench.webhook('/fallback'))['ErrorCode']).toBe(code);
  });

  it('says the known words when the fallback address fails as well', async () => {
    const carrier = bench.carrierFor(bench.server, '/fallback');
    bench.server.lay('/voice', { status: 500 });
    bench.server.lay('/fallback', { status: 502 });
    const { call, heard } = bench.place({}, carrier);
    await call.ended;
    expect(failuresOf(call)).toEqual([11200, 11200]);
    expect(heard()).toContain('an application error has occurred');
  });

  it('comes again under the same idempotency token when its address asks for retries', async () => {
    bench.server.lay('/voice', { status: 500 }, { status: 404 }, { status: 200 });
    const { status } = await bench.carrier.webhooks.post(`${bench.server.publicUrl}/voice#rc=2&rp=4xx,5xx`, {});
    expect(status).toBe(200);
    const tokens = bench.server.webhooks.all.map(({ headers }) => headers['i-twilio-idempotency-token']);
    expect(tokens).toHaveLength(3);
    expect(new Set(tokens).size).toBe(1);
    expect(bench.server.webhooks.all.map(({ signed }) => signed)).toEqual([true, true, true]);
  });

  it('does not come again after an error status unless its address asks for it', async () => {
    bench.server.lay('/voice', { status: 500 });
    const { status } = await bench.carrier.webhooks.post(`${bench.server.publicUrl}/voice`, {});
    expect({ status, requests: bench.server.webhooks.all.length }).toEqual({ status: 500, requests: 1 });
  });

  it('can come twice because its first answer was lost, for the document and for an action alike', async () => {
    bench.server.lay(
      '/voice',
      bench.connect({ token: 'lost', action: '/next' }),
      bench.connect({ token: 'kept', action: '/next' }),
    );
    const { call } = bench.place({ documentAnswers: 'lost_once' });
    const stream = await bench.server.streams.next();
    await stream.start();
    expect(stream.received.all[1]?.start?.customParameters).toEqual({ token: 'kept' });
    bench.server.lay(
      '/next',
      twiml((response) => response.hangup()),
    );
    stream.socket.close();
    await call.ended;
    const paths = bench.server.webhooks.all.map(({ path }) => path);
    expect(paths).toEqual(['/voice', '/voice', '/next', '/next', '/status']);
    const [first, second] = bench.server.webhooks.all.map(({ headers }) => headers['i-twilio-idempotency-token']);
    expect(second).toBe(first);
  });

  it('of a status can come twice', async () => {
    bench.server.lay(
      '/voice',
      twiml((response) => response.hangup()),
    );
    await bench.place({ statusCallbacks: { duplicated: true } }).call.ended;
    expect(bench.server.order).toEqual(['POST /voice', 'POST /status', 'POST /status']);
  });
});
