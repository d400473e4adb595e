import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { PrismaService } from '../common/database/prisma.service.js';
import { newId, type ClinicId, type InvitationId } from '../common/ids/ids.js';
import { Logger } from '../common/logging/logger.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import type { Actor } from '../compliance/compliance.types.js';
import { AccessNotFoundError, AlreadyMemberError } from './auth.errors.js';
import { hashSecret, newSecretToken } from '../common/crypto/secret-token.js';
import { StaffRepository } from './staff.repository.js';
import type { Invitation, InviteBody } from './staff.types.js';

const GOOD_FOR = { hours: 72 };

/** How people are asked to a clinic: with a link that works once. */
@Injectable()
export class Invitations {
  constructor(
    private readonly staff: StaffRepository,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** For a command, which has no modules. */
  static on(database: PrismaService, clock: Clock, logger: Logger): Invitations {
    return new Invitations(new StaffRepository(), AuditLog.on(database, logger), database, clock);
  }

  /**
   * A later invitation to the same address replaces an earlier one. Whoever calls this has seen to it that `actor` may hand out
   * the role.
   *
   * @returns the token of the link, which stands nowhere else
   * @throws AlreadyMemberError
   */
  async invite(
    { clinicId, actor }: { clinicId: ClinicId; actor: Actor },
    { email, role }: InviteBody,
  ): Promise<{ invitation: Invitation; token: string }> {
    const at = this.clock.now();
    const token = newSecretToken();
    const invitation = { clinicId, id: newId<InvitationId>(), email, role, expiresAt: at.add(GOOD_FOR) };
    await this.database.inClinic(clinicId, async (tx) => {
      const members = await this.staff.members(tx, clinicId);
      if (members.some((member) => member.email === email)) throw new AlreadyMemberError();
      await this.staff.withdraw(tx, clinicId, { email }, at);
      await this.staff.insertInvitation(tx, invitation, hashSecret(token), at);
      const subject = { kind: 'invitation', id: invitation.id };
      await this.audit.record(tx, { clinicId, at, actor, action: 'staff.invited', subject, detail: { role } });
    });
    return { invitation, token };
  }

  /** @throws AccessNotFoundError */
  async withdraw({ clinicId, actor }: { clinicId: ClinicId; actor: Actor }, id: string): Promise<void> {
    const at = this.clock.now();
    await this.database.inClinic(clinicId, async (tx) => {
      if ((await this.staff.withdraw(tx, clinicId, { id }, at)) === 0) throw new AccessNotFoundError();
      const subject = { kind: 'invitation', id };
      await this.audit.record(tx, { clinicId, at, actor, action: 'invitation.withdrawn', subject });
    });
  }
}
