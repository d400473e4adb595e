import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type { AppointmentId, ClinicId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import { Prisma } from '../generated/prisma/client.js';
import { openedName, type SealedName } from '../patients/opened-name.js';
import type {
  AppointmentFilters,
  AppointmentPlace,
  AppointmentSort,
  ListedAppointment,
} from './appointment-list.types.js';
import { appointmentColumns, toAppointment, type AppointmentRow } from './appointments.repository.js';

interface ListedRow extends AppointmentRow, SealedName {
  callSid: string | null;
  late: boolean;
  cancelledBy: 'patient' | 'clinic' | null;
  movedFrom: string | null;
  movedTo: string | null;
  changedAt: Date;
}

// A visit has its successor once it is `rescheduled`: in the transaction that moves it the successor is there a little earlier.
const shown = (appointments: Prisma.Sql) => Prisma.sql`
  SELECT ${appointmentColumns}, q.given_name AS "givenName", q.family_name AS "familyName",
    (SELECT c.call_sid FROM calls c WHERE c.clinic_id = a.clinic_id AND c.id = a.call_id) AS "callSid",
    a.late, a.cancelled_by AS "cancelledBy", a.moved_from AS "movedFrom", (
      SELECT m.id FROM appointments m
      WHERE m.clinic_id = a.clinic_id AND m.moved_from = a.id AND a.status = 'rescheduled'
    ) AS "movedTo", a.changed_at AS "changedAt"
  FROM (${appointments}) a
  JOIN patients q ON q.clinic_id = a.clinic_id AND q.id = a.patient_id`;

/** Each order is that of an index, which begins with the clinic; a filter's index is in order of starts. */
const ORDERS: Record<AppointmentSort, { column: Prisma.Sql; direction: Prisma.Sql; beyond: Prisma.Sql }> = {
  startsAt: { column: Prisma.sql`a.starts_at`, direction: Prisma.sql`ASC`, beyond: Prisma.sql`>` },
  '-startsAt': { column: Prisma.sql`a.starts_at`, direction: Prisma.sql`DESC`, beyond: Prisma.sql`<` },
  changedAt: { column: Prisma.sql`a.changed_at`, direction: Prisma.sql`ASC`, beyond: Prisma.sql`>` },
  '-changedAt': { column: Prisma.sql`a.changed_at`, direction: Prisma.sql`DESC`, beyond: Prisma.sql`<` },
};

/** Visits with what a list shows beside them. */
@Injectable()
export class ListedAppointmentsRepository {
  async find(tx: Tx, clinicId: ClinicId, id: AppointmentId): Promise<ListedAppointment | null> {
    const [row] = await tx.$queryRaw<ListedRow[]>(
      shown(Prisma.sql`SELECT * FROM appointments WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid`),
    );
    return row ? toListed(tx, clinicId, row) : null;
  }

  /** Those that start in [from, to), by the sort and then by id, after a place in that order. */
  async list(
    tx: Tx,
    clinicId: ClinicId,
    range: { from: Temporal.Instant | null; to: Temporal.Instant | null },
    filters: AppointmentFilters,
    { sort, after, limit }: { sort: AppointmentSort; after: AppointmentPlace | null; limit: number },
  ): Promise<ListedAppointment[]> {
    const { column, direction, beyond } = ORDERS[sort];
    const conditions = [Prisma.sql`a.clinic_id = ${clinicId}::uuid`, ...within(range), ...matching(clinicId, filters)];
    if (after) {
      const at = new Date('startsAtMs' in after ? after.startsAtMs : after.changedAtMs);
      conditions.push(Prisma.sql`(${column}, a.id) ${beyond} (${at}::timestamptz, ${after.id}::uuid)`);
    }
    const order = Prisma.sql`ORDER BY ${column} ${direction}, a.id ${direction}`;
    // The page is found first: Postgres believes that a join leaves few rows, and would join them all before it takes the first.
    const page = Prisma.sql`SELECT * FROM appointments a WHERE ${Prisma.join(conditions, ' AND ')} ${order} LIMIT ${limit}`;
    const rows = await tx.$queryRaw<ListedRow[]>`${shown(page)} ${order}`;
    return Promise.all(rows.map((row) => toListed(tx, clinicId, row)));
  }
}

function within({ from, to }: { from: Temporal.Instant | null; to: Temporal.Instant | null }): Prisma.Sql[] {
  return [
    ...(from ? [Prisma.sql`a.starts_at >= ${toDate(from)}::timestamptz`] : []),
    ...(to ? [Prisma.sql`a.starts_at < ${toDate(to)}::timestamptz`] : []),
  ];
}

function matching(clinicId: ClinicId, filters: AppointmentFilters): Prisma.Sql[] {
  const { status, providerId, operatoryId, typeId, patientId, callSid, changedSince } = filters;
  return [
    ...(status ? [Prisma.sql`a.status = ANY (${status}::text[])`] : []),
    ...(providerId ? [Prisma.sql`a.provider_id = ${providerId}::uuid`] : []),
    ...(operatoryId ? [Prisma.sql`a.operatory_id = ${operatoryId}::uuid`] : []),
    ...(typeId ? [Prisma.sql`a.type_id = ${typeId}::uuid`] : []),
    ...(patientId ? [Prisma.sql`a.patient_id = ${patientId}::uuid`] : []),
    ...(callSid
      ? [Prisma.sql`a.call_id = (SELECT id FROM calls WHERE clinic_id = ${clinicId}::uuid AND call_sid = ${callSid})`]
      : []),
    ...(changedSince ? [Prisma.sql`a.changed_at >= ${toDate(changedSince)}::timestamptz`] : []),
  ];
}

const toListed = async (tx: Tx, clinicId: ClinicId, row: ListedRow): Promise<ListedAppointment> => ({
  ...toAppointment(row),
  patientName: await openedName(tx, clinicId, row),
  callSid: row.callSid,
  late: row.late,
  cancelledBy: row.cancelledBy,
  movedFrom: row.movedFrom as AppointmentId | null,
  movedTo: row.movedTo as AppointmentId | null,
  changedAt: fromDate(row.changedAt),
});
