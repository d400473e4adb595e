import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';
import { JobQueue } from '../jobs/job-queue.service.js';
import { timeFreed, visitChanged } from './scheduling.jobs.js';
import type { Appointment } from './scheduling.types.js';

/** Work that follows from what becomes of a visit, enqueued in its transaction. */
@Injectable()
export class VisitJobs {
  constructor(private readonly jobs: JobQueue) {}

  /** It was booked, ended, or given up, or one of these was taken back. */
  changed(tx: Tx, clinicId: ClinicId, { id }: Pick<Appointment, 'id'>): Promise<void> {
    return this.jobs.enqueue(tx, visitChanged, { clinicId, appointmentId: id });
  }

  /** Its time is free again; of no use to anybody once it has begun. */
  async freed(tx: Tx, clinicId: ClinicId, visit: Appointment, now: Temporal.Instant): Promise<void> {
    if (visit.startsAt.epochMilliseconds <= now.epochMilliseconds) return;
    await this.jobs.enqueue(tx, timeFreed, {
      clinicId,
      typeId: visit.typeId,
      providerId: visit.providerId,
      startsAt: visit.startsAt.toString(),
      endsAt: visit.endsAt.toString(),
    });
  }
}
