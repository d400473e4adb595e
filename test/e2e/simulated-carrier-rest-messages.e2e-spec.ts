import '../support/in-virtual-time.js';
import twilio from 'twilio';
import type { MessageCenter } from '../../src/simulation/carrier/rest/messages/message-center.js';
import type { Message } from '../../src/simulation/carrier/rest/messages/message.types.js';
import type { IncomingNumber } from '../../src/simulation/carrier/rest/numbers/incoming-number.types.js';
import { openSpeech } from '../support/kept-speech.js';
import type { Speech } from '../../src/simulation/speech/speech.types.js';
import { Arrivals } from '../support/arrivals.js';
import { ACCOUNT_SID, AUTH_TOKEN, CarrierRestBench, CLINIC, sid } from '../support/carrier-rest-bench.js';
import { ManualClock } from '../support/manual-clock.js';
import { ScriptedVoiceServer, type ReceivedWebhook } from '../support/scripted-voice-server.js';

/** Texts and numbers of the simulated REST API: the vendor's own client on one side, a server that checks signatures on the other. */

const { MessagingResponse } = twilio.twiml;
const PATIENT = '+15125550143';

let server: ScriptedVoiceServer;
/** The texts' time; requests go by the real one. */
let clock: ManualClock;
let speech: Speech;
let bench: CarrierRestBench;
let number: IncomingNumber;
let center: MessageCenter;
let client: twilio.Twilio;
/** Texts that have reached a phone. */
let delivered: Arrivals<Message>;

beforeAll(() => {
  speech = openSpeech();
});
afterAll(() => speech.close());

beforeEach(async () => {
  server = await ScriptedVoiceServer.listen(AUTH_TOKEN);
  clock = new ManualClock();
  bench = await CarrierRestBench.open(server.baseUrl, speech, clock);
  ({ number, messages: center } = bench);
  delivered = new Arrivals();
  center.on('delivered', (message) => delivered.push(message));
  client = bench.client();
});
afterEach(async () => {
  await bench.close();
  await server.close();
});

const send = (body = 'See you on Monday', to = PATIENT) =>
  client.messages.create({ to, from: CLINIC, body, statusCallback: `${server.baseUrl}/sms/status` });

/** Every text that is on its way gets as far as it will. */
const timePasses = (): void => clock.advance(1000);

const receipt = (): Promise<ReceivedWebhook> => server.webhooks.next(({ path }) => path === '/sms/status');

async function statuses(count: number): Promise<(string | undefined)[]> {
  const received: (string | undefined)[] = [];
  while (received.length < count) received.push((await receipt()).fields.MessageStatus);
  return received;
}

const reply = (words: string): string => {
  const response = new MessagingResponse();
  response.message(words);
  return response.toString();
};

describe('an outgoing text', () => {
  it('is delivered, and every step is told with a signature', async () => {
    const sent = await send();
    expect(sent).toMatchObject({ status: 'queued', direction: 'outbound-api', numSegments: '1', errorCode: null });
    timePasses();
    const receipts: ReceivedWebhook[] = [];
    for (let i = 0; i < 4; i++) receipts.push(await receipt());
    expect(receipts.map(({ signed }) => signed)).toEqual([true, true, true, true]);
    expect(receipts.map(({ fields }) => fields.MessageStatus)).toEqual(['queued', 'sending', 'sent', 'delivered']);
    expect(receipts[3]?.fields).toEqual({
      MessageSid: sent.sid,
      SmsSid: sent.sid,
      MessageStatus: 'delivered',
      SmsStatus: 'delivered',
      From: CLINIC,
      To: PATIENT,
      AccountSid: ACCOUNT_SID,
      ApiVersion: '2010-04-01',
      RawDlrDoneDate: '2611201500',
    });
    expect(delivered.all.map(({ body }) => body)).toEqual(['See you on Monday']);
    const fetched = await client.messages(sent.sid).fetch();
    expect(fetched).toMatchObject({ status: 'delivered', body: 'See you on Monday' });
    expect(fetched.dateSent).toEqual(new Date('2026-11-20T15:00:00Z'));
  });

  it('may not arrive, and says why', async () => {
    center.setRecipient(PATIENT, { outcome: { kind: 'undelivered', errorCode: 30005 } });
    const { sid: unknown } = await send();
    timePasses();
    const last = await server.webhooks.next(({ fields }) => fields.MessageStatus === 'undelivered');
    expect(last.fields).toMatchObject({ ErrorCode: '30005', ErrorMessage: 'Unknown destination handset' });
    expect(await client.messages(unknown).fetch()).toMatchObject({ status: 'undelivered', errorCode: 30005 });

    center.setRecipient(PATIENT, { outcome: { kind: 'failed', errorCode: 30034 } });
    await send();
    timePasses();
    const failed = await server.webhooks.next(({ fields }) => fields.MessageStatus === 'failed');
    expect(failed.fields).toMatchObject({ ErrorCode: '30034' });
    expect(failed.fields).not.toHaveProperty('RawDlrDoneDate');
    expect(delivered.all).toEqual([]);
  });

  it('has its callbacks repeated, reversed, late or left out when a test asks for it', async () => {
    center.setRecipient(PATIENT, { receipts: 'repeated' });
    await send();
    timePasses();
    expect(await statuses(8)).toEqual(['queued', 'sending', 'sent', 'delivered'].flatMap((status) => [status, status]));
    center.setRecipient(PATIENT, { receipts: 'reversed' });
    await send();
    timePasses();
    expect(await statuses(4)).toEqual(['delivered', 'sent', 'sending', 'queued']);

    center.setRecipient(PATIENT, { receipts: 'withheld' });
    const { sid: untold } = await send();
    timePasses();
    expect(delivered.all.at(-1)?.sid).toBe(untold);
    center.setRecipient(PATIENT, { receipts: 'held', outcome: { kind: 'unconfirmed' } });
    const { sid: late } = await send();
    center.setRecipient('+15125550144', {});
    const { sid: other } = await send('Hello', '+15125550144');
    timePasses();
    expect(await statuses(4)).toEqual(['queued', 'sending', 'sent', 'delivered']);
    expect(server.webhooks.all.at(-1)?.fields.MessageSid).toBe(other);
    center.releaseReceipts();
    const held = [await receipt(), await receipt(), await receipt()];
    expect(held.map(({ fields }) => [fields.MessageSid, fields.MessageStatus])).toEqual(
      ['queued', 'sending', 'sent'].map((status) => [late, status]),
    );
  });

  it.each([
    [21211, { to: '5551234' }],
    [21604, { to: '' }],
    [21603, { from: '' }],
    [21606, { from: '+15125550199' }],
    [21602, { body: '' }],
    [21617, { body: 'x'.repeat(1601) }],
    [21609, { statusCallback: '/sms/status' }],
  ])('is refused with %i', async (code, change) => {
    const order = { to: PATIENT, from: CLINIC, body: 'Hello', ...change };
    await expect(client.messages.create(order)).rejects.toMatchObject({ status: 400, code });
    expect(center.list()).toEqual([]);
  });

  it('is sent though the connection is cut before the answer', async () => {
    bench.rest.faults.order({ method: 'POST', path: /^\/Messages\.json$/, fault: { kind: 'cut' } });
    await expect(send()).rejects.toMatchObject({ code: 'ECONNRESET' });
    timePasses();
    expect(await statuses(4)).toEqual(['queued', 'sending', 'sent', 'delivered']);
    const [found] = await client.messages.list({ to: PATIENT, dateSentAfter: new Date('2026-11-20T15:00:00Z') });
    expect(found?.body).toBe('See you on Monday');
    expect(await client.messages.list({ dateSentBefore: new Date('2026-11-20T14:59:59Z') })).toEqual([]);
    expect(await client.messages.list({ dateSent: found?.dateSent })).toHaveLength(1);
    expect(await client.messages.list({ from: PATIENT })).toEqual([]);
  });

  it('can be taken back while it is queued, emptied and deleted once it has been sent', async () => {
    const early = await send();
    await client.messages(early.sid).update({ status: 'canceled' });
    expect(await statuses(2)).toEqual(['queued', 'canceled']);
    const { sid: done } = await send();
    await expect(client.messages(done).remove()).rejects.toMatchObject({ status: 409, code: 20009 });
    timePasses();
    await expect(client.messages(done).update({ status: 'canceled' })).rejects.toMatchObject({ code: 30409 });
    expect(await client.messages(done).update({ body: '' })).toMatchObject({ body: '', numSegments: '1' });
    expect(await client.messages(done).remove()).toBe(true);
    await expect(client.messages(done).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
    const left = await client.messages.list();
    expect(left.map((message) => [message.sid, message.status])).toEqual([[early.sid, 'canceled']]);
  });
});

describe('an incoming text', () => {
  it('is told to the server, and its answer goes back to the phone', async () => {
    server.lay('/sms', reply('Thank you & see you\nsoon'));
    const received = await center.receiveText({ from: PATIENT, to: CLINIC, body: 'CONFIRM' });
    const { fields, signed } = await server.webhooks.next();
    expect(signed).toBe(true);
    expect(fields).toMatchObject({
      MessageSid: received.sid,
      SmsSid: received.sid,
      SmsMessageSid: received.sid,
      AccountSid: ACCOUNT_SID,
      From: PATIENT,
      To: CLINIC,
      Body: 'CONFIRM',
      NumMedia: '0',
      NumSegments: '1',
      SmsStatus: 'received',
      ApiVersion: '2010-04-01',
      FromCity: '',
      ToCountry: '',
    });
    timePasses();
    const answer = await delivered.next();
    expect(answer).toMatchObject({ direction: 'outbound-reply', to: PATIENT, body: 'Thank you & see you\nsoon' });
    expect((await client.messages.list()).map(({ direction }) => direction)).toEqual(['outbound-reply', 'inbound']);
  });

  it('goes to the fallback address when the server fails, and nowhere for a number that is not there', async () => {
    number.smsFallbackUrl = `${server.baseUrl}/fallback`;
    server.lay('/sms', { status: 500 });
    server.lay('/fallback', reply('Please call us'));
    await center.receiveText({ from: PATIENT, to: CLINIC, body: 'hello' });
    const fallback = await server.webhooks.next(({ path }) => path === '/fallback');
    expect(fallback.fields).toMatchObject({ Body: 'hello', ErrorCode: '11200', ErrorUrl: `${server.baseUrl}/sms` });
    timePasses();
    expect((await delivered.next()).body).toBe('Please call us');
    await expect(center.receiveText({ from: PATIENT, to: PATIENT, body: 'hi' })).rejects.toMatchObject({ code: 20404 });
  });

  it('can be sent from another process', async () => {
    const text = { from: PATIENT, to: CLINIC, body: 'C' };
    const response = await bench.ask('/simulation/texts', { method: 'POST', body: JSON.stringify(text) });
    expect(response.status).toBe(201);
    const { fields } = await server.webhooks.next();
    expect(await response.json()).toEqual({ sid: fields.MessageSid });
  });
});

describe('the carrier’s own words', () => {
  it('STOP ends texts from that number alone, until START', async () => {
    server.lay('/sms', reply('You said stop'));
    await center.receiveText({ from: PATIENT, to: CLINIC, body: ' Stop ' });
    expect((await server.webhooks.next()).fields.Body).toBe(' Stop ');
    timePasses();
    expect((await delivered.next()).body).toMatch(/^You have successfully been unsubscribed/);
    await expect(send()).rejects.toMatchObject({ status: 400, code: 21610 });
    expect(await send('Hello', '+15125550144')).toMatchObject({ status: 'queued' });
    timePasses();
    await delivered.next();

    server.lay('/sms', new MessagingResponse().toString());
    await center.receiveText({ from: PATIENT, to: CLINIC, body: 'unstop' });
    timePasses();
    expect((await delivered.next()).body).toMatch(/^You have successfully been re-subscribed/);
    await send();
    timePasses();
    expect((await delivered.next()).body).toBe('See you on Monday');
    expect(delivered.all.map(({ body }) => body)).not.toContain('You said stop');
  });

  it('CANCEL is one of them, a sentence with it is not, and HELP is answered', async () => {
    await center.receiveText({ from: PATIENT, to: CLINIC, body: 'Please cancel' });
    await send();
    await center.receiveText({ from: PATIENT, to: CLINIC, body: 'HELP' });
    timePasses();
    expect((await delivered.next(({ direction }) => direction === 'outbound-reply')).body).toMatch(/^Reply STOP/);
    await center.receiveText({ from: PATIENT, to: CLINIC, body: 'CANCEL' });
    await expect(send()).rejects.toMatchObject({ code: 21610 });
  });
});

describe('a number of the account', () => {
  it('is found, and set up so that the next text goes elsewhere', async () => {
    const [found] = await client.incomingPhoneNumbers.list({ phoneNumber: CLINIC });
    expect(found).toMatchObject({ sid: number.sid, smsUrl: `${server.baseUrl}/sms`, smsFallbackUrl: '' });
    expect(await client.incomingPhoneNumbers.list({ phoneNumber: PATIENT })).toEqual([]);
    const changed = await client.incomingPhoneNumbers(number.sid).update({
      voiceUrl: 'https://clinic.example/voice',
      voiceMethod: 'POST',
      voiceFallbackUrl: 'https://clinic.example/fallback',
      statusCallback: 'https://clinic.example/status',
      smsUrl: `${server.baseUrl}/texts`,
      friendlyName: 'Front desk',
    });
    expect(changed).toMatchObject({ voiceUrl: 'https://clinic.example/voice', friendlyName: 'Front desk' });
    expect(number).toMatchObject({
      voiceUrl: 'https://clinic.example/voice',
      voiceFallbackUrl: 'https://clinic.example/fallback',
      statusCallbackUrl: 'https://clinic.example/status',
      smsFallbackUrl: null,
    });
    await center.receiveText({ from: PATIENT, to: CLINIC, body: 'hi' });
    expect((await server.webhooks.next()).path).toBe('/texts');
  });

  it('has either an application or a trunk, and keeps what it has when one address is wrong', async () => {
    const context = client.incomingPhoneNumbers(number.sid);
    await context.update({ voiceApplicationSid: sid('AP') });
    const trunkSid = sid('TK');
    await context.update({ trunkSid });
    expect(await context.fetch()).toMatchObject({ trunkSid, voiceApplicationSid: '' });
    await expect(context.update({ friendlyName: 'X', voiceUrl: 'clinic.example' })).rejects.toMatchObject({
      status: 400,
      code: 21402,
    });
    await expect(context.update({ voiceMethod: 'GET' })).rejects.toMatchObject({ code: 20001 });
    expect(number.friendlyName).toBe(CLINIC);
  });
});
