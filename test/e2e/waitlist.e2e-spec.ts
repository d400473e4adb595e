import '../support/in-virtual-time.js';
import { Temporal } from 'temporal-polyfill';
import { BookingTexts } from '../../src/messaging/booking-texts.service.js';
import type { PatientId } from '../../src/common/ids/ids.js';
import { BookingsService } from '../../src/scheduling/bookings.service.js';
import type { Appointment } from '../../src/scheduling/scheduling.types.js';
import { Waitlist } from '../../src/waitlist/waitlist.service.js';
import { TextCarrier } from '../integration/messaging/text-carrier.js';
import { requestFor, slotAt } from '../integration/scheduling/scheduling-harness.js';
import { buildClinic, type BuiltClinic } from '../support/builders.js';
import { clockAtNoon } from '../support/shifted-clock.js';
import { startLine, type TestLine } from '../support/test-line.js';

/** The waiting list through the booted server, its jobs and the simulated carrier. */

const FAMILY = 'Quartermaine';
const clock = clockAtNoon();
let carrier: TextCarrier;
let line: TestLine;
let clinic: BuiltClinic;

beforeAll(async () => {
  carrier = await TextCarrier.listen();
  line = await startLine({ agentUrl: 'ws://127.0.0.1:1', carrierUrl: carrier.rest.url, clock });
  clinic = await buildClinic(line.database);
  carrier.addNumber(clinic.number, `${line.baseUrl}/twilio/sms`);
});
afterAll(async () => {
  await carrier.close();
  await line.close();
});

const day = (fromToday: number): Temporal.PlainDate =>
  clock.now().toZonedDateTimeISO(clinic.timeZone).toPlainDate().add({ days: fromToday });

/** A visit that its patient has been texted about. */
async function book(givenName: string, phone: string, on: Temporal.PlainDate): Promise<Appointment> {
  const now = clock.now();
  const patient = { givenName, familyName: FAMILY, phone };
  const outcome = await line.app
    .get(BookingsService)
    .book(requestFor(clinic, slotAt(clinic, `${on.toString()}T10:00`), { patient, now }), (tx, appointment) =>
      line.app.get(BookingTexts).confirm(tx, {
        clinic: { id: clinic.clinicId, name: 'Test Dental', timeZone: clinic.timeZone },
        appointment,
        to: phone,
        callId: null,
      }),
    );
  if (outcome.kind !== 'booked') throw new Error(outcome.kind);
  await nextTo(phone, /is booked for/);
  return outcome.appointment;
}

const wait = (phone: string, { id, patientId }: Pick<Appointment, 'id'> & { patientId: PatientId }) =>
  line.app.get(Waitlist).add({
    ...{ clinicId: clinic.clinicId, patient: { id: patientId }, typeId: clinic.typeId, appointmentId: id, phone },
    ...{ providerId: null, fromDay: day(0), untilDay: day(30), weekdays: [1, 2, 3, 4, 5, 6, 7] },
    ...{ earliestMinute: 0, latestMinute: 1440, minNoticeMinutes: 60 },
    ...{ callId: null, actor: { kind: 'api_key', id: 'desk' }, now: clock.now() },
  });

const nextTo = async (phone: string, words: RegExp): Promise<string> =>
  (await carrier.delivered.next(({ to, body }) => to === phone && words.test(body))).body;

const say = (from: string, body: string) => carrier.center.receiveText({ from, to: clinic.number, body });

const statusOf = async ({ id }: Appointment) =>
  (await line.database.appointment.findFirstOrThrow({ where: { id } })).status;

it('a visit that is cancelled by text is offered by text, from one to the next, until somebody takes it', async () => {
  const [ada, bea, cy] = ['+15125550101', '+15125550102', '+15125550103'];
  const tomorrow = await book('Ada', ada, day(1));
  const later = await book('Bea', bea, day(8));
  const latest = await book('Cy', cy, day(9));
  await wait(bea, later);
  await clock.sleep(1000); // it goes by who has waited longest
  await wait(cy, latest);

  await say(ada, 'Cancel my visit');
  expect(await nextTo(bea, /an earlier time is free/)).toMatch(
    /^Test Dental: an earlier time is free: \w{3}, \w{3} \d+ at 10:00 AM\. Reply YES by \d+:\d\d PM to take it, or NO\.$/,
  );
  await say(bea, 'No');
  await nextTo(bea, /You stay on our waiting list/);
  await nextTo(cy, /an earlier time is free/);
  await say(cy, 'Yes');
  await nextTo(cy, /is booked for \w+, \w+ \d+ at 10:00 AM/);

  expect(await statusOf(tomorrow)).toBe('cancelled');
  expect(await statusOf(later)).toBe('scheduled');
  expect(await statusOf(latest)).toBe('rescheduled');
  const moved = await line.database.appointment.findFirstOrThrow({ where: { movedFrom: latest.id } });
  expect(moved).toMatchObject({ startsAt: new Date(tomorrow.startsAt.epochMilliseconds), status: 'scheduled' });

  const metrics = await (await fetch(`${line.baseUrl}/metrics`)).text();
  for (const [result, count] of Object.entries({ offered: 2, declined: 1, accepted: 1 })) {
    expect(metrics).toContain(`crownline_waitlist_offers_total{result="${result}"} ${count}`);
  }
  const audit = await line.database.auditEntry.findMany({ where: { clinicId: clinic.clinicId } });
  const told = line.logLines.join('') + metrics + JSON.stringify(audit);
  for (const mark of [FAMILY, ...[ada, bea, cy].map((phone) => phone.slice(1))]) expect(told).not.toContain(mark);
});
