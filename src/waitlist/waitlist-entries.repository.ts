import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { UNREADABLE } from '../common/crypto/clinic-sealer.js';
import type { Tx } from '../common/database/prisma.service.js';
import { placeOf } from '../common/database/sealing/sealed-fields.js';
import {
  newId,
  type AppointmentId,
  type AppointmentTypeId,
  type ClinicId,
  type PatientId,
  type ProviderId,
  type WaitlistEntryId,
} from '../common/ids/ids.js';
import { fromDateColumn, toDateColumn } from '../common/time/date-column.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import { Prisma, type WaitlistEntry as EntryRow } from '../generated/prisma/client.js';
import { LIVE_STATUSES, OPEN_STATUSES, type FreedTime, type Slot } from '../scheduling/scheduling.types.js';
import type { AddToWaitlist, Candidate, EntryStatus, WaitlistEntry } from './waitlist.types.js';

const FIRST_COME = [{ createdAt: 'asc' }, { id: 'asc' }] satisfies Prisma.WaitlistEntryOrderByWithRelationInput[];
const DECIDING = {
  appointment: { select: { startsAt: true } },
  offers: { select: { startsAt: true, endsAt: true } },
} as const;

type NewEntry = Omit<AddToWaitlist, 'patient'> & { patientId: PatientId };

/** An entry that was closed because nothing can come of it any more. */
export interface ClosedEntry {
  id: WaitlistEntryId;
  patientId: PatientId;
  status: 'removed' | 'expired';
}

@Injectable()
export class WaitlistEntriesRepository {
  /** Until the transaction ends, nobody else makes offers of this clinic or closes several of its entries. */
  async lockClinic(tx: Tx, clinicId: ClinicId): Promise<void> {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`waitlist ${clinicId}`}, 0))`;
  }

  /** Until the transaction ends, nobody else changes the entry or its offers. Comes before all other locks but the clinic's. */
  async lock(tx: Tx, clinicId: ClinicId, id: WaitlistEntryId): Promise<WaitlistEntry | null> {
    await tx.$executeRaw`
      SELECT FROM waitlist_entries WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`;
    const row = await tx.waitlistEntry.findUnique({ where: { clinicId_id: { clinicId, id } } });
    return row && toEntry(row);
  }

  /** An open entry that this very call has left, with all that is wanted now. */
  async sameOf(tx: Tx, request: NewEntry): Promise<WaitlistEntryId | null> {
    const { clinicId, patientId, typeId, providerId, appointmentId, callId, weekdays, phone } = request;
    if (callId === null) return null;
    const { earliestMinute, latestMinute, minNoticeMinutes } = request;
    const days = { fromDay: toDateColumn(request.fromDay), untilDay: toDateColumn(request.untilDay) };
    const wish = { providerId, appointmentId, ...days, earliestMinute, latestMinute, minNoticeMinutes };
    const row = await tx.waitlistEntry.findFirst({
      where: { clinicId, patientId, typeId, callId, closedAt: null, weekdays: { equals: weekdays }, ...wish },
    });
    return row?.phone === phone ? (row.id as WaitlistEntryId) : null;
  }

  /** Makes an entry, or brings the open one of this patient and type up to date; that one keeps its place. */
  async put(tx: Tx, request: NewEntry): Promise<{ id: WaitlistEntryId; isNew: boolean }> {
    const { clinicId, patientId, typeId, providerId, appointmentId, callId, weekdays, phone, now } = request;
    const newEntry = newId<WaitlistEntryId>();
    const sealedPhone = (await tx.$sealer(clinicId)).seal(placeOf('WaitlistEntry', 'phone', [newEntry]), phone);
    const [row] = await tx.$queryRaw<{ id: WaitlistEntryId; isNew: boolean }[]>`
      INSERT INTO waitlist_entries (clinic_id, id, patient_id, type_id, provider_id, appointment_id, from_day, until_day,
        weekdays, earliest_minute, latest_minute, min_notice_minutes, phone, status, call_id, created_at)
      VALUES (${clinicId}::uuid, ${newEntry}::uuid, ${patientId}::uuid, ${typeId}::uuid, ${providerId}::uuid,
        ${appointmentId}::uuid, ${request.fromDay.toString()}::date, ${request.untilDay.toString()}::date,
        ${weekdays}::smallint[], ${request.earliestMinute}, ${request.latestMinute}, ${request.minNoticeMinutes},
        ${sealedPhone}, 'waiting', ${callId}::uuid, ${toDate(now)}::timestamptz)
      ON CONFLICT (clinic_id, patient_id, type_id) WHERE closed_at IS NULL DO UPDATE SET
        provider_id = EXCLUDED.provider_id, appointment_id = EXCLUDED.appointment_id, from_day = EXCLUDED.from_day,
        until_day = EXCLUDED.until_day, weekdays = EXCLUDED.weekdays, earliest_minute = EXCLUDED.earliest_minute,
        latest_minute = EXCLUDED.latest_minute, min_notice_minutes = EXCLUDED.min_notice_minutes,
        call_id = EXCLUDED.call_id
      RETURNING id, xmax = 0 AS "isNew"`;
    if (!row) throw new Error('an upsert answers its row');
    if (!row.isNew) {
      // What is sealed belongs to its row, and that one has another id.
      await tx.waitlistEntry.update({ where: { clinicId_id: { clinicId, id: row.id } }, data: { phone } });
    }
    return row;
  }

  /** True for a visit to come of this patient and type. */
  async isToCome(
    tx: Tx,
    { clinicId, patientId, typeId, now }: Pick<NewEntry, 'clinicId' | 'patientId' | 'typeId' | 'now'>,
    id: AppointmentId,
  ): Promise<boolean> {
    const status = { in: [...OPEN_STATUSES] };
    const where = { clinicId, id, patientId, typeId, status, startsAt: { gt: toDate(now) } };
    return (await tx.appointment.count({ where })) > 0;
  }

  /** All who wait or have been asked, those who came first first. */
  async open(tx: Tx, clinicId: ClinicId): Promise<WaitlistEntry[]> {
    return (await tx.waitlistEntry.findMany({ where: { clinicId, closedAt: null }, orderBy: FIRST_COME })).map(toEntry);
  }

  /** Of one patient. */
  async openOf(tx: Tx, clinicId: ClinicId, patientId: PatientId): Promise<WaitlistEntry[]> {
    return (await tx.waitlistEntry.findMany({ where: { clinicId, patientId, closedAt: null } })).map(toEntry);
  }

  async setPhone(tx: Tx, clinicId: ClinicId, id: WaitlistEntryId, phone: string): Promise<void> {
    await tx.waitlistEntry.update({ where: { clinicId_id: { clinicId, id } }, data: { phone } });
  }

  /** Those who wait for time of this provider on these days, the bounds included; those who came first first. */
  async waitingFor(
    tx: Tx,
    { clinicId, providerId }: FreedTime,
    days: { from: Temporal.PlainDate; to: Temporal.PlainDate },
  ): Promise<Candidate[]> {
    const rows = await tx.waitlistEntry.findMany({
      where: {
        clinicId,
        status: 'waiting',
        OR: [{ providerId: null }, { providerId }],
        fromDay: { lte: toDateColumn(days.to) },
        untilDay: { gte: toDateColumn(days.from) },
      },
      orderBy: FIRST_COME,
      include: DECIDING,
    });
    // Nobody can be asked under a number that can't be opened; whoever comes after them can.
    return rows.filter(({ phone }) => phone !== UNREADABLE).map(toCandidate);
  }

  async candidate(tx: Tx, clinicId: ClinicId, id: WaitlistEntryId): Promise<Candidate | null> {
    const row = await tx.waitlistEntry.findUnique({ where: { clinicId_id: { clinicId, id } }, include: DECIDING });
    return row && toCandidate(row);
  }

  /**
   * False when they have to be elsewhere in the clinic at that time, have given up a visit at it, or somebody under their number has
   * been asked already.
   */
  async canBeAsked(tx: Tx, clinicId: ClinicId, candidate: Candidate, { startsAt, endsAt }: Slot): Promise<boolean> {
    const overlapping = await tx.appointment.count({
      where: {
        clinicId,
        patientId: candidate.patientId,
        OR: [{ status: { in: [...LIVE_STATUSES, 'rescheduled'] } }, { cancelledBy: 'patient' }],
        startsAt: { lt: toDate(endsAt) },
        endsAt: { gt: toDate(startsAt) },
        ...(candidate.appointmentId && { NOT: { id: candidate.appointmentId } }),
      },
    });
    const asked = { clinicId, status: 'open', phone: candidate.phone };
    return overlapping === 0 && (await tx.waitlistOffer.count({ where: asked })) === 0;
  }

  async setStatus(
    tx: Tx,
    clinicId: ClinicId,
    id: WaitlistEntryId,
    status: EntryStatus,
    at: Temporal.Instant,
  ): Promise<void> {
    const closedAt = status === 'waiting' || status === 'offered' ? null : toDate(at);
    await tx.waitlistEntry.updateMany({ where: { clinicId, id }, data: { status, closedAt } });
  }

  /** Somebody who has been asked waits for another time; who is off the list stays so. */
  async waitOn(tx: Tx, clinicId: ClinicId, id: WaitlistEntryId): Promise<void> {
    await tx.waitlistEntry.updateMany({ where: { clinicId, id, status: 'offered' }, data: { status: 'waiting' } });
  }

  /**
   * Brings open entries, or one of them, in line with their visits. An entry follows its visit when that is moved, forgets one
   * that the clinic has cancelled, and takes on one that its patient has booked since. It is closed when the patient has
   * cancelled the visit or it has begun, and when its days are over.
   */
  async settle(
    tx: Tx,
    clinicId: ClinicId,
    { today, now }: { today: Temporal.PlainDate; now: Temporal.Instant },
    only: WaitlistEntryId | null,
  ): Promise<ClosedEntry[]> {
    const entries = Prisma.sql`e.clinic_id = ${clinicId}::uuid AND e.closed_at IS NULL
      AND (${only}::uuid IS NULL OR e.id = ${only}::uuid)`;
    // One statement, which sees one moment: a visit that is moved or cancelled between two would look like one that is over.
    const changed = await tx.$queryRaw<(ClosedEntry & { isOver: boolean })[]>`
      WITH RECURSIVE moves AS (
        SELECT e.id AS entry_id, next.id, next.status FROM waitlist_entries e
          JOIN appointments next ON next.clinic_id = e.clinic_id AND next.moved_from = e.appointment_id
          WHERE ${entries}
        UNION ALL
        SELECT moves.entry_id, next.id, next.status FROM moves
          JOIN appointments next ON next.clinic_id = ${clinicId}::uuid AND next.moved_from = moves.id),
      theirs AS (
        SELECT e.id AS entry_id, coalesce(
            CASE WHEN last.cancelled_by = 'clinic' THEN NULL ELSE last.id END,
            (SELECT a.id ${this.openVisits(now)} ORDER BY a.starts_at LIMIT 1)) AS visit_id
          FROM waitlist_entries e
          LEFT JOIN moves ON moves.entry_id = e.id AND moves.status <> 'rescheduled'
          LEFT JOIN appointments last ON last.clinic_id = e.clinic_id AND last.id = coalesce(moves.id, e.appointment_id)
          WHERE ${entries}),
      judged AS (
        SELECT theirs.*, e.until_day < ${today.toString()}::date OR (theirs.visit_id IS NOT NULL
            AND NOT EXISTS (SELECT ${this.openVisits(now)} AND a.id = theirs.visit_id)) AS is_over
          FROM theirs JOIN waitlist_entries e ON ${entries} AND e.id = theirs.entry_id)
      UPDATE waitlist_entries e SET appointment_id = judged.visit_id,
        closed_at = CASE WHEN judged.is_over THEN ${toDate(now)}::timestamptz END,
        status = CASE WHEN NOT judged.is_over THEN e.status
          WHEN EXISTS (SELECT FROM appointments a WHERE a.clinic_id = e.clinic_id AND a.id = judged.visit_id
            AND a.status = 'cancelled') THEN 'removed' ELSE 'expired' END
      FROM judged
      WHERE ${entries} AND e.id = judged.entry_id
        AND (judged.is_over OR e.appointment_id IS DISTINCT FROM judged.visit_id)
      RETURNING e.id, e.patient_id AS "patientId", e.status, judged.is_over AS "isOver"`;
    return changed.filter(({ isOver }) => isOver);
  }

  private openVisits(now: Temporal.Instant): Prisma.Sql {
    return Prisma.sql`FROM appointments a WHERE a.clinic_id = e.clinic_id AND a.patient_id = e.patient_id
      AND a.type_id = e.type_id AND a.status IN (${Prisma.join([...OPEN_STATUSES])})
      AND a.starts_at > ${toDate(now)}::timestamptz`;
  }
}

export const toEntry = (row: EntryRow): WaitlistEntry => ({
  id: row.id as WaitlistEntryId,
  patientId: row.patientId as PatientId,
  typeId: row.typeId as AppointmentTypeId,
  providerId: row.providerId as ProviderId | null,
  appointmentId: row.appointmentId as AppointmentId | null,
  fromDay: fromDateColumn(row.fromDay),
  untilDay: fromDateColumn(row.untilDay),
  weekdays: row.weekdays,
  earliestMinute: row.earliestMinute,
  latestMinute: row.latestMinute,
  minNoticeMinutes: row.minNoticeMinutes,
  phone: row.phone,
  status: row.status as EntryStatus,
  createdAt: fromDate(row.createdAt),
});

const toCandidate = (
  row: EntryRow & { appointment: { startsAt: Date } | null; offers: { startsAt: Date; endsAt: Date }[] },
): Candidate => ({
  ...toEntry(row),
  visitStartsAt: row.appointment && fromDate(row.appointment.startsAt),
  offered: row.offers.map(({ startsAt, endsAt }) => ({ startsAt: fromDate(startsAt), endsAt: fromDate(endsAt) })),
});
