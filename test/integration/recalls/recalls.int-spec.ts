import { Temporal } from 'temporal-polyfill';
import { ClinicsRepository } from '../../../src/clinics/clinics.repository.js';
import { ClinicsService } from '../../../src/clinics/clinics.service.js';
import { newId, type AppointmentId, type PatientId, type RecallId } from '../../../src/common/ids/ids.js';
import { Logger } from '../../../src/common/logging/logger.js';
import { MetricsRegistry } from '../../../src/common/metrics/metrics.js';
import type { AppConfig } from '../../../src/config/app-config.js';
import { JobQueue } from '../../../src/jobs/job-queue.service.js';
import { JobsMetrics } from '../../../src/jobs/jobs.metrics.js';
import { RecallsRepository } from '../../../src/recalls/recalls.repository.js';
import { Recalls } from '../../../src/recalls/recalls.service.js';
import type { AppointmentStatus } from '../../../src/scheduling/scheduling.types.js';
import { visitChanged } from '../../../src/scheduling/scheduling.jobs.js';
import { auditLog } from '../../support/audit.js';
import { buildAppointmentType, buildClinic, buildPatient, type BuiltClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { newsOn } from '../../support/news.js';
import { asProduct, openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { until } from '../../support/until.js';
import { buildVisit } from '../../support/visits.js';

const STAFF = { kind: 'api_key', id: 'cl_desk' } as const;
const TODAY = Temporal.PlainDate.from('2026-11-20');

let database: TestDatabase;
let clock: ManualClock;
let jobs: JobQueue;
let recalls: Recalls;
let clinic: BuiltClinic;
let patientId: PatientId;

beforeAll(async () => {
  database = await openTestDatabase();
  clock = new ManualClock();
  const config = { databaseUrl: asProduct(database.url) } as AppConfig;
  const log = Logger.create('silent');
  jobs = new JobQueue(config, clock, log, new JobsMetrics(new MetricsRegistry()), newsOn(database));
  const clinics = new ClinicsService(new ClinicsRepository(), database.prisma, clock);
  const audit = auditLog(database.prisma);
  recalls = new Recalls(new RecallsRepository(), clinics, audit, jobs, database.prisma, clock);
  recalls.onModuleInit();
  await jobs.onApplicationBootstrap();
});
afterAll(async () => {
  await jobs.onApplicationShutdown();
  await database.close();
});
beforeEach(async () => {
  clinic = await buildClinic(database.prisma);
  await repeatEvery(6);
  patientId = await buildPatient(database.prisma, clinic);
});

const repeatEvery = (recallMonths: number | null) =>
  database.prisma.appointmentType.updateMany({ where: { clinicId: clinic.clinicId }, data: { recallMonths } });

const hear = (id: AppointmentId) => recalls.followVisit(clinic.clinicId, id);

/** A visit that there is news of. */
async function visit(local: string, status: AppointmentStatus = 'scheduled', movedFrom?: AppointmentId) {
  const id = await buildVisit(database.prisma, clinic, {
    patientId,
    local,
    status,
    ...(movedFrom ? { movedFrom } : {}),
  });
  await hear(id);
  return id;
}

async function becomes(id: AppointmentId, status: AppointmentStatus): Promise<void> {
  const cancelledBy = status === 'cancelled' ? 'patient' : null;
  await database.prisma.appointment.updateMany({ where: { id }, data: { status, cancelledBy } });
  await hear(id);
}

const rows = () => database.prisma.recall.findMany({ where: { clinicId: clinic.clinicId } });
const row = () => database.prisma.recall.findFirstOrThrow({ where: { clinicId: clinic.clinicId } });
const actions = async () =>
  (await database.prisma.auditEntry.findMany({ where: { clinicId: clinic.clinicId }, orderBy: { seq: 'asc' } })).map(
    ({ action }) => action,
  );
const request = async (now = clock.now()) => ({
  ...{ clinicId: clinic.clinicId, recallId: (await row()).id as RecallId, actor: STAFF, now },
});
const on = (date: string) => new Date(`${date}T00:00:00Z`);

it('is due six months after the visit, which its job says', async () => {
  const id = await buildVisit(database.prisma, clinic, { patientId, local: '2026-08-31T19:30', status: 'completed' });
  await database.prisma.inClinic(clinic.clinicId, (tx) =>
    jobs.enqueue(tx, visitChanged, { clinicId: clinic.clinicId, appointmentId: id }),
  );
  const [recall] = await until(rows, ({ length }) => length > 0);
  expect(recall).toMatchObject({
    ...{ patientId, typeId: clinic.typeId, status: 'open', intervalMonths: 6 },
    ...{ lastVisitOn: on('2026-08-31'), dueOn: on('2027-02-28') },
  });
});

it('follows the visit that is booked, moved, given up, and takes place', async () => {
  await visit('2026-05-20T10:00', 'completed');
  const first = await visit('2026-12-01T10:00');
  expect(await row()).toMatchObject({ status: 'booked', appointmentId: first, dueOn: on('2026-11-20') });
  await database.prisma.appointment.updateMany({ where: { id: first }, data: { status: 'rescheduled' } });
  const second = await visit('2026-12-03T10:00', 'scheduled', first);
  await hear(first); // the news of the move, from its other end and late
  expect(await row()).toMatchObject({ status: 'booked', appointmentId: second });
  await becomes(second, 'cancelled');
  expect(await row()).toMatchObject({ status: 'open', appointmentId: null });
  const third = await visit('2026-12-04T10:00');
  await becomes(third, 'completed');
  expect(await row()).toMatchObject({ status: 'open', lastVisitOn: on('2026-12-04'), dueOn: on('2027-06-04') });
  expect(await rows()).toHaveLength(1);
});

it('writes nothing when it is told again', async () => {
  const id = await visit('2026-05-20T10:00', 'completed');
  const before = await row();
  await Promise.all([hear(id), hear(id)]);
  expect(await row()).toEqual(before);
  expect(await actions()).toEqual(['recall.followed_visits']);
});

it('is made once though the news of two visits comes at once', async () => {
  const ids = await Promise.all(
    ['2026-03-02T10:00', '2026-05-20T10:00'].map((local) =>
      buildVisit(database.prisma, clinic, { patientId, local, status: 'completed' }),
    ),
  );
  await Promise.all([...ids, ...ids].map(hear));
  expect(await rows()).toMatchObject([{ dueOn: on('2026-11-20') }]);
});

it('hears of visits of one type, one patient and one clinic only', async () => {
  await visit('2026-05-20T10:00', 'completed');
  const cleaning = await buildAppointmentType(database.prisma, clinic, { typeName: 'Cleaning' });
  const other = await buildPatient(database.prisma, clinic, { givenName: 'Bea' });
  for (const mine of [{ patientId, typeId: cleaning }, { patientId: other }]) {
    await hear(await buildVisit(database.prisma, clinic, { ...mine, local: '2026-12-01T10:00' }));
  }
  expect(await rows()).toMatchObject([{ patientId, typeId: clinic.typeId, status: 'open' }]);
  const elsewhere = await buildClinic(database.prisma);
  await recalls.followVisit(elsewhere.clinicId, await visit('2026-12-01T10:00'));
  expect(await database.prisma.recall.count({ where: { clinicId: elsewhere.clinicId } })).toBe(0);
});

it('is on the list of those who should be reminded until it is booked or stopped', async () => {
  await visit('2026-05-27T10:00', 'completed'); // due in a week
  const due = (days: number) => recalls.due(clinic.clinicId, TODAY, days);
  expect(await due(6)).toEqual([]);
  expect(await due(7)).toMatchObject([{ patientId, status: 'open', contacts: 0 }]);
  expect(await recalls.contacted(await request())).toMatchObject({ status: 'contacted', contacts: 1 });
  await recalls.contacted(await request()); // the same contact, told again
  expect(await due(7)).toMatchObject([{ status: 'contacted', contacts: 1, contactedAt: clock.now() }]);
  const next = await visit('2026-12-01T10:00');
  expect(await due(7)).toEqual([]);
  await becomes(next, 'no_show');
  expect(await due(7)).toMatchObject([{ status: 'contacted' }]);
  await recalls.stop(await request());
  expect(await due(7)).toEqual([]);
  await visit('2026-12-02T10:00');
  expect(await row()).toMatchObject({ status: 'stopped', appointmentId: null });
  expect(await actions()).toEqual(expect.arrayContaining(['recall.contacted', 'recall.stopped']));
  const whose = { clinicId: clinic.clinicId, NOT: { patientIds: { has: patientId } } };
  expect(await database.prisma.auditEntry.count({ where: whose })).toBe(0);
});

it('is due again when the visit has begun and nobody has closed it', async () => {
  await visit('2026-05-20T10:00', 'completed');
  const missed = await visit('2026-11-30T10:00');
  const due = (at: string) => {
    clock.stall(Temporal.Instant.from(at).epochMilliseconds - clock.nowMs());
    return recalls.due(clinic.clinicId, Temporal.PlainDate.from('2026-12-01'), 0);
  };
  const before = clock.nowMs();
  try {
    expect(await due('2026-11-30T14:59:59Z')).toEqual([]);
    for (const status of ['requested', 'scheduled', 'confirmed'] as const) {
      const later = await visit('2026-12-20T10:00');
      await database.prisma.appointment.updateMany({ where: { id: missed }, data: { status } });
      expect(await due('2026-11-30T15:00:00Z')).toEqual([]); // there is another visit to come
      expect(await row()).toMatchObject({ status: 'booked', appointmentId: later });
      await becomes(later, 'cancelled');
      expect(await due('2026-11-30T15:00:00Z')).toMatchObject([{ patientId, status: 'open', appointmentId: null }]);
      await due('2026-11-29T15:00:00Z');
      await hear(missed);
    }
    // Whoever is there is not reminded.
    await becomes(missed, 'arrived');
    expect(await due('2026-11-30T15:00:00Z')).toEqual([]);
  } finally {
    clock.stall(before - clock.nowMs());
  }
});

it('lists the longest due first', async () => {
  for (const [index, local] of ['2026-05-11T10:00', '2026-03-02T10:00', '2026-04-01T10:00'].entries()) {
    patientId = await buildPatient(database.prisma, clinic, { givenName: `Ada ${index}` });
    await visit(local, 'completed');
  }
  const due = await recalls.due(clinic.clinicId, TODAY, 0);
  expect(due.map(({ dueOn }) => dueOn.toString())).toEqual(['2026-09-02', '2026-10-01', '2026-11-11']);
});

it('has an interval of the patient’s own, before and after their visits', async () => {
  await repeatEvery(null);
  await visit('2026-10-31T10:00', 'completed');
  expect(await rows()).toEqual([]);
  const key = { clinicId: clinic.clinicId, patientId, typeId: clinic.typeId };
  const set = (months: number) => recalls.setInterval({ ...key, months, actor: STAFF, now: clock.now() });
  expect(await set(4)).toMatchObject({ intervalMonths: 4, dueOn: Temporal.PlainDate.from('2027-02-28') });
  await repeatEvery(6);
  await visit('2026-11-19T10:00', 'completed');
  expect(await row()).toMatchObject({ intervalMonths: 4, dueOn: on('2027-03-19') });
  await recalls.stop(await request());
  expect(await set(3)).toMatchObject({ status: 'open', dueOn: Temporal.PlainDate.from('2027-02-19') });
  await expect(recalls.contacted({ ...(await request()), recallId: newId<RecallId>() })).rejects.toMatchObject({
    code: 'recalls/not_found',
  });
});
