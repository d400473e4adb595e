import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';
import { toDate } from '../common/time/instant-date.js';
import type { ChainedContent, ChainedEntry, ChainEnd, ChainRows, Proof } from './audit-chain.js';
import type { AuditEntry } from './compliance.types.js';
import { withoutWords } from './audit-words.policy.js';

@Injectable()
export class AuditRepository {
  /** The end of a clinic's chain. Until the transaction ends nobody else writes to the chain. */
  async lockEnd(tx: Tx, clinicId: ClinicId): Promise<ChainRows> {
    let end = await this.endForUpdate(tx, clinicId);
    if (!end.head) {
      // There is no row to wait at yet: whoever writes the first entry comes out of this lock before the others look again.
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`audit ${clinicId}`}, 0))`;
      end = await this.endForUpdate(tx, clinicId);
    }
    // Who has waited for the lock has seen the head as it is now, and the last entry as it was before they waited.
    if (end.head && end.head.seq !== end.last?.seq) end = await this.endForUpdate(tx, clinicId);
    return end;
  }

  private async endForUpdate(tx: Tx, clinicId: ClinicId): Promise<ChainRows> {
    const rows = await tx.$queryRaw<(ChainEnd & Proof & { isHead: boolean })[]>`
      WITH head AS (
        SELECT seq, hash, mac, key_id FROM audit_heads WHERE clinic_id = ${clinicId}::uuid FOR UPDATE
      ), last AS (
        SELECT seq, hash, mac, key_id FROM audit_entries WHERE clinic_id = ${clinicId}::uuid ORDER BY seq DESC LIMIT 1
      )
      SELECT true AS "isHead", seq, hash, mac, key_id AS "keyId" FROM head
      UNION ALL SELECT false, seq, hash, mac, key_id FROM last`;
    return {
      head: rows.find(({ isHead }) => isHead) ?? null,
      last: rows.find(({ isHead }) => !isHead) ?? null,
    };
  }

  /** One statement: all who write to this clinic's chain wait until it is done. */
  async append(tx: Tx, clinicId: ClinicId, entries: readonly ChainedEntry[], head: ChainEnd & Proof): Promise<void> {
    const rows = JSON.stringify(entries.map(toRow));
    await tx.$executeRaw`
      WITH entries AS (
        INSERT INTO audit_entries (clinic_id, seq, id, at, actor_kind, actor_id, action, subject_kind, subject_id, patient_ids,
          call_id, reason, address, request_id, detail, hash, mac, key_id)
        SELECT ${clinicId}::uuid, seq, id, at, actor_kind, actor_id, action, subject_kind, subject_id, patient_ids,
          call_id, reason, address, request_id, detail, hash, mac, key_id
        FROM jsonb_populate_recordset(NULL::audit_entries, ${rows}::jsonb)
      )
      INSERT INTO audit_heads (clinic_id, seq, hash, mac, key_id)
      VALUES (${clinicId}::uuid, ${head.seq}, ${head.hash}, ${head.mac}, ${head.keyId})
      ON CONFLICT (clinic_id) DO UPDATE
      SET (seq, hash, mac, key_id) = (EXCLUDED.seq, EXCLUDED.hash, EXCLUDED.mac, EXCLUDED.key_id)`;
  }
}

/** By the names of the columns. */
const toRow = ({ content, hash, proof }: ChainedEntry): Record<string, unknown> => ({
  seq: content.seq,
  id: content.id,
  at: content.at,
  actor_kind: content.actorKind,
  actor_id: content.actorId,
  action: content.action,
  subject_kind: content.subjectKind,
  subject_id: content.subjectId,
  patient_ids: content.patientIds,
  call_id: content.callId,
  reason: content.reason,
  address: content.address,
  request_id: content.requestId,
  detail: content.detail,
  hash,
  mac: proof.mac,
  key_id: proof.keyId,
});

/** The entry as the next one of its chain. */
export function toContent(given: AuditEntry, seq: number): ChainedContent {
  const entry = withoutWords(given);
  return {
    clinicId: entry.clinicId,
    seq,
    id: randomUUID(),
    at: toDate(entry.at).toISOString(),
    actorKind: entry.actor.kind,
    actorId: entry.actor.id,
    action: entry.action,
    subjectKind: entry.subject.kind,
    subjectId: entry.subject.id,
    // As the columns give them back: the hash is made of this, and compared with one that is made of those.
    patientIds: [...new Set((entry.patientIds ?? []).map((id) => id.toLowerCase()))],
    callId: entry.callId?.toLowerCase() ?? null,
    reason: entry.reason ?? null,
    address: entry.address ?? null,
    requestId: entry.requestId ?? null,
    detail: { ...entry.detail, ...(entry.actor.breakGlassId ? { breakGlassId: entry.actor.breakGlassId } : {}) },
  };
}
