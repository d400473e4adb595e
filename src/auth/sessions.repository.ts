import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type { RelaxableRole, StaffRole } from '../common/http/access.policy.js';
import type { AccountId, BreakGlassId, ClinicId, SessionId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import type { SessionKey, StoredSession } from './sessions.types.js';

/** Sessions, and what is open in them. Transactions have to look across clinics: a token says which clinic it is of. */
@Injectable()
export class SessionsRepository {
  async insert(
    tx: Tx,
    session: SessionKey & {
      accountId: AccountId;
      tokenHash: string;
      at: Temporal.Instant;
      secondFactorPassed: boolean;
    },
  ): Promise<void> {
    const { clinicId, id, accountId, tokenHash } = session;
    const at = toDate(session.at);
    const secondFactorAt = session.secondFactorPassed ? at : null;
    await tx.staffSession.create({
      data: { clinicId, id, accountId, tokenHash, createdAt: at, lastSeenAt: at, secondFactorAt },
    });
  }

  /** Whatever its age; null where the token is of none. It has ended, too, when its owner was taken out of the clinic. */
  async find(tx: Tx, tokenHash: string, now: Temporal.Instant): Promise<StoredSession | null> {
    const row = await tx.staffSession.findUnique({
      where: { tokenHash },
      include: {
        membership: { include: { account: true } },
        brokenInto: {
          where: { endedAt: null, expiresAt: { gt: toDate(now) } },
          select: { id: true, expiresAt: true },
          take: 1,
        },
      },
    });
    if (!row) return null;
    const { account, role } = row.membership;
    const enrolled = account.totpSecret !== null;
    const endedAt = row.endedAt ?? row.membership.revokedAt;
    const [open] = row.brokenInto;
    return {
      clinicId: row.clinicId as ClinicId,
      id: row.id as SessionId,
      accountId: row.accountId as AccountId,
      role: role as StaffRole,
      // Whoever has a second factor is asked for it in any case.
      passwordOnlyRoles: enrolled ? [] : await this.passwordOnlyRoles(tx, row.clinicId),
      enrolled,
      passed: row.secondFactorAt !== null,
      createdAt: fromDate(row.createdAt),
      lastSeenAt: fromDate(row.lastSeenAt),
      endedAt: endedAt && fromDate(endedAt),
      breakGlass: open ? { id: open.id as BreakGlassId, expiresAt: fromDate(open.expiresAt) } : null,
    };
  }

  async touch(tx: Tx, key: SessionKey, now: Temporal.Instant): Promise<void> {
    await this.update(tx, key, { lastSeenAt: toDate(now) });
  }

  /** From now on the session has another token, and its second factor. */
  async passSecondFactor(tx: Tx, key: SessionKey, tokenHash: string, now: Temporal.Instant): Promise<void> {
    await this.update(tx, key, { tokenHash, secondFactorAt: toDate(now) });
  }

  async end(tx: Tx, key: SessionKey, now: Temporal.Instant): Promise<void> {
    await this.update(tx, key, { endedAt: toDate(now) });
  }

  /** All of somebody's, in one clinic or in all that the transaction sees; but not the one they keep. */
  async endAll(
    tx: Tx,
    of: { accountId: AccountId; clinicId?: ClinicId; keeping?: SessionId },
    now: Temporal.Instant,
  ): Promise<void> {
    const { keeping, ...where } = of;
    await tx.staffSession.updateMany({
      where: { ...where, endedAt: null, ...(keeping ? { id: { not: keeping } } : {}) },
      data: { endedAt: toDate(now) },
    });
  }

  async breakGlass(
    tx: Tx,
    { clinicId, id: sessionId }: SessionKey,
    access: { id: BreakGlassId; openedAt: Temporal.Instant; expiresAt: Temporal.Instant; reason: string },
  ): Promise<void> {
    const [openedAt, expiresAt] = [toDate(access.openedAt), toDate(access.expiresAt)];
    const { id, reason } = access;
    await tx.breakGlassAccess.create({ data: { clinicId, id, sessionId, openedAt, expiresAt, reason } });
  }

  async endBreakGlass(tx: Tx, clinicId: ClinicId, id: BreakGlassId, now: Temporal.Instant): Promise<void> {
    await tx.breakGlassAccess.update({ where: { clinicId_id: { clinicId, id } }, data: { endedAt: toDate(now) } });
  }

  private async update(
    tx: Tx,
    { clinicId, id }: SessionKey,
    data: { lastSeenAt?: Date; endedAt?: Date; tokenHash?: string; secondFactorAt?: Date },
  ): Promise<void> {
    await tx.staffSession.update({ where: { clinicId_id: { clinicId, id } }, data });
  }

  private async passwordOnlyRoles(tx: Tx, id: string): Promise<RelaxableRole[]> {
    const clinic = await tx.clinic.findUniqueOrThrow({ where: { id }, select: { passwordOnlyRoles: true } });
    return clinic.passwordOnlyRoles as RelaxableRole[];
  }
}
