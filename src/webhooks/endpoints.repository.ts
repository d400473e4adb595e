import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { afterPlace } from '../common/database/after-place.js';
import type { Tx } from '../common/database/prisma.service.js';
import type { RowPlace } from '../common/http/cursor.codec.js';
import type { ClinicId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import type { WebhookEndpoint as Row } from '../generated/prisma/client.js';
import type { DisabledReason, WebhookEndpoint, WebhookEventType } from './webhooks.types.js';

@Injectable()
export class EndpointsRepository {
  async insert(tx: Tx, endpoint: WebhookEndpoint): Promise<void> {
    const { clinicId, id, url, description, events, active, secret, createdAt } = endpoint;
    await tx.webhookEndpoint.create({
      data: { clinicId, id, url, description, events: [...events], active, secret, createdAt: toDate(createdAt) },
    });
  }

  count(tx: Tx, clinicId: ClinicId): Promise<number> {
    return tx.webhookEndpoint.count({ where: { clinicId, removedAt: null } });
  }

  /** The oldest first. */
  async list(tx: Tx, clinicId: ClinicId, after: RowPlace | null, limit: number): Promise<WebhookEndpoint[]> {
    const rows = await tx.webhookEndpoint.findMany({
      where: {
        clinicId,
        removedAt: null,
        ...afterPlace(after, 'asc'),
      },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      take: limit,
    });
    return rows.map(toEndpoint);
  }

  /** Null when it was removed. */
  async find(tx: Tx, clinicId: ClinicId, id: string): Promise<WebhookEndpoint | null> {
    const row = await tx.webhookEndpoint.findFirst({ where: { clinicId, id, removedAt: null } });
    return row && toEndpoint(row);
  }

  /** As it is now, and as it stays until the transaction ends. Events are written meanwhile. */
  async lock(tx: Tx, clinicId: ClinicId, id: string): Promise<WebhookEndpoint | null> {
    await tx.$executeRaw`
      SELECT FROM webhook_endpoints WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`;
    return this.find(tx, clinicId, id);
  }

  async change(tx: Tx, endpoint: WebhookEndpoint): Promise<void> {
    const { clinicId, id, url, description, events, active, failingSince, disabled } = endpoint;
    await tx.webhookEndpoint.updateMany({
      where: { clinicId, id },
      data: {
        url,
        description,
        events: [...events],
        active,
        failingSince: failingSince && toDate(failingSince),
        disabledReason: disabled?.reason ?? null,
        disabledAt: disabled && toDate(disabled.at),
      },
    });
  }

  async setSecrets(
    tx: Tx,
    clinicId: ClinicId,
    id: string,
    { secret, previous }: Pick<WebhookEndpoint, 'secret' | 'previous'>,
  ): Promise<void> {
    await tx.webhookEndpoint.updateMany({
      where: { clinicId, id },
      data: {
        secret,
        previousSecret: previous?.secret ?? null,
        previousSecretUntil: previous && toDate(previous.until),
      },
    });
  }

  /** Forgets its address and its secrets. The row stays for as long as deliveries point at it. */
  async remove(tx: Tx, clinicId: ClinicId, id: string, now: Temporal.Instant): Promise<void> {
    await tx.webhookEndpoint.updateMany({
      where: { clinicId, id },
      data: {
        active: false,
        removedAt: toDate(now),
        url: '',
        secret: '',
        previousSecret: null,
        previousSecretUntil: null,
      },
    });
  }

  async clearFailing(tx: Tx, clinicId: ClinicId, id: string): Promise<void> {
    await tx.webhookEndpoint.updateMany({
      where: { clinicId, id, failingSince: { not: null }, active: true },
      data: { failingSince: null },
    });
  }

  /** Removed ones that nothing points at any more. */
  async purgeRemoved(tx: Tx, before: Temporal.Instant): Promise<void> {
    await tx.$executeRaw`
      DELETE FROM webhook_endpoints e WHERE removed_at < ${toDate(before)}::timestamptz
        AND NOT EXISTS (SELECT FROM webhook_deliveries d WHERE d.clinic_id = e.clinic_id AND d.endpoint_id = e.id)`;
  }
}

const toEndpoint = (row: Row): WebhookEndpoint => ({
  clinicId: row.clinicId as ClinicId,
  id: row.id,
  url: row.url,
  description: row.description,
  events: row.events as WebhookEventType[],
  active: row.active,
  failingSince: row.failingSince && fromDate(row.failingSince),
  disabled:
    row.disabledReason !== null && row.disabledAt
      ? { reason: row.disabledReason as DisabledReason, at: fromDate(row.disabledAt) }
      : null,
  secret: row.secret,
  previous:
    row.previousSecret !== null && row.previousSecretUntil
      ? { secret: row.previousSecret, until: fromDate(row.previousSecretUntil) }
      : null,
  createdAt: fromDate(row.createdAt),
});
