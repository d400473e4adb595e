import { randomUUID } from 'node:crypto';
import type { PrismaService } from '../../src/common/database/prisma.service.js';
import type { AppointmentId, HoldId } from '../../src/common/ids/ids.js';
import type { Stretch } from '../../src/scheduling/stretches.policy.js';
import { buildPatient, type BuiltClinic } from './builders.js';
import { execute } from './test-database.js';

/** A visit with the clinic's first dentist in its first room, whatever the clinic's rules say. */
export async function putVisit(
  prisma: PrismaService,
  clinic: BuiltClinic,
  from: string,
  to: string,
  more: { status?: string; patient?: { givenName: string; familyName: string } } = {},
): Promise<AppointmentId> {
  const { clinicId, typeId } = clinic;
  const [providerId, operatoryId] = [clinic.providerIds[0] as string, clinic.operatoryIds[0] as string];
  const id = randomUUID() as AppointmentId;
  const at = new Date('2026-11-01T12:00:00Z');
  await prisma.appointment.create({
    data: {
      clinicId,
      id,
      patientId: await buildPatient(prisma, clinic, more.patient),
      typeId,
      providerId,
      operatoryId,
      startsAt: new Date(from),
      endsAt: new Date(to),
      status: more.status ?? 'scheduled',
      idempotencyKey: id,
      createdAt: at,
      changedAt: at,
    },
  });
  for (const resourceId of [providerId, operatoryId])
    await take(prisma, clinic, resourceId, from, to, 'appointment_id', id);
  return id;
}

/** As a visit that was cancelled. */
export async function cancelVisit(prisma: PrismaService, { clinicId }: BuiltClinic, id: AppointmentId): Promise<void> {
  const at = new Date('2026-11-02T12:00:00Z');
  await prisma.appointment.update({
    where: { clinicId_id: { clinicId, id } },
    data: { status: 'cancelled', cancelledBy: 'patient', changedAt: at },
  });
  await prisma.allocation.updateMany({ where: { clinicId, appointmentId: id }, data: { releasedAt: at } });
}

/** Somebody's hold of the first dentist and the first room. */
export async function putHold(
  prisma: PrismaService,
  clinic: BuiltClinic,
  callId: string,
  from: string,
  to: string,
  expiresAt: string,
): Promise<HoldId> {
  const { clinicId, typeId } = clinic;
  const [providerId, operatoryId] = [clinic.providerIds[0] as string, clinic.operatoryIds[0] as string];
  const id = randomUUID() as HoldId;
  await prisma.hold.create({
    data: {
      clinicId,
      id,
      callId,
      typeId,
      providerId,
      operatoryId,
      startsAt: new Date(from),
      endsAt: new Date(to),
      createdAt: new Date('2026-11-20T14:59:00Z'),
      expiresAt: new Date(expiresAt),
    },
  });
  for (const resourceId of [providerId, operatoryId]) await take(prisma, clinic, resourceId, from, to, 'hold_id', id);
  return id;
}

async function take(
  prisma: PrismaService,
  { clinicId }: BuiltClinic,
  resourceId: string,
  from: string,
  to: string,
  column: 'appointment_id' | 'hold_id',
  id: string,
): Promise<void> {
  await prisma.$executeRawUnsafe(
    `INSERT INTO allocations (clinic_id, id, resource_id, during, ${column})
     VALUES ($1::uuid, $2::uuid, $3::uuid, tstzrange($4::timestamptz, $5::timestamptz), $6::uuid)`,
    clinicId,
    randomUUID(),
    resourceId,
    new Date(from),
    new Date(to),
    id,
  );
}

/** What takes a resource, in order of time, with what for. */
export async function takenBy(
  url: string,
  resourceId: string,
): Promise<(Stretch & { why: 'visit' | 'hold' | 'blockout' })[]> {
  const rows = await execute<{ from: Date; to: Date; why: 'visit' | 'hold' | 'blockout' }>(
    url,
    `SELECT lower(during) AS "from", upper(during) AS "to",
       CASE WHEN appointment_id IS NOT NULL THEN 'visit' WHEN hold_id IS NOT NULL THEN 'hold' ELSE 'blockout' END AS why
     FROM allocations WHERE resource_id = '${resourceId}' AND released_at IS NULL ORDER BY during`,
  );
  return rows.map(({ from, to, why }) => ({ fromMs: from.getTime(), toMs: to.getTime(), why }));
}

/** `takenBy` for reading: "visit 2026-11-24T14:00Z–15:00Z". */
export const spelled = (rows: Awaited<ReturnType<typeof takenBy>>): string[] =>
  rows.map(({ fromMs, toMs, why }) => `${why} ${shortOf(fromMs)} to ${shortOf(toMs)}`);

const shortOf = (ms: number) => new Date(ms).toISOString().slice(5, 16);
