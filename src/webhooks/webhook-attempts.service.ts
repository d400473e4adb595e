import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { Clock } from '../common/clock/clock.js';
import { patiently } from '../common/clock/patiently.js';
import { isDatabaseAway } from '../common/database/database.errors.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { errorFields, Logger } from '../common/logging/logger.js';
import { signedHeaders } from '../common/outside/webhook-signature.js';
import { WebhookClient } from '../common/outside/webhook.client.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { DeliveriesRepository, type DeliveryResult } from './deliveries.repository.js';
import { EndpointsRepository } from './endpoints.repository.js';
import { WebhookEndpoints } from './endpoints.service.js';
import { isGivenUp, nextTryAt } from './webhook-retry.policy.js';
import { WebhooksMetrics } from './webhooks.metrics.js';
import type {
  ClaimedDelivery,
  DisabledReason,
  WebhookAttempt,
  WebhookEndpoint,
  WebhookEvent,
} from './webhooks.types.js';

const JITTER_STEPS = 1000;

/** One try to deliver one event: what is sent, and what its answer means. */
@Injectable()
export class WebhookAttempts {
  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly endpoints: EndpointsRepository,
    private readonly switches: WebhookEndpoints,
    private readonly client: WebhookClient,
    private readonly metrics: WebhooksMetrics,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /** Of a delivery that this process has claimed. */
  async perform(claimed: ClaimedDelivery): Promise<void> {
    const found = await this.database
      .inClinic(claimed.clinicId, (tx) => this.find(tx, claimed))
      .catch((error: unknown) => this.leave(claimed, error));
    if (!found) return;
    const at = this.clock.now();
    const askedAtMs = this.clock.nowMs();
    const body = bodyOf(found.event);
    const headers = signedHeaders(secretsOf(found.endpoint, at), { id: found.event.id, body, at });
    const answer = await this.client.post(found.endpoint.url, headers, body);
    this.metrics.attempts.inc({ result: answer.error ?? 'delivered' });
    const durationMs = this.clock.nowMs() - askedAtMs;
    await this.keep(claimed, found.event, { ...answer, number: claimed.attempt, at, durationMs });
  }

  /** Null when the endpoint was switched off after the event was written: it is cancelled then. */
  private async find(
    tx: Tx,
    { clinicId, endpointId, eventId }: ClaimedDelivery,
  ): Promise<{ endpoint: WebhookEndpoint; event: WebhookEvent } | null> {
    const endpoint = await this.endpoints.find(tx, clinicId, endpointId);
    if (endpoint?.active) return { endpoint, event: await this.deliveries.event(tx, clinicId, eventId) };
    await this.deliveries.cancel(tx, clinicId, endpointId, this.clock.now());
    return null;
  }

  /** What can't be read, such as a secret under a key that is gone, counts as tried: nothing is due for ever. */
  private async leave(claimed: ClaimedDelivery, error: unknown): Promise<null> {
    if (isDatabaseAway(error)) throw error;
    this.log.error('webhook.not_readable', { clinicId: claimed.clinicId, ...errorFields(error) });
    const now = this.clock.now();
    const result = resultOf({ error: 'unreachable', number: claimed.attempt }, now);
    await this.database.inClinic(claimed.clinicId, (tx) => this.deliveries.settle(tx, claimed, result, now));
    return null;
  }

  /** What is not written is tried again, so it is worth some patience. */
  private keep(claimed: ClaimedDelivery, event: WebhookEvent, attempt: WebhookAttempt): Promise<void> {
    return patiently(
      this.clock,
      () =>
        this.database.inClinic(claimed.clinicId, async (tx) => {
          await this.write(tx, claimed, attempt);
          if (mayHaveArrived(attempt)) await this.discloses(tx, claimed, event);
        }),
      (error) => this.log.warn('webhook.not_written', { clinicId: claimed.clinicId, ...errorFields(error) }),
    );
  }

  private async write(tx: Tx, claimed: ClaimedDelivery, attempt: WebhookAttempt): Promise<void> {
    const { clinicId, endpointId } = claimed;
    const now = this.clock.now();
    if (attempt.error === null) {
      await this.endpoints.clearFailing(tx, clinicId, endpointId);
      await this.deliveries.insertAttempt(tx, claimed, attempt);
      return this.deliveries.settle(tx, claimed, { status: 'delivered' }, now);
    }
    // The endpoint first, as who switches it off: what is on its way to it comes after.
    const endpoint = await this.endpoints.lock(tx, clinicId, endpointId);
    await this.deliveries.insertAttempt(tx, claimed, attempt);
    await this.deliveries.settle(tx, claimed, resultOf(attempt, now), now);
    if (endpoint?.active) await this.noteFailure(tx, endpoint, attempt, now);
  }

  /** Whoever asks what left the clinic about a patient is told of it. One entry names each of them for half an hour. */
  private async discloses(tx: Tx, { clinicId, endpointId }: ClaimedDelivery, event: WebhookEvent): Promise<void> {
    const patientIds = await this.deliveries.patientsOf(tx, event);
    if (patientIds.length === 0) return;
    await this.audit.viewed(tx, {
      clinicId,
      at: this.clock.now(),
      actor: { kind: 'system', id: 'webhooks' },
      action: 'webhook.sent',
      subject: { kind: 'webhook', id: endpointId },
      patientIds,
    });
  }

  private async noteFailure(
    tx: Tx,
    endpoint: WebhookEndpoint,
    { error }: WebhookAttempt,
    now: Temporal.Instant,
  ): Promise<void> {
    const failingSince = endpoint.failingSince ?? now;
    const reason: DisabledReason | null = error === 'gone' ? 'gone' : isGivenUp(failingSince, now) ? 'failing' : null;
    if (reason) {
      await this.switches.disable(tx, endpoint, reason, failingSince);
      // Whoever looks after the integrations has to know; the front desk could do nothing about it.
      this.log.warn('webhook.disabled', { clinicId: endpoint.clinicId, reason });
    } else if (!endpoint.failingSince) {
      await this.endpoints.change(tx, { ...endpoint, failingSince });
    }
  }
}

/** Somebody has it, whatever they made of it, or may have: of a connection that broke nobody knows how far it had come. */
const mayHaveArrived = ({ error }: WebhookAttempt): boolean => error !== 'forbidden_address' && error !== 'tls';

/** @see webhookBodyOf */
const bodyOf = ({ id, type, at, clinicId, data }: WebhookEvent): string =>
  JSON.stringify({ id, type, timestamp: at.toString(), clinicId, data });

function secretsOf({ secret, previous }: WebhookEndpoint, now: Temporal.Instant): string[] {
  const signsToo = previous !== null && now.epochMilliseconds < previous.until.epochMilliseconds;
  return signsToo ? [secret, previous.secret] : [secret];
}

function resultOf({ error, number }: Pick<WebhookAttempt, 'error' | 'number'>, now: Temporal.Instant): DeliveryResult {
  const nextAt = error === 'gone' ? null : nextTryAt(number, now, randomInt(JITTER_STEPS) / JITTER_STEPS);
  return nextAt ? { status: 'pending', nextAt } : { status: 'failed' };
}
