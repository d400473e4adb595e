import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { scopesOf, type Scope } from '../common/http/access.policy.js';
import { rowPlace } from '../common/http/cursor.codec.js';
import { Precondition } from '../common/http/etag.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import { newId, type ClinicId, type InvitationId } from '../common/ids/ids.js';
import { Logger } from '../common/logging/logger.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { ClinicZones } from '../compliance/clinic-zones.service.js';
import type { Actor } from '../compliance/compliance.types.js';
import { AccessNotFoundError, AlreadyMemberError } from './auth.errors.js';
import { refuseBeyond } from './authority.policy.js';
import { hashSecret, newSecretToken } from '../common/crypto/secret-token.js';
import { StaffRepository } from './staff.repository.js';
import { toInvitationItem, type InvitationItem, type InviteBody, type StaffListQuery } from './staff.types.js';

const GOOD_FOR = { hours: 72 };

/** Somebody of the staff, a key, or whoever runs the server. */
interface Inviter {
  clinicId: ClinicId;
  actor: Actor;
  scopes: readonly Scope[];
}

/** How people are asked to a clinic: with a link that works once. */
@Injectable()
export class Invitations {
  constructor(
    private readonly staff: StaffRepository,
    private readonly zones: ClinicZones,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** For a command, which has no modules. */
  static on(database: PrismaService, clock: Clock, logger: Logger): Invitations {
    return new Invitations(new StaffRepository(), ClinicZones.on(), AuditLog.on(database, logger), database, clock);
  }

  /**
   * A later invitation to the same address replaces an earlier one.
   *
   * @returns the token of the link, which stands nowhere else
   * @throws BeyondOwnScopesError, AlreadyMemberError
   */
  async invite(
    { clinicId, actor, scopes }: Inviter,
    { email, role }: InviteBody,
  ): Promise<{ invitation: InvitationItem; token: string }> {
    refuseBeyond({ scopes }, scopesOf(role));
    const at = this.clock.now();
    const token = newSecretToken();
    const id = newId<InvitationId>();
    const invitation = { clinicId, id, email, role, createdAt: at, expiresAt: at.add(GOOD_FOR) };
    return this.database.inClinic(clinicId, async (tx) => {
      if (await this.staff.isMember(tx, clinicId, email)) throw new AlreadyMemberError();
      for (const earlier of await this.staff.openInvitationsTo(tx, clinicId, email, at)) {
        refuseBeyond({ scopes }, scopesOf(earlier.role));
        await this.staff.withdraw(tx, earlier, at);
      }
      await this.staff.insertInvitation(tx, invitation, hashSecret(token));
      const subject = { kind: 'invitation', id };
      await this.audit.record(tx, { clinicId, at, actor, action: 'staff.invited', subject, detail: { role } });
      return { invitation: toInvitationItem(invitation, await this.zones.of(tx, clinicId)), token };
    });
  }

  /** Those that can still be accepted, the newest first. */
  list(clinicId: ClinicId, { cursor, limit }: StaffListQuery): Promise<Page<InvitationItem>> {
    return this.database.inClinic(clinicId, async (tx) => {
      const timeZone = await this.zones.of(tx, clinicId);
      const page = { after: cursor ?? null, limit: limit + 1 };
      const invitations = await this.staff.openInvitations(tx, clinicId, this.clock.now(), page);
      return pageOf(
        invitations,
        limit,
        ({ createdAt, id }) => rowPlace(createdAt, id),
        (invitation) => toInvitationItem(invitation, timeZone),
      );
    });
  }

  /** One that can still be accepted. @throws AccessNotFoundError */
  get(clinicId: ClinicId, id: string): Promise<InvitationItem> {
    return this.database.inClinic(clinicId, (tx) => this.item(tx, clinicId, id));
  }

  /** @throws AccessNotFoundError, BeyondOwnScopesError, PreconditionFailedError */
  async withdraw({ clinicId, actor, scopes }: Inviter, id: string, precondition = Precondition.NONE): Promise<void> {
    const at = this.clock.now();
    await this.database.inClinic(clinicId, async (tx) => {
      await this.staff.lockInvitation(tx, clinicId, id);
      const invitation = await this.item(tx, clinicId, id);
      precondition.check(invitation);
      refuseBeyond({ scopes }, scopesOf(invitation.role));
      await this.staff.withdraw(tx, { clinicId, id }, at);
      const subject = { kind: 'invitation', id };
      await this.audit.record(tx, { clinicId, at, actor, action: 'invitation.withdrawn', subject });
    });
  }

  private async item(tx: Tx, clinicId: ClinicId, id: string): Promise<InvitationItem> {
    const invitation = await this.staff.openInvitation(tx, clinicId, id, this.clock.now());
    if (!invitation) throw new AccessNotFoundError();
    return toInvitationItem(invitation, await this.zones.of(tx, clinicId));
  }
}
