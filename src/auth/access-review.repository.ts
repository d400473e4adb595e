import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';
import { fromDate } from '../common/time/instant-date.js';
import type { Maker, ReviewDone } from './access-review.types.js';

/** As the trail names a review that somebody has confirmed. */
export const REVIEWED = 'access.reviewed';

/** What a review tells beside the members and keys themselves. */
@Injectable()
export class AccessReviewRepository {
  /** When each account was last seen in the clinic. */
  async lastSeen(tx: Tx, clinicId: ClinicId): Promise<ReadonlyMap<string, Temporal.Instant>> {
    const rows = await tx.staffSession.groupBy({
      by: ['accountId'],
      where: { clinicId },
      _max: { lastSeenAt: true },
    });
    return new Map(
      rows.flatMap(({ accountId, _max }) => (_max.lastSeenAt ? [[accountId, fromDate(_max.lastSeenAt)] as const] : [])),
    );
  }

  /** Who made which key, by the key. */
  async makers(tx: Tx, clinicId: ClinicId, now: Temporal.Instant): Promise<ReadonlyMap<string, Maker>> {
    const made = await tx.apiKey.findMany({
      where: { clinicId, revokedAt: null, createdBy: { not: null } },
      select: { id: true, createdBy: true },
    });
    const ids = [...new Set(made.flatMap(({ createdBy }) => createdBy ?? []))];
    const people = await tx.membership.findMany({
      where: { clinicId, accountId: { in: ids } },
      include: { account: true },
    });
    const keys = await tx.apiKey.findMany({ where: { clinicId, id: { in: ids } } });
    const makers = new Map<string, Maker>([
      ...people.map(
        ({ accountId: id, account, revokedAt }) =>
          [id, { kind: 'staff', id, name: account.name, isStillThere: revokedAt === null }] as const,
      ),
      ...keys.map(({ id, name, revokedAt, expiresAt }) => {
        const isStillThere = revokedAt === null && (expiresAt === null || expiresAt.getTime() > now.epochMilliseconds);
        return [id, { kind: 'api_key', id, name, isStillThere }] as const;
      }),
    ]);
    return new Map(
      made.flatMap(({ id, createdBy }) => {
        const maker = makers.get(createdBy ?? '');
        return maker ? [[id, maker] as const] : [];
      }),
    );
  }

  async lastReview(tx: Tx, clinicId: ClinicId): Promise<ReviewDone | null> {
    const entry = await tx.auditEntry.findFirst({
      where: { clinicId, action: REVIEWED },
      orderBy: { seq: 'desc' },
      select: { at: true, actorId: true },
    });
    return entry && { at: fromDate(entry.at), accountId: entry.actorId };
  }
}
