import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId, ProviderId } from '../common/ids/ids.js';
import { JobQueue } from '../jobs/job-queue.service.js';
import { AllocationsRepository } from './allocations.repository.js';
import { timeFreed, visitChanged } from './scheduling.jobs.js';
import type { Appointment } from './scheduling.types.js';
import { common, type Stretch } from './stretches.policy.js';

/** Work that follows from what becomes of visits and of time, enqueued in the same transaction. */
@Injectable()
export class VisitJobs {
  constructor(
    private readonly jobs: JobQueue,
    private readonly allocations: AllocationsRepository,
  ) {}

  /** It was booked, ended, or given up, or one of these was taken back. */
  changed(tx: Tx, clinicId: ClinicId, { id }: Pick<Appointment, 'id'>): Promise<void> {
    return this.jobs.enqueue(tx, visitChanged, { clinicId, appointmentId: id });
  }

  /**
   * Its time is free again: all of it with the provider who leads it, and what others had to do in it. Of no use to anybody once
   * it has begun.
   */
  async freed(tx: Tx, clinicId: ClinicId, visit: Appointment, now: Temporal.Instant): Promise<void> {
    if (visit.startsAt.epochMilliseconds <= now.epochMilliseconds) return;
    await this.timeFreed(tx, clinicId, visit.providerId, [stretchOf(visit)], now);
    for (const { providerId, ...time } of await this.allocations.providerTimeOf(tx, clinicId, visit.id)) {
      if (providerId !== visit.providerId) await this.timeFreed(tx, clinicId, providerId, [time], now);
    }
  }

  /** Time of a provider is free again; what of it is over is of no use. */
  async timeFreed(
    tx: Tx,
    clinicId: ClinicId,
    providerId: ProviderId,
    stretches: readonly Stretch[],
    now: Temporal.Instant,
  ): Promise<void> {
    for (const { fromMs, toMs } of common(stretches, [{ fromMs: now.epochMilliseconds, toMs: Infinity }])) {
      await this.jobs.enqueue(tx, timeFreed, {
        clinicId,
        providerId,
        startsAt: Temporal.Instant.fromEpochMilliseconds(fromMs).toString(),
        endsAt: Temporal.Instant.fromEpochMilliseconds(toMs).toString(),
      });
    }
  }
}

const stretchOf = ({ startsAt, endsAt }: Appointment): Stretch => ({
  fromMs: startsAt.epochMilliseconds,
  toMs: endsAt.epochMilliseconds,
});
