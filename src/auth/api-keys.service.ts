import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import type { Principal } from '../common/http/access.decorators.js';
import { scopesOfKey } from '../common/http/access.policy.js';
import { rowPlace } from '../common/http/cursor.codec.js';
import { Precondition } from '../common/http/etag.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import { newId, type ApiKeyId, type ClinicId } from '../common/ids/ids.js';
import { Logger } from '../common/logging/logger.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { ClinicZones } from '../compliance/clinic-zones.service.js';
import { apiKeyPrefix, hashApiKey, newApiKey } from './api-key.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import {
  expiresSoon,
  toApiKeyItem,
  type ApiKeyChangeBody,
  type ApiKeyItem,
  type ApiKeyListQuery,
  type CreatedApiKey,
  type NewApiKeyBody,
  type StoredApiKey,
} from './api-keys.types.js';
import { AccessNotFoundError, ApiKeyInvalidError, BeyondOwnScopesError, OutlivesItsMakerError } from './auth.errors.js';
import { isInCharge, refuseBeyond } from './authority.policy.js';

const TOUCHED_EVERY_MS = 60_000;
/** A year: somebody looks at each key once in a while. */
const USUAL_LIFE = { hours: 365 * 24 };

/** The keys with which other programs come in. */
@Injectable()
export class ApiKeys {
  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly zones: ClinicZones,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /** @throws ApiKeyInvalidError for a key that opens nothing, whatever the reason */
  async identify(key: string): Promise<Principal> {
    const now = this.clock.now();
    return this.database.acrossClinics(async (tx) => {
      const found = await this.keys.findPresented(tx, hashApiKey(key), now);
      if (!found) throw new ApiKeyInvalidError();
      const { clinicId, id, scopes, lastUsedAt } = found.key;
      const actor = { kind: 'api_key', id } as const;
      if (found.over) throw new ApiKeyInvalidError({ clinicId, actor, why: found.over });
      const unseenMs = now.epochMilliseconds - (lastUsedAt?.epochMilliseconds ?? 0);
      if (unseenMs >= TOUCHED_EVERY_MS) {
        await this.keys.touch(tx, found.key, now);
        this.warnOfEnd(found.key, now);
      }
      return { clinicId, actor, scopes, sessionId: null };
    });
  }

  /**
   * The answer is the only place where the key stands.
   *
   * @throws BeyondOwnScopesError, InvalidInputError
   */
  async create(principal: Principal, { name, role, scopes = [], expiresAt }: NewApiKeyBody): Promise<CreatedApiKey> {
    const { clinicId, actor } = principal;
    const now = this.clock.now();
    const granted = role === undefined ? scopes : scopesOfKey(role);
    refuseBeyond(principal, granted);
    if (expiresAt) refusePast(expiresAt, now);
    const key = newApiKey();
    return this.database.inClinic(clinicId, async (tx) => {
      const stored = {
        clinicId,
        id: newId<ApiKeyId>(),
        name,
        prefix: apiKeyPrefix(key),
        role: role ?? null,
        scopes,
        createdAt: now,
        expiresAt: await this.endOf(tx, principal, expiresAt, now),
      };
      await this.keys.insert(tx, { ...stored, keyHash: hashApiKey(key), createdBy: actor.id });
      await this.audit.record(tx, {
        clinicId,
        at: now,
        actor,
        action: 'api_key.created',
        subject: { kind: 'api_key', id: stored.id },
        detail: { role: role ?? null, scopes: scopes.join(' '), expiresAt: stored.expiresAt?.toString() ?? null },
      });
      const timeZone = await this.zones.of(tx, clinicId);
      return { ...toApiKeyItem({ ...stored, scopes: granted, lastUsedAt: null }, timeZone, now), key };
    });
  }

  /** Those that were not revoked, the newest first. */
  list(clinicId: ClinicId, { cursor, limit }: ApiKeyListQuery): Promise<Page<ApiKeyItem>> {
    return this.database.inClinic(clinicId, async (tx) => {
      const timeZone = await this.zones.of(tx, clinicId);
      const keys = await this.keys.list(tx, clinicId, { after: cursor ?? null, limit: limit + 1 });
      return pageOf(
        keys,
        limit,
        ({ createdAt, id }) => rowPlace(createdAt, id),
        (key) => toApiKeyItem(key, timeZone, this.clock.now()),
      );
    });
  }

  /** @throws AccessNotFoundError */
  get(clinicId: ClinicId, id: string): Promise<ApiKeyItem> {
    return this.database.inClinic(clinicId, async (tx) => {
      const key = await this.find(tx, clinicId, id);
      return toApiKeyItem(key, await this.zones.of(tx, clinicId), this.clock.now());
    });
  }

  /**
   * Nobody changes a key that may do more than they.
   *
   * @throws AccessNotFoundError, BeyondOwnScopesError, InvalidInputError, OutlivesItsMakerError, PreconditionFailedError
   */
  async change(
    principal: Principal,
    id: string,
    { name, expiresAt }: ApiKeyChangeBody,
    precondition = Precondition.NONE,
  ): Promise<ApiKeyItem> {
    const { clinicId, actor } = principal;
    const at = this.clock.now();
    if (expiresAt) refusePast(expiresAt, at);
    return this.database.inClinic(clinicId, async (tx) => {
      const { key, timeZone } = await this.toChange(tx, clinicId, id, precondition);
      refuseBeyond(principal, key.scopes);
      const isLonger = expiresAt !== undefined && isAfter(expiresAt, key.expiresAt);
      if (isLonger) await this.endOf(tx, principal, expiresAt, at);
      const changed = { name: name ?? key.name, expiresAt: expiresAt === undefined ? key.expiresAt : expiresAt };
      await this.keys.change(tx, key, changed);
      await this.audit.record(tx, {
        clinicId,
        at,
        actor,
        action: 'api_key.changed',
        subject: { kind: 'api_key', id },
        detail: { renamed: changed.name !== key.name, expiresAt: changed.expiresAt?.toString() ?? null },
      });
      return toApiKeyItem({ ...key, ...changed }, timeZone, at);
    });
  }

  /**
   * From the next request on. Nobody revokes a key that may do more than they; each may revoke itself.
   *
   * @throws AccessNotFoundError, BeyondOwnScopesError, PreconditionFailedError
   */
  async revoke({ clinicId, actor, scopes }: Principal, id: string, precondition = Precondition.NONE): Promise<void> {
    const at = this.clock.now();
    await this.database.inClinic(clinicId, async (tx) => {
      const { key } = await this.toChange(tx, clinicId, id, precondition);
      if (key.id !== actor.id) refuseBeyond({ scopes }, key.scopes);
      await this.keys.revoke(tx, key, at);
      const subject = { kind: 'api_key', id };
      await this.audit.record(tx, { clinicId, at, actor, action: 'api_key.revoked', subject });
    });
  }

  /**
   * When a key ends that somebody makes, or gives more time. No key makes another one live longer than itself, and to make one live for
   * more than the usual time, or for ever, is for owners.
   *
   * @param wanted undefined: the usual
   * @throws BeyondOwnScopesError, OutlivesItsMakerError
   */
  private async endOf(
    tx: Tx,
    principal: Principal,
    wanted: Temporal.Instant | null | undefined,
    now: Temporal.Instant,
  ): Promise<Temporal.Instant | null> {
    const { clinicId, actor } = principal;
    const ownEnd = actor.kind === 'api_key' ? (await this.find(tx, clinicId, actor.id)).expiresAt : null;
    const usualEnd = now.add(USUAL_LIFE);
    if (wanted === undefined) return isAfter(usualEnd, ownEnd) ? ownEnd : usualEnd;
    if (isAfter(wanted, ownEnd)) throw new OutlivesItsMakerError();
    if (isAfter(wanted, usualEnd) && !isInCharge(principal)) throw new BeyondOwnScopesError();
    return wanted;
  }

  /** Once on each day on which it is used, so that nobody finds out by the first 401. */
  private warnOfEnd(key: StoredApiKey, now: Temporal.Instant): void {
    if (!expiresSoon(key, now) || !isFirstOfDay(key.lastUsedAt, now)) return;
    this.log.warn('auth.api_key_expires_soon', { clinicId: key.clinicId, apiKeyId: key.id });
  }

  private async toChange(
    tx: Tx,
    clinicId: ClinicId,
    id: string,
    precondition: Precondition,
  ): Promise<{ key: StoredApiKey; timeZone: string }> {
    await this.keys.lock(tx, clinicId, id);
    const [key, timeZone] = [await this.find(tx, clinicId, id), await this.zones.of(tx, clinicId)];
    precondition.check(toApiKeyItem(key, timeZone, this.clock.now()));
    return { key, timeZone };
  }

  private async find(tx: Tx, clinicId: ClinicId, id: string): Promise<StoredApiKey> {
    const key = await this.keys.find(tx, clinicId, id);
    if (!key) throw new AccessNotFoundError();
    return key;
  }
}

/** Since midnight in UTC. */
const isFirstOfDay = (lastUsedAt: Temporal.Instant | null, now: Temporal.Instant): boolean =>
  lastUsedAt?.toString().slice(0, 10) !== now.toString().slice(0, 10);

/** Null is never. */
const isAfter = (end: Temporal.Instant | null, other: Temporal.Instant | null): boolean =>
  other !== null && (end === null || end.epochMilliseconds > other.epochMilliseconds);

function refusePast(expiresAt: Temporal.Instant, now: Temporal.Instant): void {
  if (expiresAt.epochMilliseconds > now.epochMilliseconds) return;
  throw new InvalidInputError([{ field: '/expiresAt', detail: 'is in the past' }]);
}
