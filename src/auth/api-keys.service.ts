import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import type { Principal } from '../common/http/access.decorators.js';
import { mayHandOut, scopesOfKey } from '../common/http/access.policy.js';
import { rowPlace } from '../common/http/cursor.codec.js';
import { Precondition } from '../common/http/etag.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import { newId, type ApiKeyId, type ClinicId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { ClinicZones } from '../compliance/clinic-zones.service.js';
import { apiKeyPrefix, hashApiKey, newApiKey } from './api-key.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import {
  toApiKeyItem,
  type ApiKeyChangeBody,
  type ApiKeyItem,
  type ApiKeyListQuery,
  type CreatedApiKey,
  type NewApiKeyBody,
  type StoredApiKey,
} from './api-keys.types.js';
import { AccessNotFoundError, BeyondOwnScopesError } from './auth.errors.js';

const TOUCHED_EVERY_MS = 60_000;

/** The keys with which other programs come in. */
@Injectable()
export class ApiKeys {
  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly zones: ClinicZones,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** Null for a key that opens nothing, whatever the reason. */
  async identify(key: string): Promise<Principal | null> {
    const now = this.clock.now();
    return this.database.acrossClinics(async (tx) => {
      const stored = await this.keys.findLive(tx, hashApiKey(key), now);
      if (!stored) return null;
      const unseenMs = now.epochMilliseconds - (stored.lastUsedAt?.epochMilliseconds ?? 0);
      if (unseenMs >= TOUCHED_EVERY_MS) await this.keys.touch(tx, stored, now);
      const { clinicId, id, scopes } = stored;
      return { clinicId, actor: { kind: 'api_key', id }, scopes, sessionId: null };
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
    if (!mayHandOut(principal.scopes, granted)) throw new BeyondOwnScopesError();
    if (expiresAt) refusePast(expiresAt, now);
    const key = newApiKey();
    const stored = {
      clinicId,
      id: newId<ApiKeyId>(),
      name,
      prefix: apiKeyPrefix(key),
      role: role ?? null,
      scopes,
      createdAt: now,
      expiresAt: expiresAt ?? null,
    };
    return this.database.inClinic(clinicId, async (tx) => {
      await this.keys.insert(tx, { ...stored, keyHash: hashApiKey(key), createdBy: actor.id });
      await this.audit.record(tx, {
        clinicId,
        at: now,
        actor,
        action: 'api_key.created',
        subject: { kind: 'api_key', id: stored.id },
        detail: { role: role ?? null, scopes: scopes.join(' '), expiresAt: expiresAt?.toString() ?? null },
      });
      const timeZone = await this.zones.of(tx, clinicId);
      return { ...toApiKeyItem({ ...stored, scopes: granted, lastUsedAt: null }, timeZone), key };
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
        (key) => toApiKeyItem(key, timeZone),
      );
    });
  }

  /** @throws AccessNotFoundError */
  get(clinicId: ClinicId, id: string): Promise<ApiKeyItem> {
    return this.database.inClinic(clinicId, async (tx) => {
      const key = await this.find(tx, clinicId, id);
      return toApiKeyItem(key, await this.zones.of(tx, clinicId));
    });
  }

  /**
   * Nobody lengthens the life of a key that may do more than they.
   *
   * @throws AccessNotFoundError, BeyondOwnScopesError, InvalidInputError, PreconditionFailedError
   */
  async change(
    { clinicId, actor, scopes }: Principal,
    id: string,
    { name, expiresAt }: ApiKeyChangeBody,
    precondition = Precondition.NONE,
  ): Promise<ApiKeyItem> {
    const at = this.clock.now();
    if (expiresAt) refusePast(expiresAt, at);
    return this.database.inClinic(clinicId, async (tx) => {
      const { key, timeZone } = await this.toChange(tx, clinicId, id, precondition);
      if (!mayHandOut(scopes, key.scopes)) throw new BeyondOwnScopesError();
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
      return toApiKeyItem({ ...key, ...changed }, timeZone);
    });
  }

  /** From the next request on. @throws AccessNotFoundError, PreconditionFailedError */
  async revoke({ clinicId, actor }: Principal, id: string, precondition = Precondition.NONE): Promise<void> {
    const at = this.clock.now();
    await this.database.inClinic(clinicId, async (tx) => {
      const { key } = await this.toChange(tx, clinicId, id, precondition);
      await this.keys.revoke(tx, key, at);
      const subject = { kind: 'api_key', id };
      await this.audit.record(tx, { clinicId, at, actor, action: 'api_key.revoked', subject });
    });
  }

  private async toChange(
    tx: Tx,
    clinicId: ClinicId,
    id: string,
    precondition: Precondition,
  ): Promise<{ key: StoredApiKey; timeZone: string }> {
    await this.keys.lock(tx, clinicId, id);
    const [key, timeZone] = [await this.find(tx, clinicId, id), await this.zones.of(tx, clinicId)];
    precondition.check(toApiKeyItem(key, timeZone));
    return { key, timeZone };
  }

  private async find(tx: Tx, clinicId: ClinicId, id: string): Promise<StoredApiKey> {
    const key = await this.keys.find(tx, clinicId, id);
    if (!key) throw new AccessNotFoundError();
    return key;
  }
}

function refusePast(expiresAt: Temporal.Instant, now: Temporal.Instant): void {
  if (expiresAt.epochMilliseconds > now.epochMilliseconds) return;
  throw new InvalidInputError([{ field: '/expiresAt', detail: 'is in the past' }]);
}
