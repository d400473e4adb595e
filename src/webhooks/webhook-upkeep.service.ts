import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { Hourly } from '../common/clock/hourly.js';
import { PrismaService } from '../common/database/prisma.service.js';
import { errorFields, Logger } from '../common/logging/logger.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import { EndpointsRepository } from './endpoints.repository.js';

const KEPT_DAYS = 30;
const BATCH = 500;

/** Forgets what was sent a month ago. Processes that do it at the same time pass over each other's rows. */
@Injectable()
export class WebhookUpkeep implements OnApplicationBootstrap, OnApplicationShutdown {
  private hours: Hourly | null = null;

  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly endpoints: EndpointsRepository,
    private readonly database: PrismaService,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.hours = new Hourly(
      this.clock,
      (stopping) => this.purge(stopping),
      (error) => this.log.warn('webhooks.not_purged', errorFields(error)),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    await this.hours?.stop();
  }

  private async purge(stopping: AbortSignal): Promise<void> {
    const before = this.clock.now().subtract({ hours: KEPT_DAYS * 24 });
    while (!stopping.aborted) {
      const removed = await this.database.acrossClinics((tx) => this.deliveries.purge(tx, before, BATCH));
      if (removed < BATCH) break;
    }
    await this.database.acrossClinics((tx) => this.endpoints.purgeRemoved(tx, before));
  }
}
