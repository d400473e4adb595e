import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { PrismaService } from '../common/database/prisma.service.js';
import { errorFields, Logger } from '../common/logging/logger.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import { EndpointsRepository } from './endpoints.repository.js';

const EVERY_MS = 3_600_000;
const KEPT_DAYS = 30;
const BATCH = 500;

/** Forgets what was sent a month ago. Processes that do it at the same time pass over each other's rows. */
@Injectable()
export class WebhookUpkeep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly stopping = new AbortController();
  private working: Promise<void> = Promise.resolve();

  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly endpoints: EndpointsRepository,
    private readonly database: PrismaService,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.working = this.work();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.working;
  }

  private async work(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.clock.sleep(EVERY_MS, signal);
      await this.purge().catch((error: unknown) => this.log.warn('webhooks.not_purged', errorFields(error)));
    }
  }

  private async purge(): Promise<void> {
    const before = this.clock.now().subtract({ hours: KEPT_DAYS * 24 });
    while (!this.stopping.signal.aborted) {
      const removed = await this.database.acrossClinics((tx) => this.deliveries.purge(tx, before, BATCH));
      if (removed < BATCH) break;
    }
    await this.database.acrossClinics((tx) => this.endpoints.purgeRemoved(tx, before));
  }
}
