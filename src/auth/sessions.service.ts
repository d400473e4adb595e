import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import type { Principal } from '../common/http/access.decorators.js';
import { newId, type AccountId, type ClinicId, type SessionId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { AccountsRepository } from './accounts.repository.js';
import { SecondFactorNeededError, SessionInvalidError } from './auth.errors.js';
import { hashSecret, newSecretToken } from '../common/crypto/secret-token.js';
import { endOf, overBy, scopesOfSession, secondFactorOf } from './session.policy.js';
import { SessionsRepository } from './sessions.repository.js';
import type { Opened, SessionItem, SessionKey, StoredSession } from './sessions.types.js';

const TOUCHED_EVERY_MS = 60_000;

/** Sessions of the staff: a secret in a cookie, of which the database has the hash. */
@Injectable()
export class Sessions {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly accounts: AccountsRepository,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** In a transaction that looks across clinics. */
  async open(tx: Tx, who: { clinicId: ClinicId; accountId: AccountId; secondFactorPassed: boolean }): Promise<Opened> {
    const { clinicId, accountId } = who;
    const token = newSecretToken();
    const at = this.clock.now();
    const id = newId<SessionId>();
    await this.sessions.insert(tx, { ...who, id, at, tokenHash: hashSecret(token) });
    await this.audit.record(tx, {
      clinicId,
      at,
      actor: { kind: 'staff', id: accountId },
      action: 'session.opened',
      subject: { kind: 'session', id },
      detail: { secondFactor: who.secondFactorPassed },
    });
    return { token };
  }

  /** Each use puts off its end. @throws SessionInvalidError */
  async identify(token: string): Promise<Principal> {
    const now = this.clock.now();
    const session = await this.database.acrossClinics(async (tx) => {
      const found = await this.findOpen(tx, token);
      const unseenMs = now.epochMilliseconds - found.lastSeenAt.epochMilliseconds;
      if (unseenMs >= TOUCHED_EVERY_MS) await this.sessions.touch(tx, found, now);
      return found;
    });
    return principalOf(session);
  }

  /** Whose it is, without putting off its end; null when it is over. */
  async look(token: string): Promise<Principal | null> {
    const now = this.clock.now();
    const session = await this.database.acrossClinics((tx) => this.sessions.find(tx, hashSecret(token), now));
    return session && overBy(session, now) === null ? principalOf(session) : null;
  }

  /** @throws SessionInvalidError */
  async findOpen(tx: Tx, token: string): Promise<StoredSession> {
    const now = this.clock.now();
    const session = await this.sessions.find(tx, hashSecret(token), now);
    if (!session) throw new SessionInvalidError();
    const why = overBy(session, now);
    if (why) throw new SessionInvalidError({ clinicId: session.clinicId, actor: actorOf(session), why });
    return session;
  }

  /** @throws SessionInvalidError, SecondFactorNeededError */
  async findComplete(tx: Tx, token: string): Promise<StoredSession> {
    const session = await this.findOpen(tx, token);
    if (principalOf(session).scopes.length === 0) throw new SecondFactorNeededError();
    return session;
  }

  /** @throws SessionInvalidError */
  async show(token: string): Promise<SessionItem> {
    return this.database.acrossClinics(async (tx) => {
      const session = await this.findOpen(tx, token);
      const account = await this.accounts.get(tx, session.accountId);
      const clinic = account.clinics.find(({ id }) => id === session.clinicId);
      if (!clinic) throw new SessionInvalidError();
      const factor = secondFactorOf(session);
      return {
        account: { id: account.id, name: account.name, email: account.email },
        clinic: { id: clinic.id, name: clinic.name },
        role: session.role,
        secondFactor: factor,
        scopes: [...scopesOfSession(session.role, factor, session.breakGlass !== null)],
        expiresAt: endOf({ ...session, lastSeenAt: this.clock.now() }).toString(),
        breakGlass: session.breakGlass && {
          id: session.breakGlass.id,
          expiresAt: session.breakGlass.expiresAt.toString(),
        },
        clinics: account.clinics,
      };
    });
  }

  /** The second factor was given: the session gets another token, so that one that was seen before is worth nothing. */
  async passSecondFactor(tx: Tx, key: SessionKey): Promise<Opened> {
    const token = newSecretToken();
    await this.sessions.passSecondFactor(tx, key, hashSecret(token), this.clock.now());
    return { token };
  }

  async end(token: string): Promise<void> {
    const at = this.clock.now();
    await this.database.acrossClinics(async (tx) => {
      const session = await this.findOpen(tx, token);
      await this.sessions.end(tx, session, at);
      await this.audit.record(tx, {
        clinicId: session.clinicId,
        at,
        actor: actorOf(session),
        action: 'session.ended',
        subject: { kind: 'session', id: session.id },
      });
    });
  }

  /** All of somebody's, in one clinic or in every one that the transaction sees. */
  async endAll(tx: Tx, of: { accountId: AccountId; clinicId?: ClinicId; keeping?: SessionId }): Promise<void> {
    const now: Temporal.Instant = this.clock.now();
    await this.sessions.endAll(tx, of, now);
  }
}

export const actorOf = ({ accountId, breakGlass }: StoredSession): Principal['actor'] => ({
  kind: 'staff',
  id: accountId,
  ...(breakGlass ? { breakGlassId: breakGlass.id } : {}),
});

function principalOf(session: StoredSession): Principal {
  const { clinicId, id, role, breakGlass } = session;
  const scopes = scopesOfSession(role, secondFactorOf(session), breakGlass !== null);
  return { clinicId, actor: actorOf(session), scopes, sessionId: id };
}
