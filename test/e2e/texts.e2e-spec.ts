import { Temporal } from 'temporal-polyfill';
import { BookingTexts } from '../../src/messaging/booking-texts.service.js';
import type { Appointment } from '../../src/scheduling/scheduling.types.js';
import { SchedulingService } from '../../src/scheduling/scheduling.service.js';
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
  await line.close();
  await carrier.close();
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

/** Books a visit for tomorrow, which is confirmed by a text in the same transaction. */
async function book({
  hour = '10',
  to = phone,
  at = clinic,
  key = `${at.clinicId}:${to}:${hour}`,
  givenName = NAME,
} = {}): Promise<Appointment> {
  const outcome = await line.app.get(SchedulingService).book(
    requestFor(at, slotAt(at, `${tomorrow()}T${hour}:00`), {
      patient: { givenName, familyName: FAMILY, phone: to },
      idempotencyKey: key,
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
  return outcome.appointment;
}

const say = (body: string, { from = phone, to = clinic.number } = {}) => carrier.center.receiveText({ from, to, body });

const rowsOf = (number = phone) =>
  line.database.text.findMany({ where: { theirNumber: number }, orderBy: { createdAt: 'asc' } });

const outgoing = async (number = phone) => (await rowsOf(number)).filter(({ direction }) => direction === 'outbound');

/** Waits until every outgoing text to the number has come to a state. */
const allBecome = (status: string, count = 1, number = phone) =>
  until(
    () => outgoing(number),
    (rows) => rows.length === count && rows.every((row) => row.status === status),
  );

const statusOf = async ({ id }: Appointment) =>
  (await line.database.appointment.findFirstOrThrow({ where: { id } })).status;

const tasks = (number = phone) => line.database.deskTask.findMany({ where: { callerNumber: number } });

const choice = async (number = phone) =>
  (await line.database.contactChoice.findFirst({ where: { number } }))?.choice ?? null;

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
