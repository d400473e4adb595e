import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { afterPlace } from '../common/database/after-place.js';
import type { Tx } from '../common/database/prisma.service.js';
import { KEY_SCOPES, scopesOfKey, type KeyRole, type Scope } from '../common/http/access.policy.js';
import type { RowPlace } from '../common/http/cursor.codec.js';
import type { ApiKeyId, ClinicId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import type { ApiKey as ApiKeyRow } from '../generated/prisma/client.js';
import type { StoredApiKey } from './api-keys.types.js';

export interface NewApiKeyRow extends Pick<
  StoredApiKey,
  'clinicId' | 'id' | 'name' | 'prefix' | 'role' | 'createdAt' | 'expiresAt'
> {
  keyHash: string;
  /** Empty for a key with a role. */
  scopes: readonly Scope[];
  createdBy: string;
}

@Injectable()
export class ApiKeysRepository {
  /**
   * With what ended it, if it opens nothing any more. The transaction has to look across clinics: the key says which one it is of.
   */
  async findPresented(
    tx: Tx,
    keyHash: string,
    now: Temporal.Instant,
  ): Promise<{ key: StoredApiKey; over: 'revoked' | 'expired' | null } | null> {
    const row = await tx.apiKey.findUnique({ where: { keyHash } });
    if (!row) return null;
    const isExpired = row.expiresAt !== null && row.expiresAt.getTime() <= now.epochMilliseconds;
    return { key: toStored(row), over: row.revokedAt !== null ? 'revoked' : isExpired ? 'expired' : null };
  }

  async touch(tx: Tx, { clinicId, id }: StoredApiKey, now: Temporal.Instant): Promise<void> {
    await tx.apiKey.update({ where: { clinicId_id: { clinicId, id } }, data: { lastUsedAt: toDate(now) } });
  }

  async insert(tx: Tx, { createdAt, expiresAt, scopes, ...key }: NewApiKeyRow): Promise<void> {
    await tx.apiKey.create({
      data: { ...key, scopes: [...scopes], createdAt: toDate(createdAt), expiresAt: expiresAt && toDate(expiresAt) },
    });
  }

  /** Those that were not revoked, the newest first. */
  async list(
    tx: Tx,
    clinicId: ClinicId,
    { after, limit }: { after: RowPlace | null; limit: number },
  ): Promise<StoredApiKey[]> {
    const rows = await tx.apiKey.findMany({
      where: {
        clinicId,
        revokedAt: null,
        ...afterPlace(after, 'desc'),
      },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit,
    });
    return rows.map(toStored);
  }

  /** One that was not revoked. */
  async find(tx: Tx, clinicId: ClinicId, id: string): Promise<StoredApiKey | null> {
    const row = await tx.apiKey.findUnique({ where: { clinicId_id: { clinicId, id }, revokedAt: null } });
    return row && toStored(row);
  }

  /** Until the transaction ends, nobody else changes, uses or revokes it. */
  async lock(tx: Tx, clinicId: ClinicId, id: string): Promise<void> {
    await tx.$executeRaw`
      SELECT FROM api_keys WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`;
  }

  async change(
    tx: Tx,
    { clinicId, id }: StoredApiKey,
    { name, expiresAt }: { name: string; expiresAt: Temporal.Instant | null },
  ): Promise<void> {
    await tx.apiKey.update({
      where: { clinicId_id: { clinicId, id } },
      data: { name, expiresAt: expiresAt && toDate(expiresAt) },
    });
  }

  async revoke(tx: Tx, { clinicId, id }: StoredApiKey, now: Temporal.Instant): Promise<void> {
    await tx.apiKey.update({ where: { clinicId_id: { clinicId, id } }, data: { revokedAt: toDate(now) } });
  }
}

const instant = (date: Date | null) => date && fromDate(date);

function toStored(row: ApiKeyRow): StoredApiKey {
  const role = row.role as KeyRole | null;
  return {
    clinicId: row.clinicId as ClinicId,
    id: row.id as ApiKeyId,
    name: row.name,
    prefix: row.prefix,
    role,
    // A scope that is no more opens nothing.
    scopes: role === null ? KEY_SCOPES.filter((scope) => row.scopes.includes(scope)) : scopesOfKey(role),
    createdAt: fromDate(row.createdAt),
    expiresAt: instant(row.expiresAt),
    lastUsedAt: instant(row.lastUsedAt),
  };
}
