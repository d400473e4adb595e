import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ClinicsService } from '../clinics/clinics.service.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import type { Principal } from '../common/http/access.decorators.js';
import { rowPlace } from '../common/http/cursor.codec.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import {
  toDeliveryDetail,
  toDeliveryItem,
  type DeliveryDetail,
  type DeliveryItem,
  type DeliveryQuery,
} from './deliveries.types.js';
import { EndpointsRepository } from './endpoints.repository.js';
import { DeliveryPendingError, WebhookInactiveError, WebhookNotFoundError } from './webhooks.errors.js';
import { TEST_EVENT, type WebhookDelivery, type WebhookEvent } from './webhooks.types.js';

/** What was sent to whom, and what people want to have sent. */
@Injectable()
export class WebhookDeliveries {
  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly endpoints: EndpointsRepository,
    private readonly clinics: ClinicsService,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  list({ clinicId }: Principal, query: DeliveryQuery): Promise<Page<DeliveryItem>> {
    return this.database.inClinic(clinicId, async (tx) => {
      const { timeZone } = await this.clinics.getIn(tx, clinicId);
      const rows = await this.deliveries.list(tx, clinicId, query, query.limit + 1);
      return pageOf(
        rows,
        query.limit,
        ({ createdAt, id }) => rowPlace(createdAt, id),
        (delivery) => toDeliveryItem(delivery, timeZone),
      );
    });
  }

  /** @throws WebhookNotFoundError */
  get({ clinicId }: Principal, id: string): Promise<DeliveryDetail> {
    return this.database.inClinic(clinicId, async (tx) => {
      const found = await this.deliveries.findWithAttempts(tx, clinicId, id);
      if (!found) throw new WebhookNotFoundError();
      const { timeZone } = await this.clinics.getIn(tx, clinicId);
      return toDeliveryDetail(found.delivery, found.attempts, timeZone);
    });
  }

  /** Sends the endpoint an event that says nothing. @throws WebhookNotFoundError, WebhookInactiveError */
  async test(principal: Principal, endpointId: string): Promise<DeliveryDetail> {
    const { clinicId } = principal;
    return this.database.inClinic(clinicId, async (tx) => {
      const endpoint = await this.endpoints.find(tx, clinicId, endpointId);
      if (!endpoint) throw new WebhookNotFoundError();
      if (!endpoint.active) throw new WebhookInactiveError();
      const event: WebhookEvent = {
        id: randomUUID(),
        clinicId,
        type: TEST_EVENT,
        at: this.clock.now(),
        data: { endpointId },
      };
      await this.deliveries.insertEvent(tx, event);
      const of = { endpointId, eventId: event.id, eventType: event.type };
      return this.order(tx, principal, { ...of, replayOf: null }, 'webhook.tested');
    });
  }

  /**
   * Sends an event to its endpoint once more, with the same id: as a delivery of its own.
   *
   * @throws WebhookNotFoundError, DeliveryPendingError, WebhookInactiveError
   */
  async replay(principal: Principal, id: string): Promise<DeliveryDetail> {
    const { clinicId } = principal;
    return this.database.inClinic(clinicId, async (tx) => {
      const delivery = await this.deliveries.find(tx, clinicId, id);
      if (!delivery) throw new WebhookNotFoundError();
      if (delivery.status === 'pending') throw new DeliveryPendingError();
      const endpoint = await this.endpoints.find(tx, clinicId, delivery.endpointId);
      if (!endpoint?.active) throw new WebhookInactiveError();
      return this.order(tx, principal, { ...delivery, replayOf: id }, 'webhook.replayed');
    });
  }

  private async order(
    tx: Tx,
    { clinicId, actor }: Principal,
    {
      endpointId,
      eventId,
      eventType,
      replayOf,
    }: Pick<WebhookDelivery, 'endpointId' | 'eventId' | 'eventType' | 'replayOf'>,
    action: string,
  ): Promise<DeliveryDetail> {
    const now = this.clock.now();
    const delivery: WebhookDelivery = {
      id: randomUUID(),
      clinicId,
      endpointId,
      eventId,
      eventType,
      status: 'pending',
      attemptCount: 0,
      nextAttemptAt: now,
      createdAt: now,
      finishedAt: null,
      replayOf,
    };
    await this.deliveries.insert(tx, delivery);
    await this.audit.record(tx, {
      clinicId,
      at: now,
      actor,
      action,
      subject: { kind: 'webhook', id: endpointId },
      detail: { eventId, eventType },
    });
    const { timeZone } = await this.clinics.getIn(tx, clinicId);
    return toDeliveryDetail(delivery, [], timeZone);
  }
}
