import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { PrismaService } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';
import { errorFields, Logger } from '../common/logging/logger.js';
import { SparseLog } from '../common/logging/sparse-log.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { AccountsRepository, type Account } from './accounts.repository.js';
import { PasswordRefusedError, SignInRefusedError } from './auth.errors.js';
import { AuthMetrics } from './auth.metrics.js';
import { Credentials } from './credentials.service.js';
import { Door } from './door.service.js';
import { NewPasswords } from './new-passwords.service.js';
import { SecondFactor } from './second-factor.service.js';
import { Sessions } from './sessions.service.js';
import type { Opened, PasswordBody, SignInBody } from './sessions.types.js';

const isSame = (one: string, other: string): boolean => one.normalize('NFKC') === other.normalize('NFKC');

/** Lets people in with their password, and with their second factor where it comes along. */
@Injectable()
export class SignIn implements BeforeApplicationShutdown {
  private readonly refusals = new Set<Promise<void>>();

  constructor(
    private readonly door: Door,
    private readonly credentials: Credentials,
    private readonly passwords: NewPasswords,
    private readonly secondFactor: SecondFactor,
    private readonly sessions: Sessions,
    private readonly accounts: AccountsRepository,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly metrics: AuthMetrics,
    private readonly clock: Clock,
    private readonly log: Logger,
    private readonly sparseLog: SparseLog,
  ) {}

  /**
   * @param address the network address that the request comes from
   * @throws SignInRefusedError, whatever the reason; TooManyFailuresError, TooManyRequestsError
   */
  signIn({ email, password, code, clinicId }: SignInBody, address: string): Promise<Opened> {
    return this.door.admit(address, async () => {
      const verdict = await this.credentials.check({ email, password, address });
      const opened = verdict.matches ? await this.open(verdict.account, clinicId, code, address) : null;
      if (!opened) throw this.refuse(verdict.account, address);
      this.metrics.signIns.inc({ outcome: 'opened' });
      return opened;
    });
  }

  /**
   * Every other session of the account ends, in all clinics.
   *
   * @throws SignInRefusedError for a wrong password, PasswordRefusedError, SessionInvalidError; TooManyFailuresError, TooManyRequestsError
   */
  changePassword(token: string, body: PasswordBody, address: string): Promise<void> {
    return this.door.admit(address, () => this.change(token, body, address));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.refusals);
  }

  private async change(token: string, body: PasswordBody, address: string): Promise<void> {
    const { session, account } = await this.database.acrossClinics(async (tx) => {
      const found = await this.sessions.findComplete(tx, token);
      return { session: found, account: await this.accounts.get(tx, found.accountId) };
    });
    const verdict = await this.credentials.check({ email: account.email, password: body.current, address });
    if (!verdict.matches) throw this.refuse(account, address);
    if (isSame(body.new, body.current)) throw new PasswordRefusedError('same');
    const { email, name, clinics } = account;
    await this.passwords.check(body.new, { email, names: [name, ...clinics.map((clinic) => clinic.name)] });
    const passwordHash = await this.credentials.hash(body.new);
    await this.database.acrossClinics(async (tx) => {
      await this.accounts.setPassword(tx, account.id, passwordHash);
      await this.sessions.endAll(tx, { accountId: account.id, keeping: session.id });
      await this.audit.record(tx, {
        clinicId: session.clinicId,
        at: this.clock.now(),
        actor: { kind: 'staff', id: account.id },
        action: 'password.changed',
        subject: { kind: 'account', id: account.id },
      });
    });
  }

  private async open(
    account: Account,
    wanted: string | undefined,
    code: string | undefined,
    address: string,
  ): Promise<Opened | null> {
    const clinic = wanted === undefined ? account.clinics[0] : account.clinics.find(({ id }) => id === wanted);
    if (!clinic) return null;
    const who = { clinicId: clinic.id, accountId: account.id };
    const asked = account.totpSecret !== null && code !== undefined;
    if (asked && !(await this.secondFactor.take(who, code, address))) return null;
    return this.database.acrossClinics((tx) => this.sessions.open(tx, { ...who, secondFactorPassed: asked }));
  }

  /**
   * The trail is written beside the answer: it is there for accounts only, and who asks must not be able to tell by waiting
   * whether there is one.
   */
  private refuse(account: Account | null, address: string): SignInRefusedError {
    this.metrics.signIns.inc({ outcome: 'refused' });
    this.sparseLog.warn('auth.sign_in_refused', address);
    if (account) {
      const recording = this.recordRefusal(account)
        .catch((error: unknown) => this.log.error('auth.refusal_not_recorded', errorFields(error)))
        .finally(() => this.refusals.delete(recording));
      this.refusals.add(recording);
    }
    return new SignInRefusedError();
  }

  /** In the trail of every clinic that the person works for. */
  private recordRefusal({ id, clinics }: Account): Promise<void> {
    const entry = (clinicId: ClinicId) => ({
      clinicId,
      at: this.clock.now(),
      actor: { kind: 'system', id: 'auth' } as const,
      action: 'session.refused',
      subject: { kind: 'account', id },
    });
    return this.database.acrossClinics(async (tx) => {
      for (const clinic of clinics) await this.audit.record(tx, entry(clinic.id));
    });
  }
}
