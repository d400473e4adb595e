import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import {
  newId,
  type AppointmentId,
  type AppointmentTypeId,
  type ClinicId,
  type OperatoryId,
  type PatientId,
  type ProviderId,
} from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import { Prisma } from '../generated/prisma/client.js';
import type { AppointmentPlace, ListedAppointment } from './appointment-list.types.js';
import type { Appointment, AppointmentStatus, BookRequest } from './scheduling.types.js';

const withNames = {
  type: { select: { name: true } },
  provider: { select: { name: true } },
  operatory: { select: { name: true } },
} satisfies Prisma.AppointmentInclude;

type AppointmentRow = Prisma.AppointmentGetPayload<{ include: typeof withNames }>;

@Injectable()
export class AppointmentsRepository {
  async findByKey(tx: Tx, clinicId: ClinicId, idempotencyKey: string): Promise<Appointment | null> {
    const row = await tx.appointment.findUnique({
      where: { clinicId_idempotencyKey: { clinicId, idempotencyKey } },
      include: withNames,
    });
    return row && toAppointment(row);
  }

  /** An appointment to come that keeps the patient busy at some moment of [startsAt, endsAt). */
  async findOverlapping(
    tx: Tx,
    clinicId: ClinicId,
    patientId: PatientId,
    time: { startsAt: Temporal.Instant; endsAt: Temporal.Instant },
  ): Promise<Appointment | null> {
    const row = await tx.appointment.findFirst({
      where: {
        clinicId,
        patientId,
        status: { in: ['scheduled', 'confirmed'] },
        startsAt: { lt: toDate(time.endsAt) },
        endsAt: { gt: toDate(time.startsAt) },
      },
      orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
      include: withNames,
    });
    return row && toAppointment(row);
  }

  /** False when an appointment with this key exists. Waits for a transaction that is just writing one. */
  async insert(tx: Tx, appointment: Appointment, request: BookRequest): Promise<boolean> {
    const { count } = await tx.appointment.createMany({
      data: {
        clinicId: request.clinicId,
        id: appointment.id,
        patientId: appointment.patientId,
        typeId: appointment.typeId,
        providerId: appointment.providerId,
        operatoryId: appointment.operatoryId,
        startsAt: toDate(appointment.startsAt),
        endsAt: toDate(appointment.endsAt),
        status: appointment.status,
        callId: request.callId,
        idempotencyKey: request.idempotencyKey,
        createdAt: toDate(request.now),
      },
      skipDuplicates: true,
    });
    return count === 1;
  }

  /**
   * Takes the provider and the operatory for the time of an appointment; false when either is taken. Then the transaction
   * must be rolled back, since the other one may have been taken.
   *
   * Two rules keep rivals from deadlocking each other: a conflict is skipped instead of raised, and everybody takes
   * resources in the same order.
   */
  async allocate(tx: Tx, clinicId: ClinicId, appointment: Appointment): Promise<boolean> {
    const [from, to] = [toDate(appointment.startsAt), toDate(appointment.endsAt)];
    const rows = [appointment.providerId, appointment.operatoryId].sort().map(
      (resourceId) => Prisma.sql`(
          ${clinicId}::uuid, ${newId()}::uuid, ${resourceId}::uuid,
          tstzrange(${from}::timestamptz, ${to}::timestamptz), ${appointment.id}::uuid)`,
    );
    const taken = await tx.$queryRaw<unknown[]>`
      INSERT INTO allocations (clinic_id, id, resource_id, during, appointment_id)
      VALUES ${Prisma.join(rows)}
      ON CONFLICT DO NOTHING
      RETURNING resource_id`;
    return taken.length === rows.length;
  }

  /** Those that start in [from, to), in order of time and id, after a place in that order. */
  async list(
    tx: Tx,
    clinicId: ClinicId,
    range: { from: Temporal.Instant; to: Temporal.Instant | null },
    after: AppointmentPlace | null,
    limit: number,
  ): Promise<ListedAppointment[]> {
    const rows = await tx.appointment.findMany({
      where: {
        clinicId,
        startsAt: { gte: toDate(range.from), ...(range.to ? { lt: toDate(range.to) } : {}) },
        ...(after ? { AND: isAfter(after) } : {}),
      },
      orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
      take: limit,
      include: {
        ...withNames,
        patient: { select: { givenName: true, familyName: true } },
        call: { select: { callSid: true } },
      },
    });
    return rows.map((row) => ({
      ...toAppointment(row),
      patientName: `${row.patient.givenName} ${row.patient.familyName}`,
      callSid: row.call?.callSid ?? null,
    }));
  }
}

function isAfter({ startsAtMs, id }: AppointmentPlace): Prisma.AppointmentWhereInput {
  const startsAt = new Date(startsAtMs);
  // The first bound says nothing new, but the index can use it.
  return { startsAt: { gte: startsAt }, OR: [{ startsAt: { gt: startsAt } }, { id: { gt: id } }] };
}

function toAppointment(row: AppointmentRow): Appointment {
  return {
    id: row.id as AppointmentId,
    patientId: row.patientId as PatientId,
    typeId: row.typeId as AppointmentTypeId,
    typeName: row.type.name,
    providerId: row.providerId as ProviderId,
    providerName: row.provider.name,
    operatoryId: row.operatoryId as OperatoryId,
    operatoryName: row.operatory.name,
    startsAt: fromDate(row.startsAt),
    endsAt: fromDate(row.endsAt),
    status: row.status as AppointmentStatus,
  };
}
