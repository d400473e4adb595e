import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { PrismaService } from '../common/database/prisma.service.js';
import type { Principal } from '../common/http/access.decorators.js';
import { mayHandOut, scopesOf } from '../common/http/access.policy.js';
import type { AccountId, ClinicId } from '../common/ids/ids.js';
import { AppConfig } from '../config/app-config.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { AccessNotFoundError, BeyondOwnScopesError, LastOwnerError } from './auth.errors.js';
import { invitationLink } from './invitation-link.policy.js';
import { Invitations } from './invitations.service.js';
import { Sessions } from './sessions.service.js';
import { StaffRepository } from './staff.repository.js';
import {
  toInvitationItem,
  toMemberItem,
  type CreatedInvitation,
  type InviteBody,
  type StaffList,
} from './staff.types.js';

/** Who works for a clinic. */
@Injectable()
export class Staff {
  constructor(
    private readonly staff: StaffRepository,
    private readonly invitations: Invitations,
    private readonly sessions: Sessions,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  async list(clinicId: ClinicId): Promise<StaffList> {
    return this.database.inClinic(clinicId, async (tx) => {
      const members = await this.staff.members(tx, clinicId);
      const invitations = await this.staff.openInvitations(tx, clinicId, this.clock.now());
      return { members: members.map(toMemberItem), invitations: invitations.map(toInvitationItem) };
    });
  }

  /** @throws BeyondOwnScopesError, AlreadyMemberError */
  async invite(principal: Principal, body: InviteBody): Promise<CreatedInvitation> {
    if (!mayHandOut(principal.scopes, scopesOf(body.role))) throw new BeyondOwnScopesError();
    const { invitation, token } = await this.invitations.invite(principal, body);
    return { ...toInvitationItem(invitation), link: invitationLink(this.config.publicUrl, token) };
  }

  /** Takes somebody out of the clinic, and out of their sessions there. @throws AccessNotFoundError, LastOwnerError */
  async remove({ clinicId, actor }: Principal, accountId: string): Promise<void> {
    const at = this.clock.now();
    await this.database.inClinic(clinicId, async (tx) => {
      const owners = await this.staff.lockOwners(tx, clinicId);
      if (owners.length === 1 && owners[0] === accountId) throw new LastOwnerError();
      if (!(await this.staff.remove(tx, clinicId, accountId, at))) throw new AccessNotFoundError();
      await this.sessions.endAll(tx, { accountId: accountId as AccountId, clinicId });
      const subject = { kind: 'account', id: accountId };
      await this.audit.record(tx, { clinicId, at, actor, action: 'staff.removed', subject });
    });
  }
}
