import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import PgBoss from 'pg-boss';
import { Counter } from 'prom-client';
import type { Temporal } from 'temporal-polyfill';
import { Clock } from '../common/clock/clock.js';
import type { Tx } from '../common/database/prisma.service.js';
import { errorFields, Logger } from '../common/logging/logger.js';
import { MetricsRegistry } from '../common/metrics/metrics.js';
import { AppConfig } from '../config/app-config.js';
import type { JobKind } from './jobs.types.js';

/** Two for the workers of all kinds: none of them is on a call's hot path. */
const MAX_CONNECTIONS = 2;
const POLL_EVERY_SECONDS = 0.5;
/** How often jobs of processes that are gone are found. */
const SUPERVISE_EVERY_SECONDS = 5;
const STOP_WITHIN_MS = 3000;

export interface EnqueueOptions {
  /** At once when not given. */
  at?: Temporal.Instant;
}

/** Work for later, on Postgres. A job is enqueued in the transaction of what it is about: both are there, or neither. */
@Injectable()
export class JobQueue implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly boss: PgBoss;
  private readonly kinds = new Map<string, { kind: JobKind<object>; run: (data: object) => Promise<void> }>();
  private readonly runs: Counter<'job' | 'result'>;

  constructor(
    config: AppConfig,
    private readonly clock: Clock,
    private readonly log: Logger,
    metrics: MetricsRegistry,
  ) {
    this.boss = new PgBoss({
      connectionString: config.databaseUrl,
      application_name: 'crownline-jobs',
      max: MAX_CONNECTIONS,
      schedule: false,
      maintenanceIntervalSeconds: SUPERVISE_EVERY_SECONDS,
    });
    // A database that is away is an event here, and no reason to end: the workers go on asking.
    this.boss.on('error', (error) => log.warn('jobs.database_trouble', errorFields(error)));
    this.runs = new Counter({
      name: 'crownline_jobs_total',
      help: 'Tries of background jobs, by kind and result.',
      labelNames: ['job', 'result'],
      registers: [metrics],
    });
  }

  /** To be called while the application starts (`onModuleInit`). One function per kind. */
  handle<Data extends object>(kind: JobKind<Data>, run: (data: Data) => Promise<void>): void {
    this.kinds.set(kind.name, { kind, run: (data) => run(kind.schema.parse(data)) });
  }

  async enqueue<Data extends object>(
    tx: Tx,
    kind: JobKind<Data>,
    data: Data,
    options: EnqueueOptions = {},
  ): Promise<void> {
    const db = {
      executeSql: async (text: string, values: unknown[]) => ({
        rows: await tx.$queryRawUnsafe<unknown[]>(text, ...values),
      }),
    };
    await this.boss.send(kind.name, data, {
      db,
      retryLimit: kind.retries,
      retryDelay: kind.retryAfterSeconds,
      retryBackoff: true,
      expireInSeconds: kind.expireAfterSeconds,
      startAfter: this.secondsUntil(options.at),
    });
  }

  /** The queue runs by the database's clock, the product by its own. */
  private secondsUntil(at: Temporal.Instant | undefined): number {
    return at ? Math.max(0, Math.ceil((at.epochMilliseconds - this.clock.nowMs()) / 1000)) : 0;
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.kinds.size === 0) return;
    await this.boss.start();
    for (const name of this.kinds.keys()) await this.boss.createQueue(name);
    for (const [name, { run }] of this.kinds) {
      await this.boss.work<object>(
        name,
        { pollingIntervalSeconds: POLL_EVERY_SECONDS, batchSize: 1 },
        async ([job]) => {
          if (job) await this.attempt(name, () => run(job.data));
        },
      );
    }
  }

  /** Running jobs get a moment to end; one that does not is tried again elsewhere. */
  async onApplicationShutdown(): Promise<void> {
    if (this.kinds.size > 0) await this.boss.stop({ graceful: true, wait: true, timeout: STOP_WITHIN_MS });
  }

  private async attempt(name: string, run: () => Promise<void>): Promise<void> {
    try {
      await run();
      this.runs.inc({ job: name, result: 'done' });
    } catch (error) {
      this.runs.inc({ job: name, result: 'failed' });
      this.log.warn('job.failed', { reason: name, ...errorFields(error) });
      // What is thrown on is stored with the job: only what may be said of an error.
      throw Object.assign(new Error('failed'), { stack: undefined, cause: errorFields(error) });
    }
  }
}
