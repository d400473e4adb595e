import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import type { Principal } from '../common/http/access.decorators.js';
import { scopesOf } from '../common/http/access.policy.js';
import { rowPlace } from '../common/http/cursor.codec.js';
import { Precondition } from '../common/http/etag.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import type { AccountId, ClinicId } from '../common/ids/ids.js';
import { AppConfig } from '../config/app-config.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { ClinicZones } from '../compliance/clinic-zones.service.js';
import { AccessNotFoundError, LastOwnerError } from './auth.errors.js';
import { refuseBeyond } from './authority.policy.js';
import { invitationLink } from './invitation-link.policy.js';
import { Invitations } from './invitations.service.js';
import { Sessions } from './sessions.service.js';
import { StaffRepository } from './staff.repository.js';
import {
  toMemberItem,
  type CreatedInvitation,
  type InviteBody,
  type MemberItem,
  type RoleBody,
  type StaffListQuery,
} from './staff.types.js';

/** Who works for a clinic. */
@Injectable()
export class Staff {
  constructor(
    private readonly staff: StaffRepository,
    private readonly invitations: Invitations,
    private readonly sessions: Sessions,
    private readonly zones: ClinicZones,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** In the order in which they joined. */
  list(clinicId: ClinicId, { cursor, limit }: StaffListQuery): Promise<Page<MemberItem>> {
    return this.database.inClinic(clinicId, async (tx) => {
      const timeZone = await this.zones.of(tx, clinicId);
      const members = await this.staff.members(tx, clinicId, { after: cursor ?? null, limit: limit + 1 });
      return pageOf(
        members,
        limit,
        ({ joinedAt, id }) => rowPlace(joinedAt, id),
        (member) => toMemberItem(member, timeZone),
      );
    });
  }

  /** @throws AccessNotFoundError */
  get(clinicId: ClinicId, accountId: string): Promise<MemberItem> {
    return this.database.inClinic(clinicId, (tx) => this.item(tx, clinicId, accountId));
  }

  /** @throws BeyondOwnScopesError, AlreadyMemberError */
  async invite(principal: Principal, body: InviteBody): Promise<CreatedInvitation> {
    const { invitation, token } = await this.invitations.invite(principal, body);
    return { ...invitation, link: invitationLink(this.config.publicUrl, token) };
  }

  /**
   * From their next request on. Nobody changes who may do more than they. Whoever gets a role that
   * the clinic asks for a second factor gives one first.
   *
   * @throws BeyondOwnScopesError, AccessNotFoundError, LastOwnerError, PreconditionFailedError
   */
  async changeRole(
    { clinicId, actor, scopes }: Principal,
    accountId: string,
    { role }: RoleBody,
    precondition = Precondition.NONE,
  ): Promise<MemberItem> {
    refuseBeyond({ scopes }, scopesOf(role));
    return this.database.inClinic(clinicId, async (tx) => {
      const { owners, member } = await this.toChange(tx, clinicId, accountId, precondition);
      refuseBeyond({ scopes }, scopesOf(member.role));
      if (role !== 'owner' && owners.length === 1 && owners[0] === accountId) throw new LastOwnerError();
      await this.staff.setRole(tx, clinicId, accountId, role);
      await this.audit.record(tx, {
        clinicId,
        at: this.clock.now(),
        actor,
        action: 'staff.role_changed',
        subject: { kind: 'account', id: accountId },
        detail: { from: member.role, to: role },
      });
      return this.item(tx, clinicId, accountId);
    });
  }

  /**
   * Takes somebody out of the clinic, and out of their sessions there.
   *
   * @throws BeyondOwnScopesError, AccessNotFoundError, LastOwnerError, PreconditionFailedError
   */
  async remove(
    { clinicId, actor, scopes }: Principal,
    accountId: string,
    precondition = Precondition.NONE,
  ): Promise<void> {
    const at = this.clock.now();
    await this.database.inClinic(clinicId, async (tx) => {
      const { owners, member } = await this.toChange(tx, clinicId, accountId, precondition);
      refuseBeyond({ scopes }, scopesOf(member.role));
      if (owners.length === 1 && owners[0] === accountId) throw new LastOwnerError();
      await this.staff.remove(tx, clinicId, accountId, at);
      await this.sessions.endAll(tx, { accountId: accountId as AccountId, clinicId });
      const subject = { kind: 'account', id: accountId };
      await this.audit.record(tx, { clinicId, at, actor, action: 'staff.removed', subject });
    });
  }

  private async toChange(
    tx: Tx,
    clinicId: ClinicId,
    accountId: string,
    precondition: Precondition,
  ): Promise<{ owners: AccountId[]; member: MemberItem }> {
    const owners = await this.staff.lockOwners(tx, clinicId);
    await this.staff.lockMember(tx, clinicId, accountId);
    const member = await this.item(tx, clinicId, accountId);
    precondition.check(member);
    return { owners, member };
  }

  private async item(tx: Tx, clinicId: ClinicId, accountId: string): Promise<MemberItem> {
    const member = await this.staff.member(tx, clinicId, accountId);
    if (!member) throw new AccessNotFoundError();
    return toMemberItem(member, await this.zones.of(tx, clinicId));
  }
}
