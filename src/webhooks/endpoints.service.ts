import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { ClinicsService } from '../clinics/clinics.service.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import type { Principal } from '../common/http/access.decorators.js';
import { rowPlace } from '../common/http/cursor.codec.js';
import type { Precondition } from '../common/http/etag.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import type { ClinicId } from '../common/ids/ids.js';
import { newWebhookSecret } from '../common/outside/webhook-signature.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import type { Actor, AuditEntry } from '../compliance/compliance.types.js';
import { AppConfig } from '../config/app-config.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import { EndpointsRepository } from './endpoints.repository.js';
import {
  toWebhookItem,
  type NewWebhookBody,
  type WebhookChangeBody,
  type WebhookItem,
  type WebhookQuery,
  type WebhookWithSecret,
} from './endpoints.types.js';
import { webhookAddress } from './webhook-address.policy.js';
import { TooManyWebhooksError, WebhookNotFoundError } from './webhooks.errors.js';
import type { DisabledReason, WebhookEndpoint } from './webhooks.types.js';

/** Each event is signed and sent for each of them. Two that are made in the same moment may be one more. */
const MAX_PER_CLINIC = 20;
const PREVIOUS_SIGNS_HOURS = 24;

/** Which servers outside are told what. */
@Injectable()
export class WebhookEndpoints {
  constructor(
    private readonly endpoints: EndpointsRepository,
    private readonly deliveries: DeliveriesRepository,
    private readonly clinics: ClinicsService,
    private readonly audit: AuditLog,
    private readonly config: AppConfig,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** The oldest first. */
  list({ clinicId }: Principal, { cursor, limit }: WebhookQuery): Promise<Page<WebhookItem>> {
    return this.database.inClinic(clinicId, async (tx) => {
      const { timeZone } = await this.clinics.getIn(tx, clinicId);
      const rows = await this.endpoints.list(tx, clinicId, cursor ?? null, limit + 1);
      return pageOf(
        rows,
        limit,
        ({ createdAt, id }) => rowPlace(createdAt, id),
        (endpoint) => toWebhookItem(endpoint, timeZone),
      );
    });
  }

  /** @throws WebhookNotFoundError */
  get({ clinicId }: Principal, id: string): Promise<WebhookItem> {
    return this.database.inClinic(clinicId, async (tx) => {
      const endpoint = await this.endpoints.find(tx, clinicId, id);
      if (!endpoint) throw new WebhookNotFoundError();
      return this.itemOf(tx, endpoint);
    });
  }

  /**
   * The answer is the only place where the secret stands.
   *
   * @throws InvalidInputError for an address that nothing is sent to, TooManyWebhooksError
   */
  async create({ clinicId, actor }: Principal, body: NewWebhookBody): Promise<WebhookWithSecret> {
    const now = this.clock.now();
    const endpoint: WebhookEndpoint = {
      clinicId,
      id: randomUUID(),
      url: this.addressOf(body.url),
      description: body.description ?? null,
      events: body.events,
      active: true,
      failingSince: null,
      disabled: null,
      secret: newWebhookSecret(),
      previous: null,
      createdAt: now,
    };
    return this.database.inClinic(clinicId, async (tx) => {
      if ((await this.endpoints.count(tx, clinicId)) >= MAX_PER_CLINIC) throw new TooManyWebhooksError(MAX_PER_CLINIC);
      await this.endpoints.insert(tx, endpoint);
      await this.record(tx, endpoint, { actor, action: 'webhook.created', detail: { events: body.events.join(' ') } });
      return { ...(await this.itemOf(tx, endpoint)), secret: endpoint.secret };
    });
  }

  /** @throws WebhookNotFoundError, PreconditionFailedError, InvalidInputError */
  change(
    { clinicId, actor }: Principal,
    id: string,
    body: WebhookChangeBody,
    precondition: Precondition,
  ): Promise<WebhookItem> {
    const url = body.url === undefined ? undefined : this.addressOf(body.url);
    return this.database.inClinic(clinicId, async (tx) => {
      const before = await this.lock(tx, clinicId, id);
      precondition.check(await this.itemOf(tx, before));
      const after: WebhookEndpoint = {
        ...before,
        url: url ?? before.url,
        events: body.events ?? before.events,
        description: body.description === undefined ? before.description : body.description,
        active: body.active ?? before.active,
        ...(body.active === true ? { failingSince: null, disabled: null } : {}),
      };
      await this.endpoints.change(tx, after);
      if (!after.active) await this.deliveries.cancel(tx, clinicId, id, this.clock.now());
      const fields = Object.keys(body).sort().join(' ');
      await this.record(tx, before, { actor, action: 'webhook.changed', detail: { fields, active: after.active } });
      return this.itemOf(tx, after);
    });
  }

  /** What is on its way to it is cancelled. @throws WebhookNotFoundError, PreconditionFailedError */
  remove({ clinicId, actor }: Principal, id: string, precondition: Precondition): Promise<void> {
    return this.database.inClinic(clinicId, async (tx) => {
      const endpoint = await this.lock(tx, clinicId, id);
      precondition.check(await this.itemOf(tx, endpoint));
      const now = this.clock.now();
      await this.endpoints.remove(tx, clinicId, id, now);
      await this.deliveries.cancel(tx, clinicId, id, now);
      await this.record(tx, endpoint, { actor, action: 'webhook.removed' });
    });
  }

  /** The secret before signs, too, for a day: the receiver has time to learn the new one. @throws WebhookNotFoundError */
  rotateSecret({ clinicId, actor }: Principal, id: string): Promise<WebhookWithSecret> {
    return this.database.inClinic(clinicId, async (tx) => {
      const before = await this.lock(tx, clinicId, id);
      const until = this.clock.now().add({ hours: PREVIOUS_SIGNS_HOURS });
      const after = { ...before, secret: newWebhookSecret(), previous: { secret: before.secret, until } };
      await this.endpoints.setSecrets(tx, clinicId, id, after);
      await this.record(tx, before, { actor, action: 'webhook.secret_rotated' });
      return { ...(await this.itemOf(tx, after)), secret: after.secret };
    });
  }

  /**
   * Switches it off, since nobody is there: what is on its way is cancelled. The row is locked by the caller.
   *
   * @param failingSince is kept for people to see
   */
  async disable(
    tx: Tx,
    endpoint: WebhookEndpoint,
    reason: DisabledReason,
    failingSince: Temporal.Instant | null,
  ): Promise<void> {
    const now = this.clock.now();
    await this.endpoints.change(tx, { ...endpoint, active: false, failingSince, disabled: { reason, at: now } });
    await this.deliveries.cancel(tx, endpoint.clinicId, endpoint.id, now);
    const actor: Actor = { kind: 'system', id: 'webhooks' };
    await this.record(tx, endpoint, { actor, action: 'webhook.disabled', detail: { reason } });
  }

  private async lock(tx: Tx, clinicId: ClinicId, id: string): Promise<WebhookEndpoint> {
    const endpoint = await this.endpoints.lock(tx, clinicId, id);
    if (!endpoint) throw new WebhookNotFoundError();
    return endpoint;
  }

  private async itemOf(tx: Tx, endpoint: WebhookEndpoint): Promise<WebhookItem> {
    const { timeZone } = await this.clinics.getIn(tx, endpoint.clinicId);
    return toWebhookItem(endpoint, timeZone);
  }

  private addressOf(text: string): string {
    const url = webhookAddress(text, this.config.mode);
    if (url) return url.href;
    const detail = 'expected an https address by name, without credentials, on port 443 or one from 1024 on';
    throw new InvalidInputError([{ field: '/url', detail }]);
  }

  private record(
    tx: Tx,
    { clinicId, id }: WebhookEndpoint,
    entry: Pick<AuditEntry, 'actor' | 'action' | 'detail'>,
  ): Promise<void> {
    return this.audit.record(tx, { clinicId, at: this.clock.now(), subject: { kind: 'webhook', id }, ...entry });
  }
}
