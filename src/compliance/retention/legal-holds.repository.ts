import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { afterPlace } from '../../common/database/after-place.js';
import type { Tx } from '../../common/database/prisma.service.js';
import type { RowPlace } from '../../common/http/cursor.codec.js';
import type { CallId, CallSid, ClinicId, PatientId } from '../../common/ids/ids.js';
import { fromDate, toDate } from '../../common/time/instant-date.js';
import type { LegalHold as HoldRow } from '../../generated/prisma/client.js';
import type { Actor } from '../compliance.types.js';
import type { Person } from '../records/kept-records.port.js';
import type { HoldListQuery } from './legal-holds.types.js';
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

  /** False when there is none that could be released. */
  async release(
    tx: Tx,
    { clinicId, id }: { clinicId: ClinicId; id: string },
    actor: Actor,
    at: Temporal.Instant,
  ): Promise<boolean> {
    const { count } = await tx.legalHold.updateMany({
      where: { clinicId, id, releasedAt: null },
      data: { releasedAt: toDate(at), releasedByKind: actor.kind, releasedById: actor.id },
    });
    return count === 1;
  }

  /** The newest first. */
  async list(
    tx: Tx,
    clinicId: ClinicId,
    { state, patientId }: Pick<HoldListQuery, 'state' | 'patientId'>,
    page: { after: RowPlace | null; limit: number },
  ): Promise<LegalHold[]> {
    const { after, limit } = page;
    const rows = await tx.legalHold.findMany({
      where: {
        clinicId,
        ...(state === undefined ? {} : { releasedAt: state === 'open' ? null : { not: null } }),
        ...(patientId === undefined ? {} : { patientId }),
        ...afterPlace(after, 'desc', { at: 'placedAt', id: 'id' }),
      },
      orderBy: [{ placedAt: 'desc' }, { id: 'desc' }],
      take: limit,
    });
    return this.shown(tx, clinicId, rows);
  }

  async find(tx: Tx, clinicId: ClinicId, id: string): Promise<LegalHold | null> {
    const rows = await tx.legalHold.findMany({ where: { clinicId, id } });
    const [hold] = await this.shown(tx, clinicId, rows);
    return hold ?? null;
  }

  async callOf(tx: Tx, clinicId: ClinicId, callSid: string): Promise<CallId | null> {
    const call = await tx.call.findUnique({ where: { clinicId_callSid: { clinicId, callSid } }, select: { id: true } });
    return call && (call.id as CallId);
  }

  async ofPerson(tx: Tx, { clinicId, patientId, callIds }: Person): Promise<LegalHold[]> {
    const rows = await tx.legalHold.findMany({
      where: { clinicId, OR: [{ patientId }, { callId: { in: [...callIds] } }] },
      orderBy: [{ placedAt: 'asc' }, { id: 'asc' }],
    });
    return this.shown(tx, clinicId, rows);
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

  private async shown(tx: Tx, clinicId: ClinicId, rows: readonly HoldRow[]): Promise<LegalHold[]> {
    const callIds = rows.flatMap(({ callId }) => callId ?? []);
    if (callIds.length === 0) return rows.map((row) => toHold(row, null));
    const calls = await tx.call.findMany({
      where: { clinicId, id: { in: callIds } },
      select: { id: true, callSid: true },
    });
    return rows.map((row) => toHold(row, calls.find(({ id }) => id === row.callId) ?? null));
  }
}

const toHold = (row: HoldRow, call: { id: string; callSid: string } | null): LegalHold => ({
  id: row.id,
  subject: row.patientId
    ? { kind: 'patient', patientId: row.patientId as PatientId }
    : call
      ? { kind: 'call', callId: call.id as CallId, callSid: call.callSid as CallSid }
      : { kind: 'clinic' },
  reason: row.reason,
  placedAt: fromDate(row.placedAt),
  placedBy: { kind: row.placedByKind as Actor['kind'], id: row.placedById },
  releasedAt: row.releasedAt && fromDate(row.releasedAt),
  releasedBy:
    row.releasedByKind && row.releasedById ? { kind: row.releasedByKind as Actor['kind'], id: row.releasedById } : null,
});
