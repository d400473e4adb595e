import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { afterPlace } from '../common/database/after-place.js';
import type { Tx } from '../common/database/prisma.service.js';
import type { RowPlace } from '../common/http/cursor.codec.js';
import type { AccountId, BreakGlassId, ClinicId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import type { BreakGlassAccess } from './break-glass-accesses.types.js';

@Injectable()
export class BreakGlassAccessesRepository {
  /** The newest first, since ever or since a time. */
  async list(
    tx: Tx,
    clinicId: ClinicId,
    { after, limit, since }: { after: RowPlace | null; limit: number; since?: Temporal.Instant },
  ): Promise<BreakGlassAccess[]> {
    const rows = await tx.breakGlassAccess.findMany({
      where: {
        clinicId,
        ...(since ? { openedAt: { gte: toDate(since) } } : {}),
        ...afterPlace(after, 'desc', { at: 'openedAt', id: 'id' }),
      },
      include: { session: { include: { membership: { include: { account: true } } } } },
      orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
      take: limit,
    });
    const reasons = await this.reasons(
      tx,
      clinicId,
      rows.flatMap(({ sessionId, reason }) => (reason === null ? [sessionId] : [])),
    );
    return rows.map((row) => {
      const { id, name, email } = row.session.membership.account;
      return {
        id: row.id as BreakGlassId,
        account: { id: id as AccountId, name, email },
        openedAt: fromDate(row.openedAt),
        expiresAt: fromDate(row.expiresAt),
        endedAt: row.endedAt && fromDate(row.endedAt),
        reason: row.reason ?? reasons.get(row.id) ?? null,
      };
    });
  }

  /** Why, by access, where it was not kept with the access yet: in the audit trail, with the session as its subject. */
  private async reasons(
    tx: Tx,
    clinicId: ClinicId,
    sessionIds: readonly string[],
  ): Promise<ReadonlyMap<string, string | null>> {
    if (sessionIds.length === 0) return new Map();
    const entries = await tx.auditEntry.findMany({
      where: { clinicId, subjectKind: 'session', subjectId: { in: [...sessionIds] }, action: 'break_glass.opened' },
      select: { reason: true, detail: true },
    });
    return new Map(
      entries.map(({ reason, detail }) => [String((detail as { breakGlassId?: string }).breakGlassId), reason]),
    );
  }
}
