import '../support/in-virtual-time.js';
import { Temporal } from 'temporal-polyfill';
import { BookingTexts } from '../../src/messaging/booking-texts.service.js';
import type { Appointment } from '../../src/scheduling/scheduling.types.js';
import { BookingsService } from '../../src/scheduling/bookings.service.js';
import { newSid, postSigned, TextCarrier } from '../integration/messaging/text-carrier.js';
import { requestFor, slotAt } from '../integration/scheduling/scheduling-harness.js';
import { buildClinic, type BuiltClinic } from '../support/builders.js';
import { startLine, type TestLine } from '../support/test-line.js';
import { until } from '../support/until.js';

/** Texts in and out, through the booted server and the simulated carrier. */

const NAME = 'Zebulon';
const FAMILY = 'Quartermaine';
let carrier: TextCarrier;
let line: TestLine;
let clinic: BuiltClinic;
let phones = 0;
let phone: string;

beforeAll(async () => {
  carrier = await TextCarrier.listen();
  line = await startLine({ agentUrl: 'ws://127.0.0.1:1', carrierUrl: carrier.rest.url });
});
afterAll(async () => {
  await carrier.close();
  await line.close();
});
beforeEach(async () => {
  clinic = await newClinic();
  phone = newPhone();
});

const newPhone = (): string => `+1512555${String(++phones).padStart(4, '0')}`;

async function newClinic(): Promise<BuiltClinic> {
  const built = await buildClinic(line.database, { operatories: 2, dentists: 2 });
  carrier.addNumber(built.number, `${line.baseUrl}/twilio/sms`);
  return built;
}

const tomorrow = (): string => new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

interface Wish {
  hour?: string;
  to?: string;
  givenName?: string;
}

/** Books a visit for tomorrow, which is confirmed by a text in the same transaction. */
async function book({ hour = '10', to = phone, givenName = NAME }: Wish = {}): Promise<Appointment> {
  const at = clinic;
  const outcome = await line.app.get(BookingsService).book(
    requestFor(at, slotAt(at, `${tomorrow()}T${hour}:00`), {
      patient: { givenName, familyName: FAMILY, phone: to },
      idempotencyKey: `${at.clinicId}:${to}:${hour}`,
      now: Temporal.Instant.fromEpochMilliseconds(Date.now()),
    }),
    (tx, appointment) =>
      line.app.get(BookingTexts).confirm(tx, {
        clinic: { id: at.clinicId, name: 'Test Dental', timeZone: at.timeZone },
        appointment,
        to,
        callId: null,
      }),
  );
  if (outcome.kind !== 'booked') throw new Error(outcome.kind);
  // Nobody books two visits in the same millisecond, and of their texts one was the last.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return outcome.appointment;
}

const say = (body: string, { from = phone, to = clinic.number } = {}) => carrier.center.receiveText({ from, to, body });

const rowsOf = (number = phone) =>
  line.database.text.findMany({
    where: { clinicId: clinic.clinicId, theirNumber: number },
    orderBy: { createdAt: 'asc' },
  });

const outgoing = async (number = phone) => (await rowsOf(number)).filter(({ direction }) => direction === 'outbound');

/** Waits until every outgoing text to the number has come to a state. */
const allBecome = (status: string, count = 1, number = phone) =>
  until(
    () => outgoing(number),
    (rows) => rows.length === count && rows.every((row) => row.status === status),
  );

const statusOf = async ({ id }: Appointment) =>
  (await line.database.appointment.findFirstOrThrow({ where: { id } })).status;

const tasks = ({ clinicId } = clinic) => line.database.deskTask.findMany({ where: { clinicId, callerNumber: phone } });

const choice = async (number = phone) =>
  (await line.database.consent.findFirst({ where: { clinicId: clinic.clinicId, number }, orderBy: { seq: 'desc' } }))
    ?.choice ?? null;

/** A visit that the patient has been texted about. */
async function bookedAndTold(): Promise<Appointment> {
  const appointment = await book();
  await allBecome('delivered');
  return appointment;
}

const nextReply = async (): Promise<string> => (await carrier.delivered.next(({ to }) => to === phone)).body;

describe('a booking', () => {
  it('is confirmed by one text that says where and when, and nothing else', async () => {
    await book();
    await book(); // the same request again
    const [row] = await allBecome('delivered');
    const sent = carrier.sentTo(phone);
    expect(sent).toHaveLength(1);
    expect(row).toMatchObject({ carrierSid: sent[0]?.sid, kind: 'confirmation', attempts: 1, errorCode: null });
    expect(sent[0]?.body).toMatch(/^Test Dental: your visit is booked for \w+day, \w+ \d+ at 10:00 AM\. /);
    expect(sent[0]?.body).not.toMatch(new RegExp(`${NAME}|${FAMILY}|Filling|Dr\\.`));
  });

  it('is confirmed once though the carrier’s answer is lost, it is busy, or it fails', async () => {
    const [cut, busy, broken] = [newPhone(), newPhone(), newPhone()];
    for (const number of [cut, busy, broken]) carrier.center.setRecipient(number, { receipts: 'withheld' });
    carrier.failNextSend({ kind: 'cut' });
    carrier.failNextSend({ kind: 'refused', status: 429 }, 4); // the vendor's client asks four times by itself
    carrier.failNextSend({ kind: 'refused', status: 500 });
    for (const [index, to] of [cut, busy, broken].entries()) {
      await book({ to, hour: String(10 + index) });
      await until(
        () => outgoing(to),
        ([row]) => row?.status === 'queued' && row.attempts === 1,
      );
    }
    for (const number of [cut, busy, broken]) {
      const [row] = await allBecome('sent', 1, number);
      expect(carrier.sentTo(number).map(({ sid }) => sid)).toEqual([row?.carrierSid]);
      expect(row?.attempts).toBe(2);
    }
  });

  it('is confirmed once when the receipts tell what the lost answer did not', async () => {
    carrier.failNextSend({ kind: 'cut' });
    await book();
    const [row] = await allBecome('delivered');
    expect(carrier.sentTo(phone).map(({ sid }) => sid)).toEqual([row?.carrierSid]);
  });
});

describe('a receipt', () => {
  const report = (path: string, sid: string, status: string, more: Record<string, string> = {}) =>
    postSigned(line.baseUrl + path, {
      MessageSid: sid,
      MessageStatus: status,
      From: clinic.number,
      To: phone,
      ...more,
    });

  it.each(['repeated', 'reversed'] as const)('that comes %s does no harm', async (receipts) => {
    carrier.center.setRecipient(phone, { receipts, outcome: { kind: 'undelivered', errorCode: 30005 } });
    await book();
    const [row] = await allBecome('undelivered');
    expect(row?.errorCode).toBe('30005');
  });

  it('never takes a text back from its end, and says nothing of another text', async () => {
    carrier.center.setRecipient(phone, { receipts: 'withheld' });
    await book();
    const [row] = await allBecome('sent');
    const path = `/twilio/sms/status?clinic=${clinic.clinicId}&text=${row?.id}`;
    const sid = String(row?.carrierSid);
    expect((await report(path, newSid(), 'failed')).status).toBe(204);
    expect((await outgoing())[0]).toMatchObject({ status: 'sent', carrierSid: sid });
    for (const status of ['delivered', 'sent', 'failed', 'queued', 'delivered']) {
      expect((await report(path, sid, status, { ErrorCode: '30008' })).status).toBe(204);
    }
    expect((await outgoing())[0]).toMatchObject({ status: 'delivered', carrierSid: sid, errorCode: '30008' });
  });

  it('of a text that is not there, or from somebody who is not the carrier, changes nothing', async () => {
    const path = `/twilio/sms/status?clinic=${clinic.clinicId}&text=${clinic.clinicId}`;
    expect((await report(path, newSid(), 'delivered')).status).toBe(204);
    const forged = await postSigned(line.baseUrl + path, { MessageSid: newSid(), MessageStatus: 'failed' }, 'forged');
    expect(forged.status).toBe(403);
  });
});

describe('a patient', () => {
  it.each(['C', 'confirm', 'Yes'])('confirms the visit with %s, and is thanked once', async (word) => {
    const appointment = await bookedAndTold();
    await nextReply();
    await say(word);
    await say(word);
    expect(await statusOf(appointment)).toBe('confirmed');
    expect(await nextReply()).toMatch(/^Test Dental: thank you, your visit on .* at 10:00 AM is confirmed\.$/);
    await allBecome('delivered', 2);
    expect(await tasks()).toEqual([]);
  });

  it('cancels with CANCEL, which is STOP to the carrier: the time is free, and a person knows', async () => {
    const appointment = await bookedAndTold();
    await say('CANCEL');
    expect(await statusOf(appointment)).toBe('cancelled');
    expect(await choice()).toBe('refused');
    expect(await tasks()).toMatchObject([
      { origin: 'text', note: expect.stringMatching(/^Cancelled the visit on .* until they send START\.$/) },
    ]);
    expect(await outgoing()).toHaveLength(1); // the carrier answers by itself, and would refuse ours
    await book({ to: newPhone() }); // by somebody else, at the same hour
  });

  it('cancels in more words, gets an answer, and does not cancel the next visit by saying it twice', async () => {
    const later = await book({ hour: '14' });
    const appointment = await book();
    await allBecome('delivered', 2);
    await say('Cancel my appointment');
    await say('Cancel my appointment');
    expect([await statusOf(appointment), await statusOf(later)]).toEqual(['cancelled', 'scheduled']);
    expect(await choice()).toBeNull();
    expect(await carrier.delivered.next(({ to, body }) => to === phone && body.includes('is cancelled'))).toBeDefined();
    expect(await tasks()).toHaveLength(2);
  });

  it('asks for another time: a person is to call, and the patient is told so', async () => {
    const appointment = await bookedAndTold();
    await nextReply();
    await say('RESCHEDULE');
    expect(await statusOf(appointment)).toBe('scheduled');
    expect(await tasks()).toMatchObject([{ note: expect.stringMatching(/^RESCHEDULE: the visit on .* at 10:00 AM$/) }]);
    expect(await nextReply()).toMatch(/we will call you/);
  });

  it('writes anything else: each text reaches the desk, and one a day is answered', async () => {
    await say('Do you take my insurance?');
    await say('It is the blue one');
    expect((await tasks()).map(({ note }) => note)).toEqual(['Do you take my insurance?', 'It is the blue one']);
    expect(await nextReply()).toMatch(/we got your message/);
    expect(await allBecome('delivered')).toHaveLength(1);
  });

  it('says STOP: nothing is sent any more, until START', async () => {
    await say('Stop');
    expect(await choice()).toBe('refused');
    await book();
    expect((await outgoing()).map(({ status }) => status)).toEqual(['suppressed']);
    await say('YES'); // to the carrier the same as START
    expect(await choice()).toBe('given');
    const again = await book({ hour: '14' });
    await until(outgoing, (rows) => rows.some((row) => row.appointmentId === again.id && row.status === 'delivered'));
    expect(carrier.sentTo(phone)).toHaveLength(1);
    expect(await tasks()).toEqual([]);
  });

  it('says so in other words: is told once that no more will come, and gets nothing else until START', async () => {
    await say('por favor ya no me escriban');
    expect(await nextReply()).toBe(
      'Test Dental: ya no le enviaremos mensajes. Para recibirlos otra vez, responda START.',
    );
    await say('Stop texting me!!');
    await book();
    expect((await outgoing()).map(({ kind, status }) => [kind, status])).toEqual([
      ['opt_out', expect.stringMatching(/^(?:sent|delivered)$/)],
      ['confirmation', 'suppressed'],
    ]);
    expect([await choice(), await tasks()]).toEqual(['refused', []]);
    await say('START');
    await say('no more texts and please cancel my appointment');
    expect(await nextReply()).toMatch(/^Test Dental: you will get no more texts from us\. Reply START/);
    expect(await tasks()).toMatchObject([
      { note: expect.stringMatching(/^no more texts and please cancel my appointment \(They want no more texts\./) },
    ]);
    expect(carrier.sentTo(phone)).toHaveLength(2);
  });

  it('says HELP, which the carrier answers alone', async () => {
    await say('HELP');
    expect(await outgoing()).toEqual([]);
    expect(await tasks()).toEqual([]);
    expect(await nextReply()).toMatch(/^Reply STOP to unsubscribe/);
  });

  it('who shares the number with another answers for the visit that was last texted about', async () => {
    const [first, second] = [await book({ hour: '10' }), await book({ hour: '14', givenName: 'Ada' })];
    await allBecome('delivered', 2);
    await say('C');
    expect([await statusOf(first), await statusOf(second)]).toEqual(['scheduled', 'confirmed']);
  });

  it('whose visits nobody texted about is left to a person', async () => {
    await say('Stop');
    const appointments = [await book({ hour: '10' }), await book({ hour: '14' })];
    await say('START');
    await say('C');
    expect(await Promise.all(appointments.map(statusOf))).toEqual(['scheduled', 'scheduled']);
    expect(await tasks()).toMatchObject([{ note: 'C' }]);
  });

  it('of one clinic changes nothing at another', async () => {
    const appointment = await bookedAndTold();
    const elsewhere = await newClinic();
    for (const word of ['C', 'CANCEL']) await say(word, { to: elsewhere.number });
    expect(await statusOf(appointment)).toBe('scheduled');
    expect(await tasks()).toEqual([]);
    expect(await tasks(elsewhere)).toHaveLength(2);
    await book({ hour: '14' });
    expect((await outgoing()).at(-1)?.status).not.toBe('suppressed');
  });
});

describe('a webhook about a text', () => {
  const incoming = (body: string, sid = newSid()) => ({ MessageSid: sid, From: phone, To: clinic.number, Body: body });
  const post = (fields: Record<string, string>, signature?: string) =>
    postSigned(`${line.baseUrl}/twilio/sms`, fields, signature);
  const EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

  it('that comes again, or twice at once, is taken once', async () => {
    const fields = incoming('Running late');
    const answers = await Promise.all([post(fields), post(fields)]);
    answers.push(await post(fields));
    for (const answer of answers) {
      expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
        ...[200, expect.stringContaining('text/xml'), EMPTY],
      ]);
    }
    expect(await tasks()).toHaveLength(1);
    expect((await rowsOf()).filter(({ status }) => status === 'received')).toHaveLength(1);
  });

  it('that comes again late does not outvote what was said since', async () => {
    const stop = incoming('STOP');
    for (const fields of [stop, incoming('START'), stop]) await post(fields);
    expect(await choice()).toBe('given');
  });

  it('that nobody signed is refused; for a number that nobody has it is answered with nothing', async () => {
    expect((await post(incoming('C'), 'forged')).status).toBe(403);
    const stray = await post({ ...incoming('C'), To: '+15550199999' });
    expect([stray.status, await stray.text()]).toEqual([200, EMPTY]);
    expect(await rowsOf()).toEqual([]);
    const metrics = await (await fetch(`${line.baseUrl}/metrics`)).text();
    expect(metrics).toMatch(/crownline_webhooks_total\{route="sms",result="unknown_number"\} 1/);
  });

  it('says what the carrier took the words for, which is believed', async () => {
    await post({ ...incoming('no more of these'), OptOutType: 'STOP' });
    expect(await choice()).toBe('refused');
    expect(await tasks()).toEqual([]);
  });

  it('is not lost while the database can’t take it', async () => {
    const appointment = await bookedAndTold();
    await line.database.$executeRaw`ALTER TABLE consents RENAME TO consents_away`;
    const answer = post(incoming('CANCEL'));
    try {
      const triedAgain = () => Promise.resolve(line.logLines.some((entry) => entry.includes('webhook.try_failed')));
      await Promise.race([answer, until(triedAgain, Boolean)]);
    } finally {
      await line.database.$executeRaw`ALTER TABLE consents_away RENAME TO consents`;
    }
    expect((await answer).status).toBe(200);
    expect(await statusOf(appointment)).toBe('cancelled');
    expect(await tasks()).toHaveLength(1);
  });
});

it('nothing of a text is in the log, in the metrics or in the audit', async () => {
  await bookedAndTold();
  await say('My name is Zebulon and I have a toothache');
  await say('C');
  await say('CANCEL');
  await say('STOP');
  await book({ hour: '14' });
  await until(
    async () => (await outgoing()).length,
    (count) => count >= 4,
  );
  const metrics = await (await fetch(`${line.baseUrl}/metrics`)).text();
  const audit = await line.database.auditEntry.findMany();
  expect(audit.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['appointment.confirmed', 'appointment.cancelled', 'consent.refused', 'desk_task.opened']),
  );
  expect(metrics).toMatch(/crownline_texts_total\{kind="confirmation",status="delivered"\} [1-9]/);
  const told = line.logLines.join('') + metrics + JSON.stringify(audit);
  for (const mark of [NAME, FAMILY, phone, phone.slice(1), clinic.number.slice(1), 'toothache', 'your visit']) {
    expect(told).not.toContain(mark);
  }
});
