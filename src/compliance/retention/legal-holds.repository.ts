import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../common/database/prisma.service.js';
import type { CallId, ClinicId, PatientId } from '../../common/ids/ids.js';
import { fromDate, toDate } from '../../common/time/instant-date.js';
import type { LegalHold as HoldRow } from '../../generated/prisma/client.js';
import type { Actor } from '../compliance.types.js';
import type { Person } from '../records/kept-records.port.js';
import type { HoldSubject, LegalHold, NewLegalHold } from './retention.types.js';

@Injectable()
export class LegalHoldsRepository {
  async knows(tx: Tx, clinicId: ClinicId, subject: HoldSubject): Promise<boolean> {
    if (subject.kind === 'clinic') return true;
    if (subject.kind === 'call') return (await tx.call.count({ where: { clinicId, id: subject.callId } })) > 0;
    return (await tx.patient.count({ where: { clinicId, id: subject.patientId } })) > 0;
  }

  async insert(tx: Tx, id: string, hold: NewLegalHold, at: Temporal.Instant): Promise<void> {
    const { clinicId, subject, reason, actor } = hold;
    await tx.legalHold.create({
      data: {
        clinicId,
        id,
        patientId: subject.kind === 'patient' ? subject.patientId : null,
        callId: subject.kind === 'call' ? subject.callId : null,
        reason,
        placedAt: toDate(at),
        placedByKind: actor.kind,
        placedById: actor.id,
      },
    });
  }

  /** The hold as it was; null when there is none that could be released. */
  async release(
    tx: Tx,
    { clinicId, id }: { clinicId: ClinicId; id: string },
    actor: Actor,
    at: Temporal.Instant,
  ): Promise<LegalHold | null> {
    const [row] = await tx.legalHold.findMany({ where: { clinicId, id, releasedAt: null } });
    if (!row) return null;
    const { count } = await tx.legalHold.updateMany({
      where: { clinicId, id, releasedAt: null },
      data: { releasedAt: toDate(at), releasedByKind: actor.kind, releasedById: actor.id },
    });
    return count === 1 ? toHold(row) : null;
  }

  async list(tx: Tx, clinicId: ClinicId): Promise<LegalHold[]> {
    const rows = await tx.legalHold.findMany({ where: { clinicId }, orderBy: [{ placedAt: 'asc' }, { id: 'asc' }] });
    return rows.map(toHold);
  }

  async ofPerson(tx: Tx, { clinicId, patientId, callIds }: Person): Promise<LegalHold[]> {
    const rows = await tx.legalHold.findMany({
      where: { clinicId, OR: [{ patientId }, { callId: { in: [...callIds] } }] },
      orderBy: [{ placedAt: 'asc' }, { id: 'asc' }],
    });
    return rows.map(toHold);
  }

  /** Whether a hold covers the person, any of their calls or numbers, or the whole clinic. */
  async covers(tx: Tx, { clinicId, patientId, callIds, numberIndexes }: Person): Promise<boolean> {
    const [row] = await tx.$queryRaw<[{ held: boolean }]>`
      SELECT EXISTS (SELECT FROM held_clinics WHERE clinic_id = ${clinicId}::uuid)
        OR EXISTS (SELECT FROM held_patients WHERE clinic_id = ${clinicId}::uuid AND patient_id = ${patientId}::uuid)
        OR EXISTS (SELECT FROM held_calls WHERE clinic_id = ${clinicId}::uuid AND call_id = ANY(${[...callIds]}::uuid[]))
        OR EXISTS (SELECT FROM held_numbers
          WHERE clinic_id = ${clinicId}::uuid AND number_index = ANY(${[...numberIndexes]}::text[])) AS held`;
    return row.held;
  }
}

const toHold = (row: HoldRow): LegalHold => ({
  id: row.id,
  subject: row.patientId
    ? { kind: 'patient', patientId: row.patientId as PatientId }
    : row.callId
      ? { kind: 'call', callId: row.callId as CallId }
      : { kind: 'clinic' },
  reason: row.reason,
  placedAt: fromDate(row.placedAt),
  placedBy: { kind: row.placedByKind as Actor['kind'], id: row.placedById },
  releasedAt: row.releasedAt && fromDate(row.releasedAt),
});
