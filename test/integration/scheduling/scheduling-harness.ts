import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { PrismaService } from '../../../src/common/database/prisma.service.js';
import type { ClinicId } from '../../../src/common/ids/ids.js';
import { Logger } from '../../../src/common/logging/logger.js';
import { MetricsRegistry } from '../../../src/common/metrics/metrics.js';
import type { AppConfig } from '../../../src/config/app-config.js';
import { JobQueue } from '../../../src/jobs/job-queue.service.js';
import { JobsMetrics } from '../../../src/jobs/jobs.metrics.js';
import { PatientsRepository } from '../../../src/patients/patients.repository.js';
import { PatientsService } from '../../../src/patients/patients.service.js';
import { AllocationsRepository } from '../../../src/scheduling/allocations.repository.js';
import { AppointmentsRepository } from '../../../src/scheduling/appointments.repository.js';
import { BookingsService } from '../../../src/scheduling/bookings.service.js';
import { FindingService } from '../../../src/scheduling/finding.service.js';
import { HoldsRepository } from '../../../src/scheduling/holds.repository.js';
import { HoldsService } from '../../../src/scheduling/holds.service.js';
import { MovesService } from '../../../src/scheduling/moves.service.js';
import { SchedulingMetrics } from '../../../src/scheduling/scheduling.metrics.js';
import { PlacingService } from '../../../src/scheduling/placing.service.js';
import { ResourceLocks } from '../../../src/scheduling/resource-locks.repository.js';
import { ScheduleRepository } from '../../../src/scheduling/schedule.repository.js';
import { timeFreed, visitChanged } from '../../../src/scheduling/scheduling.jobs.js';
import type { Appointment, BookOutcome, BookRequest, Slot } from '../../../src/scheduling/scheduling.types.js';
import { VisitJobs } from '../../../src/scheduling/visit-jobs.service.js';
import { VisitsService } from '../../../src/scheduling/visits.service.js';
import { auditLog } from '../../support/audit.js';
import type { BuiltClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { newsOn } from '../../support/news.js';
import { asProduct, execute, openTestDatabase, type TestDatabase } from '../../support/test-database.js';

/** Friday, ten in the morning in New York. */
export const NOW = Temporal.Instant.from('2026-11-20T15:00:00Z');

export const DESK = { kind: 'api_key', id: 'desk' } as const;
export const RECEPTIONIST = { kind: 'agent', id: 'receptionist' } as const;

export interface Scheduling {
  finding: FindingService;
  bookings: BookingsService;
  moves: MovesService;
  holds: HoldsService;
  visits: VisitsService;
  metrics: SchedulingMetrics;
}

/** A queue that takes the jobs of the schedule, and does nothing about them. */
export async function startJobs(database: Pick<TestDatabase, 'url' | 'prisma'>): Promise<JobQueue> {
  const config = { databaseUrl: asProduct(database.url) } as AppConfig;
  const jobs = new JobQueue(
    config,
    new ManualClock(NOW),
    Logger.create('silent'),
    new JobsMetrics(new MetricsRegistry()),
    newsOn(database),
  );
  jobs.handle(timeFreed, () => Promise.resolve());
  jobs.handle(visitChanged, () => Promise.resolve());
  await jobs.onApplicationBootstrap();
  return jobs;
}

export function schedulingOn(prisma: PrismaService, queue: JobQueue): Scheduling {
  const schedules = new ScheduleRepository();
  const appointments = new AppointmentsRepository();
  const allocations = new AllocationsRepository();
  const holds = new HoldsRepository();
  const patients = new PatientsService(new PatientsRepository());
  const audit = auditLog(prisma);
  const metrics = new SchedulingMetrics(new MetricsRegistry());
  const jobs = new VisitJobs(queue, allocations);
  const finding = new FindingService(schedules, prisma);
  const placing = new PlacingService(schedules, holds, allocations, new ResourceLocks());
  return {
    finding,
    bookings: new BookingsService(appointments, placing, finding, patients, jobs, audit, prisma, metrics),
    moves: new MovesService(appointments, allocations, placing, finding, patients, jobs, audit, prisma, metrics),
    holds: new HoldsService(holds, placing, finding, prisma, metrics),
    visits: new VisitsService(appointments, allocations, placing, patients, jobs, audit, prisma),
    metrics,
  };
}

export interface SchedulingBench {
  database: TestDatabase;
  jobs: JobQueue;
  scheduling: Scheduling;
}

/** The schedule's services on a database of the file's own. After each test nothing overlaps, whatever it did. */
export function useScheduling(): SchedulingBench {
  const bench = {} as SchedulingBench;
  beforeAll(async () => {
    bench.database = await openTestDatabase();
    bench.jobs = await startJobs(bench.database);
    bench.scheduling = schedulingOn(bench.database.prisma, bench.jobs);
  });
  afterEach(async () => {
    expect(await overlaps(bench.database.url)).toBe(0);
  });
  afterAll(async () => {
    await bench.jobs.onApplicationShutdown();
    await bench.database.close();
  });
  return bench;
}

/** Jobs of a clinic's schedule, done or not, in the order in which they were enqueued. */
export async function jobsOf(
  { prisma }: Pick<TestDatabase, 'prisma'>,
  clinicId: ClinicId,
): Promise<{ name: string; data: Record<string, string> }[]> {
  return prisma.$queryRaw`
    SELECT name, data FROM pgboss.job WHERE data->>'clinicId' = ${clinicId} ORDER BY created_on, name`;
}

/** The visit of a booking that went well. */
export function booked(outcome: BookOutcome): Appointment {
  if (outcome.kind !== 'booked') throw new Error(outcome.kind);
  return outcome.appointment;
}

export const day = (from: string, to = from) => ({
  from: Temporal.PlainDate.from(from),
  to: Temporal.PlainDate.from(to),
});

/** A booking by a patient of their own, unless the test says otherwise. */
/** Nobody else's. Its digits could be those of a card, which no name keeps. */
const newName = (): string => randomUUID().replace(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)));

export const requestFor = (
  clinic: BuiltClinic,
  slot: BookRequest['slot'],
  changes: Partial<BookRequest> = {},
): BookRequest => ({
  clinicId: clinic.clinicId,
  slot,
  patient: { givenName: 'Ada', familyName: `Marsh ${newName()}`, phone: '+15550100177' },
  callId: null,
  idempotencyKey: randomUUID(),
  actor: { kind: 'agent', id: 'receptionist' },
  now: NOW,
  ...changes,
});

/** The slot at a local time of the clinic, whether or not it is free. */
export function slotAt(clinic: BuiltClinic, local: string, minutes = 60, providerIndex = 0, roomIndex = 0): Slot {
  const startsAt = Temporal.PlainDateTime.from(local).toZonedDateTime(clinic.timeZone).toInstant();
  const [providerId, operatoryId] = [clinic.providerIds[providerIndex], clinic.operatoryIds[roomIndex]];
  if (!providerId || !operatoryId) throw new Error('the clinic has no such provider or room');
  return {
    typeId: clinic.typeId,
    providerId,
    providerName: `Dr. ${providerIndex + 1}`,
    operatoryId,
    startsAt,
    endsAt: startsAt.add({ minutes }),
  };
}

/** Asks the database, past the exclusion constraint: pairs of live allocations of one resource that overlap. */
export async function overlaps(url: string): Promise<number> {
  const [row] = await execute<{ count: string }>(
    url,
    `SELECT count(*) FROM allocations a JOIN allocations b
       ON a.clinic_id = b.clinic_id AND a.resource_id = b.resource_id AND a.id < b.id AND a.during && b.during
     WHERE a.released_at IS NULL AND b.released_at IS NULL`,
  );
  return Number(row?.count);
}
