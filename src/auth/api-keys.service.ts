import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { PrismaService } from '../common/database/prisma.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import type { Principal } from '../common/http/access.decorators.js';
import { mayHandOut, scopesOfKey } from '../common/http/access.policy.js';
import { newId, type ApiKeyId, type ClinicId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { apiKeyPrefix, hashApiKey, newApiKey } from './api-key.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { toApiKeyItem, type ApiKeyItem, type CreatedApiKey, type NewApiKeyBody } from './api-keys.types.js';
import { AccessNotFoundError, BeyondOwnScopesError } from './auth.errors.js';

const TOUCHED_EVERY_MS = 60_000;

/** The keys with which other programs come in. */
@Injectable()
export class ApiKeys {
  constructor(
    private readonly keys: ApiKeysRepository,
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
    if (expiresAt && expiresAt.epochMilliseconds <= now.epochMilliseconds) {
      throw new InvalidInputError([{ field: '/expiresAt', detail: 'is in the past' }]);
    }
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
    await this.database.inClinic(clinicId, async (tx) => {
      await this.keys.insert(tx, { ...stored, keyHash: hashApiKey(key), createdBy: actor.id });
      await this.audit.record(tx, {
        clinicId,
        at: now,
        actor,
        action: 'api_key.created',
        subject: { kind: 'api_key', id: stored.id },
        detail: { role: role ?? null, scopes: scopes.join(' '), expiresAt: expiresAt?.toString() ?? null },
      });
    });
    return { ...toApiKeyItem({ ...stored, scopes: granted, lastUsedAt: null }), key };
  }

  /** Those that were not revoked, the newest first. */
  async list(clinicId: ClinicId): Promise<ApiKeyItem[]> {
    const keys = await this.database.inClinic(clinicId, (tx) => this.keys.list(tx, clinicId));
    return keys.map(toApiKeyItem);
  }

  /** From the next request on. @throws AccessNotFoundError */
  async revoke({ clinicId, actor }: Principal, id: string): Promise<void> {
    const at = this.clock.now();
    await this.database.inClinic(clinicId, async (tx) => {
      if (!(await this.keys.revoke(tx, clinicId, id, at))) throw new AccessNotFoundError();
      const subject = { kind: 'api_key', id };
      await this.audit.record(tx, { clinicId, at, actor, action: 'api_key.revoked', subject });
    });
  }
}
