import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { PrismaService } from '../../src/common/database/prisma.service.js';
import type { AppointmentId, AppointmentTypeId, PatientId } from '../../src/common/ids/ids.js';
import type { AppointmentStatus } from '../../src/scheduling/scheduling.types.js';
import type { BuiltClinic } from './builders.js';

export interface BuiltVisit {
  patientId: PatientId;
  /** As the clinic's clock shows it, such as `2026-11-24T09:30`. */
  local: string;
  typeId?: AppointmentTypeId;
  status?: AppointmentStatus;
  movedFrom?: AppointmentId;
}

/** A visit's row, past all rules and without taking time from anybody. */
export async function buildVisit(
  prisma: PrismaService,
  clinic: BuiltClinic,
  visit: BuiltVisit,
): Promise<AppointmentId> {
  const id = randomUUID() as AppointmentId;
  const startsAt = Temporal.PlainDateTime.from(visit.local).toZonedDateTime(clinic.timeZone).toInstant();
  const [providerId, operatoryId] = [clinic.providerIds[0], clinic.operatoryIds[0]];
  if (!providerId || !operatoryId) throw new Error('a visit needs a provider and a room');
  const status = visit.status ?? 'scheduled';
  const createdAt = new Date('2026-01-01T00:00:00Z');
  await prisma.appointment.create({
    data: {
      clinicId: clinic.clinicId,
      id,
      patientId: visit.patientId,
      typeId: visit.typeId ?? clinic.typeId,
      providerId,
      operatoryId,
      startsAt: new Date(startsAt.epochMilliseconds),
      endsAt: new Date(startsAt.add({ minutes: 60 }).epochMilliseconds),
      status,
      cancelledBy: status === 'cancelled' ? 'patient' : null,
      movedFrom: visit.movedFrom ?? null,
      createdAt,
      changedAt: createdAt,
    },
  });
  return id;
}
