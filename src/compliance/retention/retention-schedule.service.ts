import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { Clock } from '../../common/clock/clock.js';
import { PrismaService } from '../../common/database/prisma.service.js';
import type { ClinicId } from '../../common/ids/ids.js';
import { errorFields, Logger } from '../../common/logging/logger.js';
import { JobQueue } from '../../jobs/job-queue.service.js';
import { retainInClinic, retentionDay } from './retention.jobs.js';
import { RetentionRepository } from './retention.repository.js';
import { Retention } from './retention.service.js';

/** In UTC: at night in America, where nobody calls. */
const AT = { hour: 8 };

/** Once a day, for every clinic, by whichever process gets to it. */
@Injectable()
export class RetentionSchedule implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly retention: Retention,
    private readonly records: RetentionRepository,
    private readonly jobs: JobQueue,
    private readonly database: PrismaService,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(retentionDay, ({ day }) => this.orderClinics(Temporal.PlainDate.from(day)));
    this.jobs.handle(retainInClinic, async ({ clinicId }) => {
      await this.retention.run(clinicId as ClinicId);
    });
  }

  /** Not waited for: calls are taken without it, too. */
  onApplicationBootstrap(): void {
    const now = this.clock.now();
    const today = now.toZonedDateTimeISO('UTC').toPlainDate();
    const next = Temporal.Instant.compare(beginning(today), now) > 0 ? today : today.add({ days: 1 });
    void this.order(next).catch((error: unknown) => this.log.warn('retention.not_ordered', errorFields(error)));
  }

  /** Every process orders the days that it sees coming; the first one has. */
  private order(day: Temporal.PlainDate): Promise<void> {
    return this.database.acrossClinics(async (tx) => {
      if (!(await this.records.order(tx, day, this.clock.now()))) return;
      await this.jobs.enqueue(tx, retentionDay, { day: day.toString() }, { at: beginning(day) });
    });
  }

  private async orderClinics(day: Temporal.PlainDate): Promise<void> {
    await this.order(day.add({ days: 1 }));
    await this.database.acrossClinics(async (tx) => {
      for (const clinicId of await this.records.clinics(tx)) await this.jobs.enqueue(tx, retainInClinic, { clinicId });
    });
  }
}

const beginning = (day: Temporal.PlainDate): Temporal.Instant =>
  day.toZonedDateTime({ timeZone: 'UTC', plainTime: AT }).toInstant();
