import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { PrismaService } from '../common/database/prisma.service.js';
import { newId, type AccountId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { redactText } from '../compliance/redaction/redaction.policy.js';
import { AccountsRepository } from './accounts.repository.js';
import { InvitationInvalidError, SignInRefusedError } from './auth.errors.js';
import { Credentials } from './credentials.service.js';
import { Door } from './door.service.js';
import { hashSecret } from '../common/crypto/secret-token.js';
import { NewPasswords } from './new-passwords.service.js';
import { SignInTries, type Tried } from './sign-in-tries.service.js';
import { StaffRepository } from './staff.repository.js';
import type { AcceptBody } from './staff.types.js';

/** How those who were invited come to a clinic. */
@Injectable()
export class Joining {
  constructor(
    private readonly door: Door,
    private readonly tries: SignInTries,
    private readonly staff: StaffRepository,
    private readonly accounts: AccountsRepository,
    private readonly credentials: Credentials,
    private readonly passwords: NewPasswords,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes the account; whoever has one shows its password instead, so that a link that went astray gives nobody another's account.
   *
   * @param address the network address that the request comes from
   * @throws InvitationInvalidError, SignInRefusedError, PasswordRefusedError, TooManyFailuresError, TooManyRequestsError
   */
  accept(body: AcceptBody, address: string): Promise<void> {
    return this.door.admit(address, () => this.join(body, address));
  }

  private async join({ token, name, password }: AcceptBody, address: string): Promise<void> {
    const at = this.clock.now();
    const found = await this.database.acrossClinics(async (tx) => {
      const tried: Tried[] = [{ thing: 'address', value: address }];
      await this.tries.begin(tx, tried);
      const invitation = await this.staff.findOpenInvitation(tx, hashSecret(token), at);
      if (!invitation) return null;
      await this.tries.succeeded(tx, tried);
      return { invitation, account: await this.accounts.byEmail(tx, invitation.email) };
    });
    if (!found) throw new InvitationInvalidError();
    const { invitation, account } = found;
    const { clinicId, email, role } = invitation;
    if (account && !(await this.credentials.check({ email, password, address })).matches)
      throw new SignInRefusedError();
    if (!account) await this.passwords.check(password, { email, names: [name, invitation.clinicName] });
    const passwordHash = account ? null : await this.credentials.hash(password);
    await this.database.acrossClinics(async (tx) => {
      if (!(await this.staff.accept(tx, invitation, at))) throw new InvitationInvalidError();
      const accountId = account?.id ?? newId<AccountId>();
      if (passwordHash !== null) {
        await this.accounts.insert(tx, { id: accountId, email, name: redactText(name, 'stored'), passwordHash, at });
      }
      await this.staff.join(tx, invitation, accountId, at);
      await this.audit.record(tx, {
        clinicId,
        at,
        actor: { kind: 'staff', id: accountId },
        action: 'staff.joined',
        subject: { kind: 'account', id: accountId },
        detail: { role, invitationId: invitation.id },
      });
    });
  }
}
