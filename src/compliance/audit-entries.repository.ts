import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { CallSid, ClinicId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import type { AuditEntry as AuditRow, Prisma } from '../generated/prisma/client.js';
import type { AuditEntryFilter, AuditEntryParam, AuditExportQuery, StoredAuditEntry } from './audit-entries.types.js';
import { toChainedContent } from './audit-trail.repository.js';

/** Searches the trail of one clinic. */
@Injectable()
export class AuditEntriesRepository {
  /** The newest first, with those before a place in the chain. */
  async search(
    tx: Tx,
    clinicId: ClinicId,
    filter: AuditEntryFilter,
    page: { before: number | null; limit: number },
  ): Promise<StoredAuditEntry[]> {
    const call = filter.callSid === undefined ? null : await this.callOf(tx, clinicId, filter.callSid);
    if (filter.callSid !== undefined && call === null) return [];
    const rows = await tx.auditEntry.findMany({
      where: {
        clinicId,
        ...matching(filter),
        ...(call === null ? {} : { callId: call }),
        ...(page.before === null ? {} : { seq: { lt: page.before } }),
      },
      orderBy: { seq: 'desc' },
      take: page.limit,
    });
    return this.shown(tx, clinicId, rows);
  }

  async find(tx: Tx, clinicId: ClinicId, which: AuditEntryParam): Promise<StoredAuditEntry | null> {
    const row = await tx.auditEntry.findUnique({
      where:
        typeof which === 'number'
          ? { clinicId_seq: { clinicId, seq: which } }
          : { clinicId_id: { clinicId, id: which } },
    });
    const [entry] = row ? await this.shown(tx, clinicId, [row]) : [];
    return entry ?? null;
  }

  /**
   * The shortest unbroken part of the chain that has all entries of a time. Writers wait for each other after they have looked at the
   * clock, so it may hold some entries of shortly before or after. Null without any.
   */
  async partOf(
    tx: Tx,
    clinicId: ClinicId,
    { from, to }: AuditExportQuery,
  ): Promise<{ first: number; last: number } | null> {
    const { _min, _max } = await tx.auditEntry.aggregate({
      where: { clinicId, ...within({ from, to }) },
      _min: { seq: true },
      _max: { seq: true },
    });
    return _min.seq === null || _max.seq === null ? null : { first: _min.seq, last: _max.seq };
  }

  private async callOf(tx: Tx, clinicId: ClinicId, callSid: string): Promise<string | null> {
    const call = await tx.call.findUnique({
      where: { clinicId_callSid: { clinicId, callSid } },
      select: { id: true },
    });
    return call && call.id;
  }

  private async shown(tx: Tx, clinicId: ClinicId, rows: readonly AuditRow[]): Promise<StoredAuditEntry[]> {
    const ids = [...new Set(rows.flatMap(({ callId }) => callId ?? []))];
    const calls =
      ids.length === 0
        ? []
        : await tx.call.findMany({ where: { clinicId, id: { in: ids } }, select: { id: true, callSid: true } });
    const sids = new Map(calls.map(({ id, callSid }) => [id, callSid as CallSid]));
    return rows.map((row) => ({
      content: toChainedContent(row),
      at: fromDate(row.at),
      hash: row.hash,
      callSid: row.callId === null ? null : (sids.get(row.callId) ?? null),
    }));
  }
}

function matching(filter: AuditEntryFilter): Prisma.AuditEntryWhereInput {
  const { action, actorKind, actorId, subjectKind, subjectId, patientId } = filter;
  return {
    ...(action === undefined ? {} : { action }),
    ...(actorKind === undefined ? {} : { actorKind }),
    ...(actorId === undefined ? {} : { actorId }),
    ...(subjectKind === undefined ? {} : { subjectKind }),
    ...(subjectId === undefined ? {} : { subjectId }),
    ...(patientId === undefined ? {} : { patientIds: { has: patientId } }),
    ...within(filter),
  };
}

const within = ({ from, to }: AuditExportQuery): Prisma.AuditEntryWhereInput =>
  from || to ? { at: { ...(from ? { gte: toDate(from) } : {}), ...(to ? { lt: toDate(to) } : {}) } } : {};
