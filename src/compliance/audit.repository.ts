import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';
import { toDate } from '../common/time/instant-date.js';
import type { ChainedContent, ChainEnd, Proof } from './audit-chain.js';
import type { AuditEntry } from './compliance.types.js';

/** An entry with its place in the chain of its clinic. */
export interface ChainedEntry {
  content: ChainedContent;
  hash: string;
  proof: Proof;
}

@Injectable()
export class AuditRepository {
  /** The end of a clinic's chain, null before its first entry. Until the transaction ends nobody else writes to the chain. */
  async lockHead(tx: Tx, clinicId: ClinicId): Promise<(ChainEnd & Proof) | null> {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`audit ${clinicId}`}, 0))`;
    const head = await tx.auditHead.findUnique({ where: { clinicId } });
    return head && { seq: head.seq, hash: head.hash, mac: head.mac, keyId: head.keyId };
  }

  async append(tx: Tx, clinicId: ClinicId, entries: readonly ChainedEntry[], head: ChainEnd & Proof): Promise<void> {
    await tx.auditEntry.createMany({
      data: entries.map(({ content, hash, proof }) => ({
        ...content,
        patientIds: [...content.patientIds],
        detail: content.detail as Record<string, string>,
        hash,
        ...proof,
      })),
    });
    await tx.auditHead.upsert({ where: { clinicId }, create: { clinicId, ...head }, update: head });
  }
}

/** The entry as the next one of its chain. */
export function toContent(entry: AuditEntry, seq: number): ChainedContent {
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
    patientIds: [...new Set(entry.patientIds)],
    callId: entry.callId ?? null,
    reason: entry.reason ?? null,
    detail: { ...entry.detail, ...(entry.actor.breakGlassId ? { breakGlassId: entry.actor.breakGlassId } : {}) },
  };
}
