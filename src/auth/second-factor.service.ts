import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { accountSecretPlace } from '../common/crypto/account-secrets.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import type { AccountId, ClinicId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { AccountsRepository, type Account } from './accounts.repository.js';
import { CodeRefusedError, EnrolmentRefusedError } from './auth.errors.js';
import { Door } from './door.service.js';
import { Sessions } from './sessions.service.js';
import type { Enrolment, Opened, RecoveryCodes } from './sessions.types.js';
import { SignInTries, type Tried } from './sign-in-tries.service.js';
import { enrolmentOf, hashRecoveryCode, newRecoveryCodes, newTotpSecret, stepOf } from './totp.js';

const isTotp = (code: string): boolean => /^\d{6}$/.test(code);

const triedBy = (accountId: AccountId, address: string): Tried[] => [
  { thing: 'code', value: accountId },
  { thing: 'address', value: address },
];

/** Codes from an app on somebody's phone (TOTP, RFC 6238), and recovery codes for the day when the phone is lost. */
@Injectable()
export class SecondFactor {
  constructor(
    private readonly door: Door,
    private readonly accounts: AccountsRepository,
    private readonly sessions: Sessions,
    private readonly tries: SignInTries,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes a code, which no session can use again. False for one that is wrong, was used, or is not looked at after too many failures.
   * For whoever has come through the door.
   *
   * @param of the account, and the clinic in whose audit trail it stands
   * @throws TooManyFailuresError
   */
  async take(of: { accountId: AccountId; clinicId: ClinicId }, code: string, address: string): Promise<boolean> {
    const tried = triedBy(of.accountId, address);
    const allowed = await this.database.acrossClinics((tx) => this.tries.begin(tx, tried));
    return this.database.acrossClinics(async (tx) => {
      const taken = allowed && (await this.use(tx, await this.accounts.get(tx, of.accountId), code));
      if (taken) await this.tries.succeeded(tx, tried);
      const what = taken ? (isTotp(code) ? 'passed' : 'recovered') : 'refused';
      await this.record(tx, of, what);
      return taken;
    });
  }

  /** @throws CodeRefusedError, SessionInvalidError, TooManyFailuresError, TooManyRequestsError */
  pass(token: string, code: string, address: string): Promise<Opened> {
    return this.door.admit(address, async () => {
      const session = await this.database.acrossClinics((tx) => this.sessions.findOpen(tx, token));
      if (!(await this.take(session, code, address))) throw new CodeRefusedError();
      return this.database.acrossClinics((tx) => this.sessions.passSecondFactor(tx, session));
    });
  }

  /**
   * A new secret, which counts once a code of it has come back.
   *
   * @throws EnrolmentRefusedError for somebody who has a second factor and has not given it in this session
   */
  async enrol(token: string): Promise<Enrolment> {
    return this.database.acrossClinics(async (tx) => {
      const session = await this.sessions.findOpen(tx, token);
      if (session.enrolled && !session.passed) throw new EnrolmentRefusedError();
      const { email } = await this.accounts.get(tx, session.accountId);
      const secret = newTotpSecret();
      await this.accounts.setPending(tx, session.accountId, this.seal(session.accountId, secret));
      return enrolmentOf(secret, email);
    });
  }

  /** @throws CodeRefusedError, EnrolmentRefusedError, SessionInvalidError, TooManyFailuresError, TooManyRequestsError */
  confirm(token: string, code: string, address: string): Promise<Opened & RecoveryCodes> {
    return this.door.admit(address, () => this.enrolWith(token, code, address));
  }

  private async enrolWith(token: string, code: string, address: string): Promise<Opened & RecoveryCodes> {
    const session = await this.database.acrossClinics((tx) => this.sessions.findOpen(tx, token));
    if (session.enrolled && !session.passed) throw new EnrolmentRefusedError();
    const tried = triedBy(session.accountId, address);
    const allowed = await this.database.acrossClinics((tx) => this.tries.begin(tx, tried));
    return this.database.acrossClinics(async (tx) => {
      const { id, totpPending } = await this.accounts.get(tx, session.accountId);
      if (totpPending === null) throw new EnrolmentRefusedError();
      const step = allowed ? stepOf(this.unseal(id, totpPending), code, this.clock.now().epochMilliseconds) : null;
      if (step === null) throw new CodeRefusedError();
      await this.tries.succeeded(tx, tried);
      const recoveryCodes = newRecoveryCodes();
      await this.accounts.enrol(tx, id, totpPending, recoveryCodes.map(hashRecoveryCode));
      await this.accounts.useStep(tx, id, step);
      await this.record(tx, session, 'enrolled');
      return { ...(await this.sessions.passSecondFactor(tx, session)), recoveryCodes };
    });
  }

  private async use(tx: Tx, { id, totpSecret }: Account, code: string): Promise<boolean> {
    if (totpSecret === null) return false;
    if (!isTotp(code)) return this.accounts.useRecoveryCode(tx, id, hashRecoveryCode(code), this.clock.now());
    const step = stepOf(this.unseal(id, totpSecret), code, this.clock.now().epochMilliseconds);
    return step !== null && this.accounts.useStep(tx, id, step);
  }

  private record(
    tx: Tx,
    { accountId, clinicId }: { accountId: AccountId; clinicId: ClinicId },
    what: 'passed' | 'recovered' | 'refused' | 'enrolled',
  ): Promise<void> {
    return this.audit.record(tx, {
      clinicId,
      at: this.clock.now(),
      actor: { kind: 'staff', id: accountId },
      action: `second_factor.${what}`,
      subject: { kind: 'account', id: accountId },
    });
  }

  private seal(id: AccountId, secret: Buffer): string {
    return this.database.keys.root.seal('accounts', accountSecretPlace(id), secret);
  }

  private unseal(id: AccountId, sealed: string): Buffer {
    return this.database.keys.root.open('accounts', accountSecretPlace(id), sealed);
  }
}
