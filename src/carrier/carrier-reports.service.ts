import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { AT_LEISURE_MS, patiently } from '../common/clock/patiently.js';
import { DomainError } from '../common/errors/domain.error.js';
import { errorFields, Logger } from '../common/logging/logger.js';
import { CarrierMetrics } from './carrier.metrics.js';

/** Webhooks that tell us something, and ask for no words: the carrier tells each thing once, whatever it is answered. */
@Injectable()
export class CarrierReports {
  constructor(
    private readonly metrics: CarrierMetrics,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /**
   * Tries for half a minute to write down what was told, also when the carrier has stopped waiting for an answer.
   *
   * @param take must be safe to do twice; answers what came of it
   */
  async take(route: string, take: () => Promise<string | void>): Promise<void> {
    try {
      const result = await patiently(this.clock, take, (error, attempt) => this.failed(error, attempt), {
        retryAfterMs: AT_LEISURE_MS,
        isPassing: (error) => !(error instanceof DomainError),
      });
      this.metrics.webhooks.inc({ route, result: result ?? 'taken' });
    } catch (error) {
      this.metrics.webhooks.inc({ route, result: 'failed' });
      throw error;
    }
  }

  private failed(error: unknown, attempt: number): void {
    this.log.warn('webhook.try_failed', { attempt, ...errorFields(error) });
  }
}
