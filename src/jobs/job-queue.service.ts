import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import PgBoss from 'pg-boss';
import type { Temporal } from 'temporal-polyfill';
import { Clock, SystemClock } from '../common/clock/clock.js';
import type { Tx } from '../common/database/prisma.service.js';
import { SightedClient } from '../common/database/sighted.adapter.js';
import { errorFields, Logger } from '../common/logging/logger.js';
import type { Lookout } from '../common/news/lookout.js';
import { LOOK_EVERY_MS, type Sight } from '../common/news/look-pause.policy.js';
import { News } from '../common/news/news.service.js';
import { AppConfig } from '../config/app-config.js';
import { prepareQueues } from './job-tables.js';
import { JobsMetrics } from './jobs.metrics.js';
import type { JobKind } from './jobs.types.js';

/** For the jobs of all kinds: none of them is on a call's hot path. */
const MAX_CONNECTIONS = 2;
/** How often jobs of processes that are gone are found. */
const SUPERVISE_EVERY_SECONDS = 5;
const STOP_WITHIN_MS = 3000;
const CONNECT_WITHIN_MS = 5000;
/** Without it a question that a split network has swallowed would be waited for until the process ends, and no job done. */
const ANSWER_WITHIN_MS = 15_000;

/** Kinds of which a job is due now, or will be before the next look: no more of what is for later is read. */
const DUE = `
  SELECT name, count(*) FILTER (WHERE start_after < now())::int AS count,
    extract(epoch FROM now() - min(start_after))::float8 AS "oldestSeconds",
    extract(epoch FROM min(start_after) FILTER (WHERE start_after >= now()) - now())::float8 AS "nextInSeconds"
  FROM pgboss.job
  WHERE name = ANY($1::text[]) AND state < 'active' AND start_after < now() + make_interval(secs => $2)
  GROUP BY name`;

interface DueJobs {
  name: string;
  /** Of those that are due now. */
  count: number;
  /** For how long, where `count` is not 0. */
  oldestSeconds: number;
  /** Until the next one is due of those that are not yet; null when none is before the next look. */
  nextInSeconds: number | null;
}

export interface EnqueueOptions {
  /** At once when not given. */
  at?: Temporal.Instant;
}

/** Work for later, on Postgres. A job is enqueued in the transaction of what it is about: both are there, or neither. */
@Injectable()
export class JobQueue implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly boss: PgBoss;
  private readonly kinds = new Map<string, { kind: JobKind<object>; run: (data: object) => Promise<void> }>();
  private readonly stopping = new AbortController();
  /** Real time, whatever the product's clock says. */
  private readonly realTime = new SystemClock();
  private lookout: Lookout | null = null;
  /** Of each kind that is being worked on: one job after the other. */
  private readonly working = new Map<string, Promise<void>>();

  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
    private readonly log: Logger,
    private readonly metrics: JobsMetrics,
    private readonly news: News,
  ) {
    // pg-boss hands all of it on to its pool, which knows more than the types of pg-boss do.
    const connections = {
      connectionString: config.databaseUrl,
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
      query_timeout: ANSWER_WITHIN_MS,
      max: MAX_CONNECTIONS,
      Client: SightedClient,
      verify: SightedClient.verify,
    };
    this.boss = new PgBoss({
      ...connections,
      application_name: 'crownline-jobs',
      schedule: false,
      maintenanceIntervalSeconds: SUPERVISE_EVERY_SECONDS,
    });
    // A database that is away is an event here, and no reason to end: the workers go on asking.
    this.boss.on('error', (error) => log.warn('jobs.database_trouble', errorFields(error)));
  }

  /** To be called while the application starts (`onModuleInit`). One function per kind. */
  handle<Data extends object>(kind: JobKind<Data>, run: (data: Data) => Promise<void>): void {
    this.kinds.set(kind.name, { kind, run: (data) => run(kind.schema.parse(data)) });
    this.metrics.knows(kind.name);
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
    const startAfterSeconds = this.secondsUntil(options.at);
    await this.boss.send(kind.name, data, {
      db,
      retryLimit: kind.retries,
      retryDelay: kind.retryAfterSeconds,
      retryBackoff: true,
      expireInSeconds: kind.expireAfterSeconds,
      startAfter: startAfterSeconds,
    });
    // What is for later is found in time by everybody's next look.
    if (startAfterSeconds * 1000 <= LOOK_EVERY_MS) this.news.tellAfter(tx, 'jobs');
  }

  /** The queue runs by the database's clock, the product by its own. */
  private secondsUntil(at: Temporal.Instant | undefined): number {
    return at ? Math.max(0, Math.ceil((at.epochMilliseconds - this.clock.now().epochMilliseconds) / 1000)) : 0;
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.kinds.size === 0) return;
    await prepareQueues(this.config.databaseUrl, [...this.kinds.keys()]);
    await this.boss.start();
    // In real time: jobs are due by the database's clock.
    this.lookout = this.news.watch('jobs', {
      look: () => this.startDue(),
      onTrouble: (error) => this.log.warn('jobs.database_trouble', errorFields(error)),
    });
  }

  /** Running jobs get a moment to end; one that does not is tried again elsewhere. */
  async onApplicationShutdown(): Promise<void> {
    if (this.kinds.size === 0) return;
    this.stopping.abort();
    const limit = new AbortController();
    const done = this.lookout?.stop().then(() => Promise.all(this.working.values()));
    await Promise.race([done, this.realTime.sleep(STOP_WITHIN_MS, limit.signal)]);
    limit.abort();
    await this.boss.stop({ graceful: false });
  }

  /** One question for all kinds. pg-boss' own workers ask for each, and can't tell when the last of them has let go of the database. */
  private async startDue(): Promise<Sight> {
    const names = [...this.kinds.keys()];
    const { rows } = await this.boss.getDb().executeSql(DUE, [names, LOOK_EVERY_MS / 1000]);
    const soon = rows as DueJobs[];
    const due = new Map(soon.filter(({ count }) => count > 0).map((row) => [row.name, row]));
    for (const name of names) this.metrics.showDue(name, due.get(name) ?? { count: 0, oldestSeconds: 0 });
    for (const name of due.keys()) if (!this.working.has(name)) this.begin(name);
    const nextInSeconds = soon.flatMap((row) => row.nextInSeconds ?? []);
    return { nextDueInMs: nextInSeconds.length > 0 ? Math.min(...nextInSeconds) * 1000 : null };
  }

  private begin(name: string): void {
    const work = this.workOn(name).then((count) => {
      this.working.delete(name);
      // They are not due any more, or later again; and one may have come after the last was taken.
      if (count > 0) this.lookout?.lookNow();
    });
    this.working.set(name, work);
  }

  /** Answers how many jobs were done or have failed. */
  private async workOn(name: string): Promise<number> {
    const run = this.kinds.get(name)?.run;
    let count = 0;
    try {
      while (run && !this.stopping.signal.aborted && (await this.doNext(name, run))) count += 1;
    } catch (error) {
      this.log.warn('jobs.database_trouble', { reason: name, ...errorFields(error) });
    }
    return count;
  }

  /** False when there was nothing to do. */
  private async doNext(name: string, run: (data: object) => Promise<void>): Promise<boolean> {
    const [job] = await this.boss.fetch<object>(name);
    if (!job) return false;
    try {
      await run(job.data);
    } catch (error) {
      this.metrics.runs.inc({ kind: name, result: 'failed' });
      this.log.warn('job.failed', { reason: name, ...errorFields(error) });
      // Kept with the job: only what may be said of an error.
      await this.boss.fail(name, job.id, errorFields(error));
      return true;
    }
    this.metrics.runs.inc({ kind: name, result: 'done' });
    await this.boss.complete(name, job.id);
    return true;
  }
}
