import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type {
  AppointmentId,
  AppointmentTypeId,
  CallId,
  ClinicId,
  OperatoryId,
  PatientId,
  ProviderId,
} from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import { Prisma } from '../generated/prisma/client.js';
import type { ToComeQuery } from './appointment-list.types.js';
import {
  LIVE_STATUSES,
  OPEN_STATUSES,
  type Appointment,
  type AppointmentStatus,
  type Slot,
} from './scheduling.types.js';

/** An appointment whose row is locked, with what its giving up depends on. */
export interface LockedAppointment {
  appointment: Appointment;
  /** It was given up late. */
  late: boolean;
  lateCancelMinutes: number;
}

/** What is stored of how a visit came to be. */
export interface Booking {
  clinicId: ClinicId;
  callId: CallId | null;
  idempotencyKey: string;
  movedFrom: AppointmentId | null;
  now: Temporal.Instant;
}

export interface VisitHistory {
  /** Visits to come. */
  open: number;
  maxOpen: number;
  /**
   * The practice knew them before it kept visits here, or they will have been here before, unless they don't come: an earlier
   * visit is agreed, or took place.
   */
  isKnown: boolean;
}

export interface AppointmentRow {
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

// In one query: Prisma would read each relation in a query of its own, all at once on the transaction's one connection, which the
// driver deprecates. And without joins: Postgres takes longer to choose between the orders of seven tables than to read them.
export const appointmentColumns = Prisma.sql`
  a.id, a.patient_id AS "patientId", a.type_id AS "typeId",
  (SELECT t.name FROM appointment_types t WHERE t.clinic_id = a.clinic_id AND t.id = a.type_id) AS "typeName",
  a.provider_id AS "providerId",
  (SELECT p.name FROM providers p WHERE p.clinic_id = a.clinic_id AND p.id = a.provider_id) AS "providerName",
  a.operatory_id AS "operatoryId",
  (SELECT o.name FROM operatories o WHERE o.clinic_id = a.clinic_id AND o.id = a.operatory_id) AS "operatoryName",
  a.starts_at AS "startsAt", a.ends_at AS "endsAt", a.status`;

@Injectable()
export class AppointmentsRepository {
  async findByKey(tx: Tx, clinicId: ClinicId, idempotencyKey: string): Promise<Appointment | null> {
    const [row] = await tx.$queryRaw<AppointmentRow[]>`
      SELECT ${appointmentColumns} FROM appointments a
      WHERE a.clinic_id = ${clinicId}::uuid AND a.idempotency_key = ${idempotencyKey}`;
    return row ? toAppointment(row) : null;
  }

  async find(tx: Tx, clinicId: ClinicId, id: AppointmentId): Promise<Appointment | null> {
    const [row] = await tx.$queryRaw<AppointmentRow[]>`
      SELECT ${appointmentColumns} FROM appointments a WHERE a.clinic_id = ${clinicId}::uuid AND a.id = ${id}::uuid`;
    return row ? toAppointment(row) : null;
  }

  /** With the call that booked it; null when none did. */
  async findWithCall(
    tx: Tx,
    clinicId: ClinicId,
    id: AppointmentId,
  ): Promise<{ appointment: Appointment; callId: CallId | null } | null> {
    const [row] = await tx.$queryRaw<(AppointmentRow & { callId: CallId | null })[]>`
      SELECT ${appointmentColumns}, a.call_id AS "callId" FROM appointments a
      WHERE a.clinic_id = ${clinicId}::uuid AND a.id = ${id}::uuid`;
    return row ? { appointment: toAppointment(row), callId: row.callId } : null;
  }

  /** As it is now, and as it stays until the transaction ends. */
  async lock(tx: Tx, clinicId: ClinicId, id: AppointmentId): Promise<LockedAppointment | null> {
    const [row] = await tx.$queryRaw<(AppointmentRow & Pick<LockedAppointment, 'late' | 'lateCancelMinutes'>)[]>`
      SELECT ${appointmentColumns}, a.late, c.late_cancel_minutes AS "lateCancelMinutes"
      FROM appointments a JOIN clinics c ON c.id = a.clinic_id
      WHERE a.clinic_id = ${clinicId}::uuid AND a.id = ${id}::uuid
      FOR NO KEY UPDATE OF a`;
    return row ? { appointment: toAppointment(row), late: row.late, lateCancelMinutes: row.lateCancelMinutes } : null;
  }

  /** What a visit was moved from, and whether that was late; null when it was not moved. */
  async findMovedFrom(
    tx: Tx,
    clinicId: ClinicId,
    id: AppointmentId,
  ): Promise<Pick<LockedAppointment, 'appointment' | 'late'> | null> {
    const [row] = await tx.$queryRaw<(AppointmentRow & { late: boolean })[]>`
      SELECT ${appointmentColumns}, a.late FROM appointments a
      JOIN appointments later ON later.clinic_id = a.clinic_id AND later.moved_from = a.id
      WHERE a.clinic_id = ${clinicId}::uuid AND later.id = ${id}::uuid`;
    return row ? { appointment: toAppointment(row), late: row.late } : null;
  }

  /** Visits to come of these patients, and those that a call has booked, soonest first. */
  async toCome(
    tx: Tx,
    { clinicId, patientIds, callId, now }: Pick<ToComeQuery, 'clinicId' | 'patientIds' | 'callId' | 'now'>,
    limit: number,
  ): Promise<Appointment[]> {
    const rows = await tx.$queryRaw<AppointmentRow[]>`
      SELECT ${appointmentColumns} FROM appointments a
      WHERE a.clinic_id = ${clinicId}::uuid AND a.status = ANY (${OPEN_STATUSES}::text[])
        AND (a.patient_id = ANY (${patientIds}::uuid[]) OR a.call_id = ${callId}::uuid)
        AND a.starts_at > ${toDate(now)}::timestamptz
      ORDER BY a.starts_at, a.id
      LIMIT ${limit}`;
    return rows.map(toAppointment);
  }

  /** A visit, other than `besides`, that keeps the patient busy at some moment of [startsAt, endsAt). */
  async findOverlapping(
    tx: Tx,
    clinicId: ClinicId,
    patientId: PatientId,
    time: { startsAt: Temporal.Instant; endsAt: Temporal.Instant },
    besides: AppointmentId | null = null,
  ): Promise<Appointment | null> {
    const [row] = await tx.$queryRaw<AppointmentRow[]>`
      SELECT ${appointmentColumns} FROM appointments a
      WHERE a.clinic_id = ${clinicId}::uuid AND a.patient_id = ${patientId}::uuid
        AND a.status = ANY (${LIVE_STATUSES}::text[]) AND a.id IS DISTINCT FROM ${besides}::uuid
        AND a.starts_at < ${toDate(time.endsAt)}::timestamptz AND a.ends_at > ${toDate(time.startsAt)}::timestamptz
      ORDER BY a.starts_at, a.id
      LIMIT 1`;
    return row ? toAppointment(row) : null;
  }

  /** Whether a live visit of this call has this provider at this start. */
  async isBookedIn(
    tx: Tx,
    clinicId: ClinicId,
    callId: CallId,
    { providerId, startsAt }: Pick<Slot, 'providerId' | 'startsAt'>,
  ): Promise<boolean> {
    const where = { clinicId, callId, providerId, startsAt: toDate(startsAt), status: { in: [...LIVE_STATUSES] } };
    return (await tx.appointment.count({ where })) > 0;
  }

  /** What counts when a patient wants a visit that begins at `startsAt`. */
  async historyOf(
    tx: Tx,
    clinicId: ClinicId,
    patientId: PatientId,
    startsAt: Temporal.Instant,
    now: Temporal.Instant,
  ): Promise<VisitHistory> {
    const [row] = await tx.$queryRaw<VisitHistory[]>`
      SELECT c.max_open_appointments AS "maxOpen",
        count(a.id) FILTER (
          WHERE a.status = ANY (${OPEN_STATUSES}::text[]) AND a.starts_at > ${toDate(now)}::timestamptz)::int AS open,
        q.known_since IS NOT NULL OR coalesce(bool_or(a.status IN ('scheduled', 'confirmed', 'arrived', 'seated', 'completed')
          AND a.starts_at < ${toDate(startsAt)}::timestamptz), false) AS "isKnown"
      FROM clinics c
      JOIN patients q ON q.clinic_id = c.id
      LEFT JOIN appointments a ON a.clinic_id = c.id AND a.patient_id = q.id
      WHERE c.id = ${clinicId}::uuid AND q.id = ${patientId}::uuid
      GROUP BY c.id, q.clinic_id, q.id`;
    if (!row) throw new Error('a patient whose row is locked exists');
    return row;
  }

  /** False when an appointment with this key exists. Waits for a transaction that is just writing one. */
  async insert(tx: Tx, appointment: Appointment, booking: Booking): Promise<boolean> {
    const { count } = await tx.appointment.createMany({
      data: {
        clinicId: booking.clinicId,
        id: appointment.id,
        patientId: appointment.patientId,
        typeId: appointment.typeId,
        providerId: appointment.providerId,
        operatoryId: appointment.operatoryId,
        startsAt: toDate(appointment.startsAt),
        endsAt: toDate(appointment.endsAt),
        status: appointment.status,
        callId: booking.callId,
        idempotencyKey: booking.idempotencyKey,
        movedFrom: booking.movedFrom,
        createdAt: toDate(booking.now),
        changedAt: toDate(booking.now),
      },
      skipDuplicates: true,
    });
    return count === 1;
  }

  async setStatus(
    tx: Tx,
    clinicId: ClinicId,
    id: AppointmentId,
    status: AppointmentStatus,
    now: Temporal.Instant,
    given: { late?: boolean; cancelledBy?: 'patient' | 'clinic' } = {},
  ): Promise<void> {
    await tx.appointment.updateMany({
      where: { clinicId, id },
      data: { status, changedAt: toDate(now), ...given },
    });
  }
}

export function toAppointment(row: AppointmentRow): Appointment {
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
