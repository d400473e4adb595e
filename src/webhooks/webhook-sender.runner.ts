import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { errorFields, Logger } from '../common/logging/logger.js';
import { LOOK_EVERY_MS, type Sight } from '../common/news/look-pause.policy.js';
import type { Lookout } from '../common/news/lookout.js';
import { News } from '../common/news/news.service.js';
import { WebhookAttempts } from './webhook-attempts.service.js';
import { WebhookQueueRepository } from './webhook-queue.repository.js';
import { WebhooksMetrics } from './webhooks.metrics.js';
import type { ClaimedDelivery } from './webhooks.types.js';

/**
 * Endpoints that are asked at the same time, of those that failed the last time and of all others. A receiver that everybody waits
 * for takes places among the failing ones, and nobody else's.
 */
const MAX_AT_ONCE = 16;
/** Longer than a request, its place in the queue for the database, and the patience for writing its result. */
const LOST_AFTER_SECONDS = 60;
const STOP_WITHIN_MS = 3000;

/**
 * Sends what is due, beside other processes that do the same: each takes deliveries that no other has taken. One request at a time
 * goes to an endpoint, so that a slow one holds up nothing but its own.
 */
@Injectable()
export class WebhookSender implements OnApplicationBootstrap, OnApplicationShutdown {
  private lookout: Lookout | null = null;
  /** By endpoint. */
  private readonly underWay = new Map<string, { failing: boolean; done: Promise<void> }>();

  constructor(
    private readonly queue: WebhookQueueRepository,
    private readonly attempts: WebhookAttempts,
    private readonly metrics: WebhooksMetrics,
    private readonly database: PrismaService,
    private readonly clock: Clock,
    private readonly log: Logger,
    private readonly news: News,
  ) {}

  onApplicationBootstrap(): void {
    this.lookout = this.news.watch('webhooks', {
      clock: this.clock,
      look: () => this.startDue(),
      onTrouble: (error) => this.log.warn('webhooks.database_trouble', errorFields(error)),
    });
  }

  /** Something may be due: it need not wait for the next look. */
  look(): void {
    this.lookout?.lookNow();
  }

  /** Requests get a moment to end. What does not is due again a minute after it began, elsewhere. */
  async onApplicationShutdown(): Promise<void> {
    const limit = new AbortController();
    const done = this.lookout?.stop().then(() => Promise.all([...this.underWay.values()].map(({ done }) => done)));
    await Promise.race([done, this.clock.sleep(STOP_WITHIN_MS, limit.signal)]);
    limit.abort();
  }

  private async startDue(): Promise<Sight> {
    const now = this.clock.now();
    const { well, failing, due } = await this.database.acrossClinics(async (tx) => {
      const well = await this.claim(tx, { failing: false, besides: [], now });
      const failing = await this.claim(tx, { failing: true, besides: well, now });
      return { well, failing, due: await this.queue.dueTimes(tx, now, now.add({ milliseconds: LOOK_EVERY_MS })) };
    });
    for (const claimed of well) this.start(claimed, false);
    for (const claimed of failing) this.start(claimed, true);
    this.metrics.oldestDueSeconds.set(due.oldest ? due.oldest.until(now).total('seconds') : 0);
    return { nextDueInMs: due.next ? now.until(due.next).total('milliseconds') : null };
  }

  private async claim(
    tx: Tx,
    { failing, besides, now }: { failing: boolean; besides: readonly ClaimedDelivery[]; now: Temporal.Instant },
  ): Promise<ClaimedDelivery[]> {
    const limit = MAX_AT_ONCE - this.countUnderWay(failing);
    if (limit === 0) return [];
    const busy = [...this.underWay.keys(), ...besides.map(({ endpointId }) => endpointId)];
    return this.queue.claim(tx, { failing, busy, limit, now, lostAt: now.add({ seconds: LOST_AFTER_SECONDS }) });
  }

  private countUnderWay(failing: boolean): number {
    return [...this.underWay.values()].filter((other) => other.failing === failing).length;
  }

  private start(claimed: ClaimedDelivery, failing: boolean): void {
    const done = this.attempts
      .perform(claimed)
      .catch((error: unknown) =>
        this.log.warn('webhook.not_tried', { clinicId: claimed.clinicId, ...errorFields(error) }),
      )
      .finally(() => {
        this.underWay.delete(claimed.endpointId);
        this.look();
      });
    this.underWay.set(claimed.endpointId, { failing, done });
  }
}
