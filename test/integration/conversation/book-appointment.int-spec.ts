import type { Call } from '../../../src/calls/calls.types.js';
import { ClinicsRepository } from '../../../src/clinics/clinics.repository.js';
import { ClinicsService } from '../../../src/clinics/clinics.service.js';
import { Logger } from '../../../src/common/logging/logger.js';
import { MetricsRegistry } from '../../../src/common/metrics/metrics.js';
import { ConsentsRepository } from '../../../src/compliance/consent/consents.repository.js';
import { Consents } from '../../../src/compliance/consent/consents.service.js';
import { newId } from '../../../src/common/ids/ids.js';
import { bookAppointmentTool } from '../../../src/conversation/tools/scheduling/book-appointment.tool.js';
import { SlotOffersRepository } from '../../../src/conversation/tools/scheduling/slot-offers.repository.js';
import type { ToolContext, ToolOutcome } from '../../../src/conversation/tools/tool.types.js';
import { DeskTasksRepository } from '../../../src/desk/desk-tasks.repository.js';
import { DeskTasks } from '../../../src/desk/desk-tasks.service.js';
import { CallIdentitiesRepository } from '../../../src/identity/call-identities.repository.js';
import { CallIdentities } from '../../../src/identity/call-identities.service.js';
import { IdentityMetrics } from '../../../src/identity/identity.metrics.js';
import type { JobQueue } from '../../../src/jobs/job-queue.service.js';
import { BookingTexts } from '../../../src/messaging/booking-texts.service.js';
import { MessagingMetrics } from '../../../src/messaging/messaging.metrics.js';
import { TextsRepository } from '../../../src/messaging/texts.repository.js';
import { Texts } from '../../../src/messaging/texts.service.js';
import { auditLog, textAudit } from '../../support/audit.js';
import { buildCall, buildClinic, buildPatient, type BuiltClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { searchIndex } from '../../support/search.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { NOW, requestFor, schedulingOn, slotAt, startJobs } from '../scheduling/scheduling-harness.js';

let database: TestDatabase;
let jobs: JobQueue;
let clinic: BuiltClinic;
let book: (local: string, patientName?: string, phone?: string) => Promise<ToolOutcome>;

beforeAll(async () => {
  database = await openTestDatabase();
  jobs = await startJobs(database);
});
beforeEach(async () => {
  clinic = await buildClinic(database.prisma, { dentists: 2, operatories: 2 });
  book = await bookingIn(clinic);
});
afterAll(async () => {
  await jobs.onApplicationShutdown();
  await database.close();
});

/** What the receptionist is answered who books a time, once it was offered. */
async function bookingIn({ clinicId, number }: BuiltClinic): Promise<typeof book> {
  const { prisma } = database;
  const clock = new ManualClock(NOW);
  const profile = await new ClinicsService(new ClinicsRepository(), prisma, clock).profile(clinicId);
  const id = await buildCall(prisma, clinic);
  const call = { clinicId, id, fromNumber: '+15550100100', toNumber: number } as Call;
  const context: ToolContext = { call, profile, runId: newId(), now: NOW, language: 'en', keyed: {} };
  const audit = auditLog(prisma);
  const consents = new Consents(new ConsentsRepository(), audit);
  const metrics = new MessagingMetrics(new MetricsRegistry());
  const texts = new Texts(
    new TextsRepository(),
    consents,
    jobs,
    textAudit(prisma),
    searchIndex(),
    metrics,
    clock,
    Logger.create('silent'),
  );
  const offers = new SlotOffersRepository(prisma);
  const tool = bookAppointmentTool(
    schedulingOn(prisma, jobs).bookings,
    offers,
    new BookingTexts(texts, clock),
    new DeskTasks(new DeskTasksRepository(), audit, clock),
    new CallIdentities(
      new CallIdentitiesRepository(),
      schedulingOn(prisma, jobs).visits,
      audit,
      prisma,
      new IdentityMetrics(new MetricsRegistry()),
    ),
  );
  return async (local, patientName = 'Ada Marsh', phone) => {
    const [slotId] = await offers.offer(context, [slotAt(clinic, local)]);
    return tool.run(tool.schema.parse({ slotId, patientName, phone }), context);
  };
}

const phoneBooking = (how: 'staff_approval' | 'no') =>
  database.prisma.appointmentType.updateMany({ where: { clinicId: clinic.clinicId }, data: { phoneBooking: how } });

const written = async () => {
  const where = { clinicId: clinic.clinicId };
  return {
    texts: await database.prisma.text.count({ where }),
    tasks: await database.prisma.deskTask.findMany({ where }),
  };
};

it('books, and confirms it by text', async () => {
  const outcome = await book('2026-11-24T10:00');
  const { id } = await database.prisma.appointment.findFirstOrThrow({ where: { clinicId: clinic.clinicId } });
  expect(outcome).toEqual({
    status: 'succeeded',
    result: { booked: true, label: 'Tuesday, November 24 at 10:00 AM with Dr. 1', appointmentId: id },
  });
  expect(await written()).toMatchObject({ texts: 1, tasks: [] });
});

it('asks the desk about what has to be agreed to, once, and confirms nothing', async () => {
  await phoneBooking('staff_approval');
  const first = await book('2026-11-24T10:00');
  expect(first).toMatchObject({ status: 'succeeded', result: { requested: true } });
  expect(first.result).not.toHaveProperty('booked');
  expect(await book('2026-11-24T10:00')).toEqual(first);
  const { texts, tasks } = await written();
  expect(texts).toBe(0);
  expect(tasks).toMatchObject([
    {
      callerName: 'Ada Marsh',
      note: 'Asks for a visit that has to be agreed to: Filling, Tuesday, November 24 at 10:00 AM with Dr. 1. The time is kept.',
    },
  ]);
});

it('books one visit when a patient is booked twice, or under a name that was heard in another way', async () => {
  const first = await book('2026-11-24T10:00', 'Zoë Marsh');
  expect(first).toMatchObject({ status: 'succeeded', result: { booked: true } });
  expect(await book('2026-11-24T10:00', 'zoe  marsh')).toEqual(first);
  expect(await book('2026-11-24T10:00', 'Zoey Marsh')).toEqual({
    status: 'rejected',
    result: {
      problem: 'already_booked',
      message: 'This time is already booked in this call. Ask whether it is for somebody else, who needs another time.',
    },
  });
  const visits = await database.prisma.appointment.findMany({ where: { clinicId: clinic.clinicId } });
  expect(visits).toHaveLength(1);
  expect(visits[0]?.idempotencyKey).not.toMatch(/marsh/i);
});

it('calls a time taken that was booked, but not in this call', async () => {
  await rival();
  expect(await book('2026-11-24T10:00')).toMatchObject({ result: { problem: 'slot_taken' } });
  await book('2026-11-25T10:00');
  const later = await bookingIn(clinic);
  expect(await later('2026-11-25T10:00', 'Ben Marsh')).toMatchObject({ result: { problem: 'slot_taken' } });
});

it('does not call booked what has been cancelled since', async () => {
  await book('2026-11-24T10:00');
  await database.prisma.appointment.updateMany({
    where: { clinicId: clinic.clinicId },
    data: { status: 'cancelled', cancelledBy: 'patient' },
  });
  expect(await book('2026-11-24T10:00')).toMatchObject({ status: 'rejected', result: { problem: 'given_up' } });
});

it.each([
  ['booked', 'at_once'],
  ['requested', 'staff_approval'],
])('tells how to prepare for a visit that is %s', async (status, how) => {
  await database.prisma.appointmentType.updateMany({
    where: { clinicId: clinic.clinicId },
    data: { phoneBooking: how, preparation: 'Eat nothing before.' },
  });
  book = await bookingIn(clinic);
  expect(await book('2026-11-24T10:00')).toMatchObject({
    result: { [status]: true, preparation: 'Eat nothing before.' },
  });
});

it('offers no others when there are none', async () => {
  await database.prisma.provider.updateMany({ where: { clinicId: clinic.clinicId }, data: { active: false } });
  expect(await book('2026-11-24T10:00')).toEqual({
    status: 'rejected',
    result: {
      problem: 'slot_taken',
      message: 'That time has just been taken, and none near it is free. Ask for another day.',
    },
  });
});

describe('what can not be booked comes back as something to act on', () => {
  it.each([
    ['taken by somebody else', 'slot_taken', () => rival()],
    ['left to the desk', 'not_by_phone', () => phoneBooking('no')],
    ['while the patient is elsewhere', 'time_conflict', () => rival({ givenName: 'Ada', familyName: 'Marsh' }, 1)],
    ['for patients who have been here', 'not_eligible', () => openTo('existing_patients')],
  ])('%s', async (_, problem, happens) => {
    await happens();
    const outcome = await book('2026-11-24T10:00');
    expect(outcome).toMatchObject({ status: 'rejected', result: { problem } });
    expect(outcome.result['slots'] === undefined).toBe(problem !== 'slot_taken');
  });

  it('once the patient has as many visits to come as the clinic allows', async () => {
    await allowOneVisit();
    await book('2026-11-24T10:00');
    const { result } = await book('2026-11-25T10:00');
    expect(result['problem']).toBe('too_many_visits');
    expect(result['message']).not.toMatch(/\d/);
  });
});

describe('who gives another number than they call from learns nothing of the patient', () => {
  const theirs = '+15550100177';
  it.each([
    ['a visit at that time', () => rival({ givenName: 'Ada', familyName: 'Marsh' }, 1, theirs)],
    ['as many visits as are allowed', () => allowOneVisit().then(() => book('2026-11-25T10:00', 'Ada Marsh', theirs))],
    ['been here before', () => openTo('new_patients').then(() => isKnown(theirs))],
    ['not been here before', () => openTo('existing_patients')],
    ['a type of visit that only the desk books', () => phoneBooking('no')],
  ])('%s', async (_, happens) => {
    await happens();
    expect(await book('2026-11-24T10:00', 'Ada Marsh', theirs)).toEqual({
      status: 'rejected',
      result: {
        problem: 'not_by_phone',
        message: 'This can not be booked by phone. Offer to take a message for the desk.',
      },
    });
  });
});

const allowOneVisit = () =>
  database.prisma.clinic.update({ where: { id: clinic.clinicId }, data: { maxOpenAppointments: 1 } });

const openTo = (whom: 'new_patients' | 'existing_patients') =>
  database.prisma.appointmentType.updateMany({ where: { clinicId: clinic.clinicId }, data: { openTo: whom } });

async function isKnown(phone: string): Promise<void> {
  const id = await buildPatient(database.prisma, clinic, { givenName: 'Ada', familyName: 'Marsh', phone });
  await database.prisma.patient.updateMany({ where: { id }, data: { knownSince: new Date('2020-01-01') } });
}

async function rival(
  name = { givenName: 'Grace', familyName: 'Hill' },
  index = 0,
  phone = '+15550100100',
): Promise<void> {
  const slot = slotAt(clinic, '2026-11-24T10:00', 60, index, index);
  const request = requestFor(clinic, slot, { patient: { ...name, phone } });
  const outcome = await schedulingOn(database.prisma, jobs).bookings.book(request);
  expect(outcome.kind).toBe('booked');
}
