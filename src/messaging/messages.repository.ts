import { Injectable } from '@nestjs/common';
import { afterPlace } from '../common/database/after-place.js';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId, PatientId, TextId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import type { Prisma } from '../generated/prisma/client.js';
import type { MessageQuery, StoredText } from './message-list.types.js';

const WITH_CALL = { call: { select: { callSid: true } } } as const;
type TextRow = Prisma.TextGetPayload<{ include: typeof WITH_CALL }>;

/** Texts as the API shows them; those on their way are the business of `TextsRepository`. */
@Injectable()
export class MessagesRepository {
  /** Those that a query asks for, the newest first, with one more than fits. */
  async list(tx: Tx, clinicId: ClinicId, query: MessageQuery): Promise<StoredText[]> {
    const { direction, kind, status, callSid, appointmentId, createdAfter, createdBefore, cursor, limit } = query;
    const rows = await tx.text.findMany({
      where: {
        clinicId,
        ...(direction ? { direction } : {}),
        ...(kind ? { kind } : {}),
        ...(status ? { status } : {}),
        ...(callSid ? { call: { callSid } } : {}),
        ...(appointmentId ? { appointmentId } : {}),
        createdAt: {
          ...(createdAfter ? { gte: toDate(createdAfter) } : {}),
          ...(createdBefore ? { lt: toDate(createdBefore) } : {}),
        },
        ...afterPlace(cursor, 'desc'),
      },
      include: WITH_CALL,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    });
    return rows.map(toText);
  }

  async find(tx: Tx, clinicId: ClinicId, id: string): Promise<StoredText | null> {
    const row = await tx.text.findUnique({ where: { clinicId_id: { clinicId, id } }, include: WITH_CALL });
    return row && toText(row);
  }

  /** Whoever is reached under their numbers, and whose visits they are about. */
  async patientsOf(tx: Tx, clinicId: ClinicId, ids: readonly string[]): Promise<PatientId[]> {
    const rows = await tx.$queryRaw<{ id: PatientId }[]>`
      WITH told AS (
        SELECT their_number_index, appointment_id FROM texts
        WHERE clinic_id = ${clinicId}::uuid AND id = ANY(${ids}::uuid[])
      )
      SELECT id FROM patients JOIN told ON phone_index = their_number_index WHERE clinic_id = ${clinicId}::uuid
      UNION
      SELECT patient_id FROM appointments a JOIN told ON told.appointment_id = a.id WHERE clinic_id = ${clinicId}::uuid`;
    return rows.map(({ id }) => id);
  }

  /** Null for a patient whom the clinic does not know; their number is null when there is none on file. */
  async phoneOf(tx: Tx, clinicId: ClinicId, patientId: string): Promise<{ phone: string | null } | null> {
    return tx.patient.findUnique({
      where: { clinicId_id: { clinicId, id: patientId }, erasedAt: null },
      select: { phone: true },
    });
  }

  async isOwnNumber(tx: Tx, clinicId: ClinicId, number: string): Promise<boolean> {
    return (await tx.phoneNumber.count({ where: { clinicId, number } })) > 0;
  }
}

const toText = (row: TextRow): StoredText => ({
  id: row.id as TextId,
  direction: row.direction as StoredText['direction'],
  kind: row.kind as StoredText['kind'],
  status: row.status as StoredText['status'],
  ourNumber: row.ourNumber,
  theirNumber: row.theirNumber,
  body: row.body,
  callSid: row.call?.callSid ?? null,
  appointmentId: row.appointmentId,
  errorCode: row.errorCode,
  createdAt: fromDate(row.createdAt),
  updatedAt: fromDate(row.updatedAt),
});
