import { z } from 'zod';
import { Logger } from '../../../src/common/logging/logger.js';
import { MetricsRegistry } from '../../../src/common/metrics/metrics.js';
import type { Lookout } from '../../../src/common/news/lookout.js';
import type { News } from '../../../src/common/news/news.service.js';
import type { NewsTopic } from '../../../src/common/news/news.types.js';
import type { AppConfig } from '../../../src/config/app-config.js';
import { JobQueue } from '../../../src/jobs/job-queue.service.js';
import { JobsMetrics } from '../../../src/jobs/jobs.metrics.js';
import { defineJob } from '../../../src/jobs/jobs.types.js';
import { Arrivals } from '../../support/arrivals.js';
import { FailoverProxy } from '../../support/failover-proxy.js';
import { ManualClock } from '../../support/manual-clock.js';
import { newsOn } from '../../support/news.js';
import { asProduct, execute, openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { until } from '../../support/until.js';

// Time stands still in the processes of these tests: what is done is done because they were told.

const greet = defineJob({
  name: 'greet',
  schema: z.object({ id: z.string() }),
  retries: 0,
  retryAfterSeconds: 1,
  expireAfterSeconds: 60,
});

let database: TestDatabase;
const closing: (() => unknown)[] = [];
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await database.close();
});

/** A process, as far as news go. */
class Process {
  readonly lineClock = new ManualClock();
  readonly looksClock = new ManualClock();
  readonly logLines: string[] = [];
  readonly looks = new Arrivals<NewsTopic>();
  readonly news: News;
  private readonly registry = new MetricsRegistry();
  private readonly log = Logger.create('trace', { write: (line: string) => void this.logLines.push(line) });

  constructor(url = database.url) {
    this.news = newsOn({ url, prisma: database.prisma }, this.registry, this.log, this.lineClock);
  }

  /** The first look is over. */
  async watch(topic: NewsTopic): Promise<Lookout> {
    const lookout = this.news.watch(topic, {
      clock: this.looksClock,
      look: () => Promise.resolve(this.looks.push(topic)).then(() => ({ nextDueInMs: null })),
      onTrouble: (error) => {
        throw error;
      },
    });
    closing.push(() => lookout.stop());
    await this.looks.next();
    return lookout;
  }

  async queue(run: (id: string) => void, kind = greet): Promise<JobQueue> {
    const config = { databaseUrl: asProduct(database.url) } as AppConfig;
    const queue = new JobQueue(config, this.looksClock, this.log, new JobsMetrics(this.registry), this.news);
    queue.handle(kind, ({ id }) => Promise.resolve(run(id)));
    closing.push(() => queue.onApplicationShutdown());
    await queue.onApplicationBootstrap();
    return queue;
  }

  async becomes(heard: boolean): Promise<void> {
    await until(
      () => Promise.resolve(this.news.isHeard),
      (isHeard) => isHeard === heard,
    );
  }

  /** After the pause before its next try. */
  async comesBack(): Promise<void> {
    await until(
      () => Promise.resolve(this.lineClock.advance(500)),
      () => this.news.isHeard,
    );
  }

  async count(metric: string): Promise<number> {
    const line = (await this.registry.metrics()).split('\n').find((row) => row.startsWith(`${metric} `));
    return Number(line?.split(' ').at(-1));
  }
}

const lines = () =>
  execute<{ pid: number }>(
    database.url,
    `SELECT pid FROM pg_stat_activity WHERE application_name = 'crownline-news' AND datname = current_database()`,
  );
/** A job in that state. */
const isDue = (state: 'created' | 'retry') =>
  until(
    () => execute<object>(database.url, `SELECT FROM pgboss.job WHERE state = '${state}' AND start_after < now()`),
    (jobs) => jobs.length > 0,
  );
const notify = (payload: string) => execute(database.url, `NOTIFY crownline_news, '${payload}'`);

describe('a process that listens', () => {
  it('looks at once at what another process has put into a queue, and nobody looks for words that mean nothing', async () => {
    const [writer, reader] = [new Process(), new Process()];
    await reader.watch('webhooks');
    await reader.becomes(true);
    await reader.looks.next(); // for what was missed
    await notify('appointments');
    await notify('jobs');
    writer.news.tell('webhooks');
    await reader.looks.next();
    expect(reader.looks.all).toHaveLength(3);
    expect(await reader.count('crownline_queue_looks_total{queue="webhooks"}')).toBe(3);
    expect(await writer.count('crownline_news_told_total{topic="webhooks"}')).toBe(1);
    expect(await reader.count('crownline_news_heard_total{topic="webhooks"}')).toBe(1);
    expect(await reader.count('crownline_news_heard_total{topic="jobs"}')).toBe(1);
    expect(await reader.count('crownline_news_listening')).toBe(1);
  });

  it('starts a job of another process once that has committed it', async () => {
    const [writer, worker] = [new Process(), new Process()];
    const done = new Arrivals<string>();
    await worker.queue((id) => done.push(id));
    await worker.becomes(true);
    const queue = await writer.queue(() => undefined, { ...greet, name: 'other' });
    const rolledBack = database.prisma.acrossClinics(async (tx) => {
      await queue.enqueue(tx, greet, { id: 'never' });
      throw new Error('changed our mind');
    });
    await expect(rolledBack).rejects.toThrow('changed our mind');
    expect(await writer.count('crownline_news_told_total{topic="jobs"}')).toBe(0);
    await database.prisma.acrossClinics((tx) => queue.enqueue(tx, greet, { id: 'once' }));
    expect(await done.next()).toBe('once');
    expect(await writer.count('crownline_news_told_total{topic="jobs"}')).toBe(1);
  });

  it('starts its own jobs without hearing of them', async () => {
    const process = new Process('postgresql://nobody@127.0.0.1:1/nothing');
    const done = new Arrivals<string>();
    const queue = await process.queue((id) => done.push(id));
    await database.prisma.acrossClinics((tx) => queue.enqueue(tx, greet, { id: 'own' }));
    expect(await done.next()).toBe('own');
    expect(process.news.isHeard).toBe(false);
  });

  it('starts a job that is for later when it is due, before it would look for what it was not told', async () => {
    const process = new Process();
    const done = new Arrivals<string>();
    const queue = await process.queue((id) => done.push(id));
    await process.becomes(true);
    const at = process.looksClock.now().add({ seconds: 2 });
    await database.prisma.acrossClinics((tx) => queue.enqueue(tx, greet, { id: 'later' }, { at }));
    await isDue('created');
    expect(done.all).toEqual([]);
    process.lineClock.advance(2000);
    expect(await done.next()).toBe('later');
  });

  it('tries a job again when that is due', async () => {
    const process = new Process();
    const tries = new Arrivals<string>();
    const queue = await process.queue(
      (id) => {
        tries.push(id);
        if (tries.all.length === 1) throw new Error('not yet');
      },
      { ...greet, retries: 1 },
    );
    await process.becomes(true);
    await database.prisma.acrossClinics((tx) => queue.enqueue(tx, { ...greet, retries: 1 }, { id: 'again' }));
    await tries.next();
    await isDue('retry');
    process.lineClock.advance(4000);
    expect(await tries.next()).toBe('again');
  });

  it('tells others at most twenty times a second, and looks for them twice', async () => {
    const [writer, reader] = [new Process(), new Process()];
    await reader.watch('jobs');
    await reader.becomes(true);
    await reader.looks.next();
    const told = () => writer.count('crownline_news_told_total{topic="jobs"}');
    for (let n = 0; n < 100; n++) writer.news.tell('jobs');
    expect(await told()).toBe(1);
    for (let n = 0; n < 9; n++) {
      writer.lineClock.advance(50);
      writer.news.tell('jobs');
    }
    expect(await told()).toBe(10);
    await until(
      () => reader.count('crownline_news_heard_total{topic="jobs"}'),
      (heard) => heard === 10,
    );
    expect(reader.looks.all).toHaveLength(3); // at the start, for what was missed, and at the first word
    reader.lineClock.advance(500);
    await reader.looks.next();
    await reader.looks.next();
    expect(reader.looks.all).toHaveLength(4);
  });

  it('leaves nothing behind when its last queue is not watched any more', async () => {
    const process = new Process();
    const lookouts = [await process.watch('jobs'), await process.watch('webhooks')];
    await process.becomes(true);
    await lookouts[0]!.stop();
    expect(process.news.isHeard).toBe(true);
    await lookouts[1]!.stop();
    expect(process.news.isHeard).toBe(false);
    await until(lines, (left) => left.length === 0);
  });
});

describe('a process whose line is lost', () => {
  it('looks twice a second until it has another, and then for what it has missed', async () => {
    const process = new Process();
    await process.watch('jobs');
    await process.becomes(true);
    await process.looks.next();
    await execute(database.url, `SELECT pg_terminate_backend(${(await lines())[0]!.pid})`);
    await process.becomes(false);
    await process.looks.next(); // its nap is shorter from now on
    await process.looksClock.advanceAsync(1500, 500);
    for (let n = 0; n < 3; n++) await process.looks.next();
    expect(process.looks.all).toHaveLength(6);
    expect(await process.count('crownline_news_listening')).toBe(0);
    expect(process.logLines.join('')).toContain('"event":"news.not_heard","reason":"lost"');

    await process.comesBack();
    await process.looks.next();
    await process.looksClock.advanceAsync(4500, 500);
    await notify('jobs');
    await process.looks.next();
    expect(process.looks.all).toHaveLength(8);
  });

  it('finds out by itself that nothing comes any more', async () => {
    const server = new URL(database.url);
    const network = await FailoverProxy.start();
    closing.push(() => network.close());
    network.upstreamPorts.push(Number(server.port));
    const process = new Process(Object.assign(server, { host: new URL(network.url).host }).href);
    await process.watch('jobs');
    await process.becomes(true);
    network.hush();
    await process.lineClock.advanceAsync(30_000, 1000);
    expect(process.news.isHeard).toBe(true);
    await process.lineClock.advanceAsync(5000, 1000);
    await process.becomes(false);
    expect(process.logLines.join('')).toContain('"reason":"silent"');
    await process.comesBack();
  });
});
