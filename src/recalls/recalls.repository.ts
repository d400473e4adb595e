import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type { AppointmentId, AppointmentTypeId, ClinicId, PatientId, RecallId } from '../common/ids/ids.js';
import { fromDateColumn, toDateColumn } from '../common/time/date-column.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import type { Recall as RecallRow } from '../generated/prisma/client.js';
import { LIVE_STATUSES, OPEN_STATUSES, type AppointmentStatus } from '../scheduling/scheduling.types.js';
import type { Recall, RecallKey, RecallStatus, VisitOfType } from './recalls.types.js';

@Injectable()
export class RecallsRepository {
  /** Until the transaction ends, nobody else changes this patient's recall for the type, also when there is none yet. */
  async lock(tx: Tx, { clinicId, patientId, typeId }: RecallKey): Promise<void> {
    const name = `recall ${clinicId} ${patientId} ${typeId}`;
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
  }

  /** Whom and what a visit is for; null when the clinic has no such visit, or the patient was erased. */
  async keyOf(tx: Tx, clinicId: ClinicId, appointmentId: AppointmentId): Promise<RecallKey | null> {
    const row = await tx.appointment.findUnique({
      where: { clinicId_id: { clinicId, id: appointmentId }, patient: { erasedAt: null } },
      select: { patientId: true, typeId: true },
    });
    return row && { clinicId, patientId: row.patientId as PatientId, typeId: row.typeId as AppointmentTypeId };
  }

  async find(tx: Tx, { clinicId, patientId, typeId }: RecallKey): Promise<Recall | null> {
    const row = await tx.recall.findUnique({ where: { clinicId_patientId_typeId: { clinicId, patientId, typeId } } });
    return row && toRecall(row);
  }

  async findById(tx: Tx, clinicId: ClinicId, id: RecallId): Promise<Recall | null> {
    const row = await tx.recall.findUnique({ where: { clinicId_id: { clinicId, id } } });
    return row && toRecall(row);
  }

  /** How often the type is repeated; null when it is not. */
  async typeMonths(tx: Tx, { clinicId, typeId }: RecallKey): Promise<number | null> {
    const row = await tx.appointmentType.findUnique({
      where: { clinicId_id: { clinicId, id: typeId } },
      select: { recallMonths: true },
    });
    return row?.recallMonths ?? null;
  }

  /** Those that took place or are still to; what was given up says nothing. */
  async visitsOf(tx: Tx, { clinicId, patientId, typeId }: RecallKey): Promise<VisitOfType[]> {
    const rows = await tx.appointment.findMany({
      where: { clinicId, patientId, typeId, status: { in: ['completed', ...LIVE_STATUSES] } },
      select: { id: true, startsAt: true, status: true },
    });
    return rows.map((row) => ({
      id: row.id as AppointmentId,
      startsAt: fromDate(row.startsAt),
      status: row.status as AppointmentStatus,
    }));
  }

  async save(tx: Tx, clinicId: ClinicId, recall: Recall, at: Temporal.Instant): Promise<void> {
    const { id, patientId, typeId, ...state } = recall;
    const columns = {
      ...state,
      dueOn: toDateColumn(state.dueOn),
      lastVisitOn: state.lastVisitOn && toDateColumn(state.lastVisitOn),
      contactedAt: state.contactedAt && toDate(state.contactedAt),
    };
    await tx.recall.upsert({
      where: { clinicId_id: { clinicId, id } },
      create: { clinicId, id, patientId, typeId, ...columns, createdAt: toDate(at) },
      update: columns,
    });
  }

  /** Recalls that count on a visit which has begun, and which nobody has closed or welcomed. */
  async overtaken(tx: Tx, clinicId: ClinicId, now: Temporal.Instant): Promise<RecallKey[]> {
    const appointment = { status: { in: [...OPEN_STATUSES] }, startsAt: { lte: toDate(now) } };
    const rows = await tx.recall.findMany({
      where: { clinicId, status: 'booked', appointment },
      select: { patientId: true, typeId: true },
      orderBy: { id: 'asc' },
    });
    return rows.map(({ patientId, typeId }) => ({
      clinicId,
      patientId: patientId as PatientId,
      typeId: typeId as AppointmentTypeId,
    }));
  }

  /** Those that nobody has booked, due until this day, soonest first. */
  async dueUntil(tx: Tx, clinicId: ClinicId, day: Temporal.PlainDate): Promise<Recall[]> {
    const rows = await tx.recall.findMany({
      where: { clinicId, status: { in: ['open', 'contacted'] }, dueOn: { lte: toDateColumn(day) } },
      orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
    });
    return rows.map(toRecall);
  }
}

export const toRecall = (row: RecallRow): Recall => ({
  id: row.id as RecallId,
  patientId: row.patientId as PatientId,
  typeId: row.typeId as AppointmentTypeId,
  intervalMonths: row.intervalMonths,
  dueOn: fromDateColumn(row.dueOn),
  lastVisitOn: row.lastVisitOn && fromDateColumn(row.lastVisitOn),
  status: row.status as RecallStatus,
  contactedAt: row.contactedAt && fromDate(row.contactedAt),
  contacts: row.contacts,
  appointmentId: row.appointmentId as AppointmentId | null,
});
