import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { PrismaService } from '../common/database/prisma.service.js';
import { errorFields, Logger } from '../common/logging/logger.js';
import { KEPT_HOURS } from './idempotency.types.js';
import { IdempotentRequestsRepository } from './idempotent-requests.repository.js';

const EVERY_MS = 3_600_000;

/** Forgets the answers of yesterday, also of clinics that send nothing any more. */
@Injectable()
export class IdempotencyUpkeep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly stopping = new AbortController();
  private working: Promise<void> = Promise.resolve();

  constructor(
    private readonly requests: IdempotentRequestsRepository,
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
      if (!signal.aborted) await this.purge();
    }
  }

  private async purge(): Promise<void> {
    const before = this.clock.now().subtract({ hours: KEPT_HOURS });
    await this.database
      .acrossClinics((tx) => this.requests.removeAllBefore(tx, before))
      .catch((error: unknown) => this.log.warn('http.idempotency_not_purged', errorFields(error)));
  }
}
