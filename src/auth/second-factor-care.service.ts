import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import type { Principal } from '../common/http/access.decorators.js';
import { scopesOf } from '../common/http/access.policy.js';
import { Precondition } from '../common/http/etag.js';
import type { AccountId, ClinicId } from '../common/ids/ids.js';
import type { Logger } from '../common/logging/logger.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { ClinicZones } from '../compliance/clinic-zones.service.js';
import type { Actor } from '../compliance/compliance.types.js';
import { AccountsRepository, type Account } from './accounts.repository.js';
import { AccessNotFoundError, OwnSecondFactorError, WorksElsewhereError } from './auth.errors.js';
import { refuseBeyond } from './authority.policy.js';
import { SessionsRepository } from './sessions.repository.js';
import { SignInTriesRepository } from './sign-in-tries.repository.js';
import { SignInTries } from './sign-in-tries.service.js';
import { StaffRepository } from './staff.repository.js';
import { toMemberItem, type SecondFactorPolicy } from './staff.types.js';

/** Whom a clinic asks for a second factor, and the way back for somebody who has lost theirs. */
@Injectable()
export class SecondFactorCare {
  constructor(
    private readonly staff: StaffRepository,
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsRepository,
    private readonly tries: SignInTries,
    private readonly zones: ClinicZones,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** For a command, which has no modules. */
  static on(database: PrismaService, clock: Clock, logger: Logger): SecondFactorCare {
    return new SecondFactorCare(
      new StaffRepository(),
      new AccountsRepository(),
      new SessionsRepository(),
      new SignInTries(new SignInTriesRepository(), database, clock),
      ClinicZones.on(),
      AuditLog.on(database, logger),
      database,
      clock,
    );
  }

  policy(clinicId: ClinicId): Promise<SecondFactorPolicy> {
    return this.database.inClinic(clinicId, (tx) => this.policyIn(tx, clinicId));
  }

  /** From everybody's next request on. @throws BeyondOwnScopesError for whoever is no owner, PreconditionFailedError */
  setPolicy(
    { clinicId, actor, scopes }: Principal,
    { passwordOnlyRoles }: SecondFactorPolicy,
    precondition = Precondition.NONE,
  ): Promise<SecondFactorPolicy> {
    refuseBeyond({ scopes }, scopesOf('owner'));
    return this.database.inClinic(clinicId, async (tx) => {
      await this.staff.lockPolicy(tx, clinicId);
      const before = await this.policyIn(tx, clinicId);
      precondition.check(before);
      await this.staff.setPasswordOnlyRoles(tx, clinicId, passwordOnlyRoles);
      await this.audit.record(tx, {
        clinicId,
        at: this.clock.now(),
        actor,
        action: 'second_factor_policy.changed',
        subject: { kind: 'clinic', id: clinicId },
        detail: { from: before.passwordOnlyRoles.join(' '), to: passwordOnlyRoles.join(' ') },
      });
      return { passwordOnlyRoles };
    });
  }

  /**
   * Somebody has lost their phone and all recovery codes: they sign in with their password and enrol again. It is their account's in
   * every clinic, so who asks must be an owner in each of them.
   *
   * @throws AccessNotFoundError, BeyondOwnScopesError for whoever is no owner, OwnSecondFactorError, WorksElsewhereError,
   *   PreconditionFailedError
   */
  async reset(
    { clinicId, actor, scopes }: Principal,
    accountId: string,
    precondition = Precondition.NONE,
  ): Promise<void> {
    await this.database.acrossClinics(async (tx) => {
      await this.staff.lockMember(tx, clinicId, accountId);
      const member = await this.staff.member(tx, clinicId, accountId);
      if (!member) throw new AccessNotFoundError();
      precondition.check(toMemberItem(member, await this.zones.of(tx, clinicId)));
      refuseBeyond({ scopes }, scopesOf('owner'));
      if (actor.id === accountId) throw new OwnSecondFactorError();
      const account = await this.accounts.get(tx, member.id);
      const owned = actor.kind === 'staff' ? await this.ownedBy(tx, actor.id as AccountId) : [clinicId];
      if (!account.clinics.every(({ id }) => owned.includes(id))) throw new WorksElsewhereError();
      await this.clear(tx, account, actor);
    });
  }

  /** By whoever runs the server, for a clinic's last owner. @throws AccessNotFoundError */
  async resetFor(email: string, { clinicId, actor }: { clinicId: ClinicId; actor: Actor }): Promise<void> {
    await this.database.acrossClinics(async (tx) => {
      const account = await this.accounts.byEmail(tx, email);
      if (!account?.clinics.some(({ id }) => id === clinicId)) throw new AccessNotFoundError();
      await this.clear(tx, account, actor);
    });
  }

  private async clear(tx: Tx, { id, clinics }: Account, actor: Actor): Promise<void> {
    const at = this.clock.now();
    await this.accounts.forgetSecondFactor(tx, id);
    await this.tries.succeeded(tx, [{ thing: 'code', value: id }]);
    await this.sessions.endAll(tx, { accountId: id }, at);
    for (const { id: clinicId } of clinics) {
      const subject = { kind: 'account', id };
      await this.audit.record(tx, { clinicId, at, actor, action: 'second_factor.reset', subject });
    }
  }

  private async ownedBy(tx: Tx, id: AccountId): Promise<ClinicId[]> {
    const { clinics } = await this.accounts.get(tx, id);
    return clinics.filter(({ role }) => role === 'owner').map((clinic) => clinic.id);
  }

  private async policyIn(tx: Tx, clinicId: ClinicId): Promise<SecondFactorPolicy> {
    return { passwordOnlyRoles: await this.staff.passwordOnlyRoles(tx, clinicId) };
  }
}
