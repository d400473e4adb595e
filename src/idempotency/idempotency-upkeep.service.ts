import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { Hourly } from '../common/clock/hourly.js';
import { PrismaService } from '../common/database/prisma.service.js';
import { errorFields, Logger } from '../common/logging/logger.js';
import { KEPT_HOURS } from './idempotency.types.js';
import { IdempotentRequestsRepository } from './idempotent-requests.repository.js';

/** Forgets the answers of yesterday, also of clinics that send nothing any more. */
@Injectable()
export class IdempotencyUpkeep implements OnApplicationBootstrap, OnApplicationShutdown {
  private hours: Hourly | null = null;

  constructor(
    private readonly requests: IdempotentRequestsRepository,
    private readonly database: PrismaService,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.hours = new Hourly(
      this.clock,
      () => this.purge(),
      (error) => this.log.warn('http.idempotency_not_purged', errorFields(error)),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    await this.hours?.stop();
  }

  private async purge(): Promise<void> {
    const before = this.clock.now().subtract({ hours: KEPT_HOURS });
    await this.database.acrossClinics((tx) => this.requests.removeAllBefore(tx, before));
  }
}
