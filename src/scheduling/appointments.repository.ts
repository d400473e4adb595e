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

interface AppointmentRow {
  id: string;
  patientId: string;
  typeId: string;
  typeName: string;
  providerId: string;
  providerName: string;
  operatoryId: string;
  operatoryName: string;
  startsAt: Date;
  endsAt: Date;
  status: string;
}

interface ListedRow extends AppointmentRow {
  patientName: string;
  callSid: string | null;
}

// One query with joins: Prisma would read each relation in a query of its own, all at once on the transaction's one
// connection, which the driver deprecates.
const columns = Prisma.sql`
  a.id, a.patient_id AS "patientId", a.type_id AS "typeId", t.name AS "typeName", a.provider_id AS "providerId",
  p.name AS "providerName", a.operatory_id AS "operatoryId", o.name AS "operatoryName", a.starts_at AS "startsAt",
  a.ends_at AS "endsAt", a.status`;
const tables = Prisma.sql`
  appointments a
  JOIN appointment_types t ON t.clinic_id = a.clinic_id AND t.id = a.type_id
  JOIN providers p ON p.clinic_id = a.clinic_id AND p.id = a.provider_id
  JOIN operatories o ON o.clinic_id = a.clinic_id AND o.id = a.operatory_id`;

@Injectable()
export class AppointmentsRepository {
  async findByKey(tx: Tx, clinicId: ClinicId, idempotencyKey: string): Promise<Appointment | null> {
    const [row] = await tx.$queryRaw<AppointmentRow[]>`
      SELECT ${columns} FROM ${tables}
      WHERE a.clinic_id = ${clinicId}::uuid AND a.idempotency_key = ${idempotencyKey}`;
    return row ? toAppointment(row) : null;
  }

  /** An appointment to come that keeps the patient busy at some moment of [startsAt, endsAt). */
  async findOverlapping(
    tx: Tx,
    clinicId: ClinicId,
    patientId: PatientId,
    time: { startsAt: Temporal.Instant; endsAt: Temporal.Instant },
  ): Promise<Appointment | null> {
    const [row] = await tx.$queryRaw<AppointmentRow[]>`
      SELECT ${columns} FROM ${tables}
      WHERE a.clinic_id = ${clinicId}::uuid AND a.patient_id = ${patientId}::uuid
        AND a.status IN ('scheduled', 'confirmed')
        AND a.starts_at < ${toDate(time.endsAt)}::timestamptz AND a.ends_at > ${toDate(time.startsAt)}::timestamptz
      ORDER BY a.starts_at, a.id
      LIMIT 1`;
    return row ? toAppointment(row) : null;
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
        changedAt: toDate(request.now),
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
    const before = range.to ? Prisma.sql`AND a.starts_at < ${toDate(range.to)}::timestamptz` : Prisma.empty;
    const onwards = after
      ? Prisma.sql`AND (a.starts_at, a.id) > (${new Date(after.startsAtMs)}::timestamptz, ${after.id}::uuid)`
      : Prisma.empty;
    const rows = await tx.$queryRaw<ListedRow[]>`
      SELECT ${columns}, concat_ws(' ', q.given_name, q.family_name) AS "patientName", c.call_sid AS "callSid"
      FROM ${tables}
      JOIN patients q ON q.clinic_id = a.clinic_id AND q.id = a.patient_id
      LEFT JOIN calls c ON c.clinic_id = a.clinic_id AND c.id = a.call_id
      WHERE a.clinic_id = ${clinicId}::uuid AND a.starts_at >= ${toDate(range.from)}::timestamptz ${before} ${onwards}
      ORDER BY a.starts_at, a.id
      LIMIT ${limit}`;
    return rows.map((row) => ({ ...toAppointment(row), patientName: row.patientName, callSid: row.callSid }));
  }
}

function toAppointment(row: AppointmentRow): Appointment {
  return {
    id: row.id as AppointmentId,
    patientId: row.patientId as PatientId,
    typeId: row.typeId as AppointmentTypeId,
    typeName: row.typeName,
    providerId: row.providerId as ProviderId,
    providerName: row.providerName,
    operatoryId: row.operatoryId as OperatoryId,
    operatoryName: row.operatoryName,
    startsAt: fromDate(row.startsAt),
    endsAt: fromDate(row.endsAt),
    status: row.status as AppointmentStatus,
  };
}
