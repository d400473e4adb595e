import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { PrismaService } from '../../../src/common/database/prisma.service.js';
import { AuditLog } from '../../../src/compliance/audit-log.service.js';
import { AuditRepository } from '../../../src/compliance/audit.repository.js';
import { PatientsRepository } from '../../../src/patients/patients.repository.js';
import { PatientsService } from '../../../src/patients/patients.service.js';
import { AppointmentsRepository } from '../../../src/scheduling/appointments.repository.js';
import { ScheduleRepository } from '../../../src/scheduling/schedule.repository.js';
import { SchedulingService } from '../../../src/scheduling/scheduling.service.js';
import type { BookRequest, Slot } from '../../../src/scheduling/scheduling.types.js';
import type { BuiltClinic } from '../../support/builders.js';
import { execute } from '../../support/test-database.js';

/** Friday, ten in the morning in New York. */
export const NOW = Temporal.Instant.from('2026-11-20T15:00:00Z');

export const schedulingOn = (prisma: PrismaService): SchedulingService =>
  new SchedulingService(
    new ScheduleRepository(),
    new AppointmentsRepository(),
    new PatientsService(new PatientsRepository()),
    new AuditLog(new AuditRepository()),
    prisma,
  );

export const day = (from: string, to = from) => ({
  from: Temporal.PlainDate.from(from),
  to: Temporal.PlainDate.from(to),
});

/** A booking by a patient of their own, unless the test says otherwise. */
export const requestFor = (
  clinic: BuiltClinic,
  slot: BookRequest['slot'],
  changes: Partial<BookRequest> = {},
): BookRequest => ({
  clinicId: clinic.clinicId,
  slot,
  patient: { givenName: 'Ada', familyName: `Marsh ${randomUUID()}`, phone: '+15550100177' },
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
