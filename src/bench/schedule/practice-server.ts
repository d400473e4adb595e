import { randomBytes } from 'node:crypto';
import { Module, type DynamicModule, type INestApplicationContext, type OnModuleInit } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Clock } from '../../common/clock/clock.js';
import { CommonModule } from '../../common/common.module.js';
import { Logger } from '../../common/logging/logger.js';
import { AppConfig } from '../../config/app-config.js';
import { JobQueue } from '../../jobs/job-queue.service.js';
import { JobsModule } from '../../jobs/jobs.module.js';
import { BookingsService } from '../../scheduling/bookings.service.js';
import { FindingService } from '../../scheduling/finding.service.js';
import { timeFreed, visitChanged } from '../../scheduling/scheduling.jobs.js';
import { SchedulingModule } from '../../scheduling/scheduling.module.js';
import { fillPractices, type Practice } from './practices.repository.js';

/** Of the configuration the schedule knows the database, and what patients are sealed with. */
@Module({})
class ScheduleModule implements OnModuleInit {
  constructor(private readonly jobs: JobQueue) {}

  static register(databaseUrl: string, clock: Clock): DynamicModule {
    const encryptionKeys: AppConfig['encryptionKeys'] = [{ id: 'bench', key: randomBytes(32) }];
    const config = { provide: AppConfig, useValue: { databaseUrl, encryptionKeys } };
    const surroundings = { clock, logger: Logger.create('silent') };
    return {
      module: ScheduleModule,
      imports: [
        { module: class {}, global: true, providers: [config], exports: [config] },
        CommonModule.register(surroundings),
        JobsModule,
        SchedulingModule,
      ],
    };
  }

  /** Jobs are enqueued with every booking, and taken; what they are for is not here. */
  onModuleInit(): void {
    for (const kind of [timeFreed, visitChanged]) this.jobs.handle<object>(kind, () => Promise.resolve());
  }
}

/** The schedule's part of a server, on a database of so many clinics. */
export class PracticeServer {
  readonly finding: FindingService;
  readonly bookings: BookingsService;

  private constructor(
    readonly practices: readonly Practice[],
    private readonly context: INestApplicationContext,
  ) {
    this.finding = context.get(FindingService, { strict: false });
    this.bookings = context.get(BookingsService, { strict: false });
  }

  static async open(
    databaseUrl: string,
    size: { clinics: number; days: number },
    clock: Clock,
  ): Promise<PracticeServer> {
    const practices = await fillPractices(databaseUrl, size.clinics, size.days);
    const context = await NestFactory.createApplicationContext(ScheduleModule.register(databaseUrl, clock), {
      logger: false,
    });
    return new PracticeServer(practices, context);
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
