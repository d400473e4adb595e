import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId, PatientId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import type { AuditEntry as AuditRow } from '../generated/prisma/client.js';
import type { ChainedContent, SignedHead } from './audit-chain.js';
import type { ChainedEntry } from './audit.repository.js';
import type { Access, AccessQuery } from './audit-trail.types.js';

export type StoredEntry = ChainedEntry;

/** Reads what has been written. */
@Injectable()
export class AuditTrailRepository {
  async clinics(tx: Tx): Promise<ClinicId[]> {
    // Chains whose head was removed have entries, and chains whose entries were removed have a head.
    const rows = await tx.$queryRaw<{ id: ClinicId }[]>`
      SELECT clinic_id AS id FROM audit_heads UNION SELECT DISTINCT clinic_id FROM audit_entries`;
    return rows.map(({ id }) => id);
  }

  async heads(tx: Tx): Promise<SignedHead[]> {
    return tx.auditHead.findMany({ orderBy: { clinicId: 'asc' } });
  }

  /** Where the chain says that it ends, and its last entry, at one moment. */
  async endOf(tx: Tx, clinicId: ClinicId): Promise<{ head: SignedHead | null; last: number }> {
    const [row] = await tx.$queryRaw<[{ last: number; seq: number | null } & Omit<SignedHead, 'seq'>]>`
      SELECT coalesce((SELECT max(seq) FROM audit_entries WHERE clinic_id = ${clinicId}::uuid), 0) AS last,
        h.seq, h.hash, h.mac, h.key_id AS "keyId"
      FROM (SELECT) AS one LEFT JOIN audit_heads h ON h.clinic_id = ${clinicId}::uuid`;
    const { last, seq, hash, mac, keyId } = row;
    return { last, head: seq === null ? null : { clinicId, seq, hash, mac, keyId } };
  }

  async after(tx: Tx, clinicId: ClinicId, seq: number, limit: number): Promise<StoredEntry[]> {
    const rows = await tx.auditEntry.findMany({
      where: { clinicId, seq: { gt: seq } },
      orderBy: { seq: 'asc' },
      take: limit,
    });
    return rows.map((row) => ({
      content: toChainedContent(row),
      hash: row.hash,
      proof: { mac: row.mac, keyId: row.keyId },
    }));
  }

  async hasPatient(tx: Tx, clinicId: ClinicId, id: PatientId): Promise<boolean> {
    return (await tx.patient.count({ where: { clinicId, id } })) > 0;
  }

  /** Who read or changed what of a patient's in [from, to), in order, after a place in it. */
  async accesses(
    tx: Tx,
    clinicId: ClinicId,
    patientId: PatientId,
    { from, to, cursor, limit }: Partial<AccessQuery>,
  ): Promise<Access[]> {
    const rows = await tx.auditEntry.findMany({
      where: {
        clinicId,
        patientIds: { has: patientId },
        at: { ...(from ? { gte: toDate(from) } : {}), ...(to ? { lt: toDate(to) } : {}) },
        ...(cursor ? { seq: { gt: cursor.seq } } : {}),
      },
      orderBy: { seq: 'asc' },
      ...(limit === undefined ? {} : { take: limit }),
    });
    return rows.map((row) => ({
      seq: row.seq,
      at: fromDate(row.at),
      actor: { kind: row.actorKind as Access['actor']['kind'], id: row.actorId },
      action: row.action,
      subject: { kind: row.subjectKind, id: row.subjectId },
      callId: row.callId as Access['callId'],
      reason: row.reason,
    }));
  }
}

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
