import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId, PatientId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import type { AuditEntry as AuditRow } from '../generated/prisma/client.js';
import {
  KEYS_ROTATED,
  type ChainedContent,
  type ChainedEntry,
  type ChainEnd,
  type ChainRows,
  type Proof,
} from './audit-chain.js';
import type { Access, AccessQuery } from './audit-trail.types.js';
import type { Actor } from './compliance.types.js';

/** Reads what has been written. */
@Injectable()
export class AuditTrailRepository {
  /** Also those whose chain is gone, of which something is left. */
  async clinics(tx: Tx): Promise<ClinicId[]> {
    const rows = await tx.$queryRaw<{ id: ClinicId }[]>`
      SELECT clinic_id AS id FROM audit_heads UNION SELECT DISTINCT clinic_id FROM audit_entries
      UNION SELECT clinic_id FROM audit_verified`;
    return rows.map(({ id }) => id).sort();
  }

  /** Where the chain says that it ends, and its last entry, at one moment. */
  async endOf(tx: Tx, clinicId: ClinicId): Promise<ChainRows> {
    const rows = await tx.$queryRaw<(ChainEnd & Proof & { isHead: boolean })[]>`
      SELECT true AS "isHead", seq, hash, mac, key_id AS "keyId" FROM audit_heads WHERE clinic_id = ${clinicId}::uuid
      UNION ALL (
        SELECT false, seq, hash, mac, key_id FROM audit_entries WHERE clinic_id = ${clinicId}::uuid ORDER BY seq DESC LIMIT 1
      )`;
    const [head = null, last = null] = [true, false].map((isHead) => rows.find((row) => row.isHead === isHead));
    return { head, last };
  }

  /** Those by which a rotation may vouch for what was before, the newest first. */
  async rotations(tx: Tx, clinicId: ClinicId): Promise<ChainedEntry[]> {
    const rows = await tx.auditEntry.findMany({
      where: { clinicId, action: KEYS_ROTATED },
      orderBy: { seq: 'desc' },
    });
    return rows.map(toStored);
  }

  async after(tx: Tx, clinicId: ClinicId, seq: number, limit: number): Promise<ChainedEntry[]> {
    const rows = await tx.auditEntry.findMany({
      where: { clinicId, seq: { gt: seq } },
      orderBy: { seq: 'asc' },
      take: limit,
    });
    return rows.map(toStored);
  }

  async hasPatient(tx: Tx, clinicId: ClinicId, id: PatientId): Promise<boolean> {
    return (await tx.patient.count({ where: { clinicId, id } })) > 0;
  }

  /**
   * Who read or changed what of a patient's in [from, to), in order, after a place in it: what names them; what people did to calls that
   * may be about them, whoever the caller was taken for then; and where a part of the trail that names them was given away.
   */
  async accesses(
    tx: Tx,
    clinicId: ClinicId,
    patientId: PatientId,
    { from, to, cursor, limit }: Partial<AccessQuery>,
  ): Promise<Access[]> {
    const rows = await tx.$queryRaw<AccessRow[]>`
      WITH theirs AS (
        SELECT seq FROM audit_entries WHERE clinic_id = ${clinicId}::uuid AND patient_ids @> ARRAY[${patientId}::uuid]
      ), found AS (
        SELECT seq FROM theirs
        UNION
        SELECT seq FROM audit_entries
        WHERE clinic_id = ${clinicId}::uuid AND subject_kind IN ('call', 'recording') AND actor_kind <> ALL (${NO_PEOPLE})
          AND call_id = ANY (ARRAY(
            SELECT call_id FROM concerned_patients
            WHERE clinic_id = ${clinicId}::uuid AND patient_id = ${patientId}::uuid))
        UNION
        SELECT seq FROM audit_entries e
        WHERE clinic_id = ${clinicId}::uuid AND action = 'audit.exported' AND EXISTS (
          SELECT FROM theirs WHERE theirs.seq BETWEEN (e.detail ->> 'first')::integer AND (e.detail ->> 'last')::integer)
      )
      SELECT seq, at, actor_kind AS "actorKind", actor_id AS "actorId", action, subject_kind AS "subjectKind",
        subject_id AS "subjectId", call_id AS "callId", reason, address
      FROM audit_entries JOIN found USING (seq)
      WHERE clinic_id = ${clinicId}::uuid AND seq > ${cursor?.seq ?? 0}
        AND at >= coalesce(${from ? toDate(from) : null}::timestamptz, '-infinity')
        AND at < coalesce(${to ? toDate(to) : null}::timestamptz, 'infinity')
      ORDER BY seq LIMIT ${limit ?? null}::integer`;
    return rows.map(({ at, actorKind, actorId, subjectKind, subjectId, ...row }) => ({
      ...row,
      at: fromDate(at),
      actor: { kind: actorKind, id: actorId },
      subject: { kind: subjectKind, id: subjectId },
    }));
  }
}

/** Who takes part in calls, and is told nothing by them. */
const NO_PEOPLE: Actor['kind'][] = ['agent', 'patient', 'system'];

type AccessRow = Omit<Access, 'at' | 'actor' | 'subject'> & {
  at: Date;
  actorKind: Actor['kind'];
  actorId: string;
  subjectKind: string;
  subjectId: string;
};

const toStored = (row: AuditRow): ChainedEntry => ({
  content: toChainedContent(row),
  hash: row.hash,
  proof: { mac: row.mac, keyId: row.keyId },
});

export const toChainedContent = (row: AuditRow): ChainedContent => ({
  clinicId: row.clinicId,
  seq: row.seq,
  id: row.id,
  at: row.at.toISOString(),
  actorKind: row.actorKind,
  actorId: row.actorId,
  action: row.action,
  subjectKind: row.subjectKind,
  subjectId: row.subjectId,
  patientIds: row.patientIds,
  callId: row.callId,
  reason: row.reason,
  address: row.address,
  requestId: row.requestId,
  detail: row.detail as Record<string, unknown>,
});
