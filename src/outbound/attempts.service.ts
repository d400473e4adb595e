import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { Clock } from '../common/clock/clock.js';
import type { Tx } from '../common/database/prisma.service.js';
import { Logger } from '../common/logging/logger.js';
import { JobQueue } from '../jobs/job-queue.service.js';
import type { AttemptResult } from './attempt.policy.js';
import { dialJob, settleJob } from './outbound.jobs.js';
import { OutboundMetrics } from './outbound.metrics.js';
import { retryAfterMinutes } from './outbound.policy.js';
import { OutboundRepository } from './outbound.repository.js';
import type { OutboundCall } from './outbound.types.js';

/** The carrier rings for half a minute; what it has not reported by then it will hardly report. */
const SETTLE_AFTER_MINUTES = 5;

/** What follows an attempt. Every method wants the order locked in `tx`. */
@Injectable()
export class Attempts {
  constructor(
    private readonly orders: OutboundRepository,
    private readonly jobs: JobQueue,
    private readonly metrics: OutboundMetrics,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /** Ends the order, or has it dialled again later, as often as it may be. */
  async finish(tx: Tx, order: OutboundCall, { again, reason }: Omit<AttemptResult, 'ending'>): Promise<void> {
    const { clinicId, id, attempts } = order;
    const now = this.clock.now();
    const goesOn = again && attempts < order.maxAttempts;
    if (goesOn) {
      const dueAt = now.add({ minutes: retryAfterMinutes(attempts) });
      await this.orders.update(tx, order, { status: 'waiting', reason, dueAt }, now);
      await this.jobs.enqueue(tx, dialJob, { clinicId, id }, { at: dueAt });
    } else {
      await this.orders.update(tx, order, { status: again ? 'gave_up' : 'completed', reason }, now);
    }
    this.metrics.attempts.inc({ result: reason });
    this.log.info('outbound.attempt_ended', { clinicId, requestId: id, attempt: attempts, reason });
  }

  /** True for a job whose queue has a clock ahead of ours. */
  isEarlyToSettle({ dueAt }: OutboundCall): boolean {
    return Temporal.Instant.compare(this.clock.now(), dueAt.add({ minutes: SETTLE_AFTER_MINUTES })) < 0;
  }

  /** Should nobody report how the attempt ended, somebody looks after it. */
  settleLater(tx: Tx, order: OutboundCall, minutes = SETTLE_AFTER_MINUTES): Promise<void> {
    const { clinicId, id, attempts } = order;
    const at = this.clock.now().add({ minutes });
    return this.jobs.enqueue(tx, settleJob, { clinicId, id, attempt: attempts }, { at });
  }
}
