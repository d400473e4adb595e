import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import type { Principal } from '../common/http/access.decorators.js';
import { toWallTimes, toWallTimesOrNull } from '../common/http/wall-time.types.js';
import type { ClinicId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { ClinicZones } from '../compliance/clinic-zones.service.js';
import { AccessReviewRepository, REVIEWED } from './access-review.repository.js';
import type { AccessReview, ReviewConfirmation, ReviewConfirmationBody } from './access-review.types.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { toApiKeyItem } from './api-keys.types.js';
import { AccessChangedError, SessionNeededError } from './auth.errors.js';
import { BreakGlassAccessesRepository } from './break-glass-accesses.repository.js';
import { toBreakGlassItem } from './break-glass-accesses.types.js';
import { StaffRepository } from './staff.repository.js';
import { toInvitationItem, toMemberItem } from './staff.types.js';

const BREAK_GLASS_OF = { hours: 90 * 24 };
/** More than a clinic has of anything: nobody would look through them in one answer. */
const ALL = { after: null, limit: 10_000 };

/** Who has access now, in one answer that somebody looks through from time to time, and that they did. */
@Injectable()
export class AccessReviews {
  constructor(
    private readonly reviews: AccessReviewRepository,
    private readonly staff: StaffRepository,
    private readonly keys: ApiKeysRepository,
    private readonly glass: BreakGlassAccessesRepository,
    private readonly zones: ClinicZones,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  get({ clinicId }: Principal): Promise<AccessReview> {
    return this.database.inClinic(clinicId, (tx) => this.collect(tx, clinicId, this.clock.now()));
  }

  /**
   * Somebody has looked at it, and what they saw still holds. A program can't say so.
   *
   * @throws SessionNeededError, AccessChangedError
   */
  confirm(
    { clinicId, actor, sessionId }: Principal,
    { fingerprint }: ReviewConfirmationBody,
  ): Promise<ReviewConfirmation> {
    if (sessionId === null) throw new SessionNeededError();
    const at = this.clock.now();
    return this.database.inClinic(clinicId, async (tx) => {
      const review = await this.collect(tx, clinicId, at);
      if (review.fingerprint !== fingerprint) throw new AccessChangedError();
      await this.audit.record(tx, {
        clinicId,
        at,
        actor,
        action: REVIEWED,
        subject: { kind: 'clinic', id: clinicId },
        detail: {
          members: review.members.length,
          keys: review.keys.length,
          invitations: review.invitations.length,
          breakGlass: review.breakGlass.length,
          fingerprint,
        },
      });
      return { ...toWallTimes(review.timeZone, { at }), timeZone: review.timeZone, fingerprint };
    });
  }

  private async collect(tx: Tx, clinicId: ClinicId, now: Temporal.Instant): Promise<AccessReview> {
    const timeZone = await this.zones.of(tx, clinicId);
    const lastSeen = await this.reviews.lastSeen(tx, clinicId);
    const makers = await this.reviews.makers(tx, clinicId, now);
    const last = await this.reviews.lastReview(tx, clinicId);
    const members = await this.staff.members(tx, clinicId, ALL);
    const keys = await this.keys.list(tx, clinicId, ALL);
    const invitations = await this.staff.openInvitations(tx, clinicId, now, ALL);
    const breakGlass = await this.glass.list(tx, clinicId, { ...ALL, since: now.subtract(BREAK_GLASS_OF) });
    const access = {
      passwordOnlyRoles: await this.staff.passwordOnlyRoles(tx, clinicId),
      members: members.map((member) => ({
        ...toMemberItem(member, timeZone),
        ...toWallTimesOrNull(timeZone, { lastSeenAt: lastSeen.get(member.id) ?? null }),
      })),
      keys: keys.map((key) => ({ ...toApiKeyItem(key, timeZone, now), madeBy: makers.get(key.id) ?? null })),
      invitations: invitations.map((invitation) => toInvitationItem(invitation, timeZone)),
      breakGlass: breakGlass.map((opened) => toBreakGlassItem(opened, timeZone)),
    };
    return {
      ...toWallTimes(timeZone, { at: now }),
      timeZone,
      ...access,
      lastReview: last && { ...toWallTimes(timeZone, { at: last.at }), accountId: last.accountId },
      fingerprint: fingerprintOf(access),
    };
  }
}

type Access = Pick<AccessReview, 'passwordOnlyRoles' | 'members' | 'keys' | 'invitations' | 'breakGlass'>;

/** Of who may do what, and for how long. Not of when they last did: each look would be another one. */
const fingerprintOf = ({ passwordOnlyRoles, members, keys, invitations, breakGlass }: Access): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        passwordOnlyRoles,
        members.map(({ id, role, hasSecondFactor }) => [id, role, hasSecondFactor]),
        keys.map(({ id, scopes, expiresAt, madeBy }) => [id, scopes, expiresAt, madeBy]),
        invitations.map(({ id, role, expiresAt }) => [id, role, expiresAt]),
        breakGlass.map(({ id }) => id),
      ]),
    )
    .digest('hex');
