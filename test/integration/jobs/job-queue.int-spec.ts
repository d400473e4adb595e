import { z } from 'zod';
import { SystemClock } from '../../../src/common/clock/clock.js';
import { PrismaService } from '../../../src/common/database/prisma.service.js';
import { newId, type ClinicId } from '../../../src/common/ids/ids.js';
import { Logger } from '../../../src/common/logging/logger.js';
import { MetricsRegistry } from '../../../src/common/metrics/metrics.js';
import type { AppConfig } from '../../../src/config/app-config.js';
import { JobQueue } from '../../../src/jobs/job-queue.service.js';
import { JobsMetrics } from '../../../src/jobs/jobs.metrics.js';
import { defineJob } from '../../../src/jobs/jobs.types.js';
import { Arrivals } from '../../support/arrivals.js';
import { newsOn } from '../../support/news.js';
import { until } from '../../support/until.js';
import { asProduct, openTestDatabase, TEST_KEYS, type TestDatabase } from '../../support/test-database.js';

const greet = defineJob({
  name: 'greet',
  schema: z.object({ id: z.string() }),
  retries: 3,
  retryAfterSeconds: 1,
  expireAfterSeconds: 1,
});

let database: TestDatabase;
const running: JobQueue[] = [];
let logLines: string[];

beforeEach(async () => {
  database = await openTestDatabase();
  logLines = [];
});
afterEach(async () => {
  for (const queue of running.splice(0)) await queue.onApplicationShutdown();
  await database.close();
});

/** One process that does this work. */
async function startQueue(
  run: (id: string) => Promise<void>,
  kind = greet,
  registry = new MetricsRegistry(),
): Promise<JobQueue> {
  const logger = Logger.create('trace', { write: (line: string) => void logLines.push(line) });
  const queue = new JobQueue(
    { databaseUrl: asProduct(database.url) } as AppConfig,
    new SystemClock(),
    logger,
    new JobsMetrics(registry),
    newsOn(database, registry),
  );
  queue.handle(kind, ({ id }) => run(id));
  await queue.onApplicationBootstrap();
  running.push(queue);
  return queue;
}

const enqueue = (queue: JobQueue, id: string) =>
  database.prisma.acrossClinics((tx) => queue.enqueue(tx, greet, { id }));

it('does a job once its transaction is committed, and never one whose transaction is rolled back', async () => {
  const done = new Arrivals<string>();
  const queue = await startQueue((id) => Promise.resolve(done.push(id)).then(() => undefined));
  const rolledBack = database.prisma.acrossClinics(async (tx) => {
    await queue.enqueue(tx, greet, { id: 'never' });
    throw new Error('changed our mind');
  });
  await expect(rolledBack).rejects.toThrow('changed our mind');
  await enqueue(queue, 'first');
  await enqueue(queue, 'second');
  await done.next((id) => id === 'second');
  expect(done.all).toEqual(['first', 'second']);
});

it('tries a failed job again, and keeps nothing of what the error said', async () => {
  const tries = new Arrivals<string>();
  const queue = await startQueue((id) => {
    tries.push(id);
    return tries.all.length < 2 ? Promise.reject(new TypeError('could not greet Ada Marsh')) : Promise.resolve();
  });
  await enqueue(queue, 'again');
  await tries.next();
  await tries.next();
  expect(tries.all).toEqual(['again', 'again']);
  const kept = await database.prisma.$queryRawUnsafe<object[]>(`SELECT output::text FROM pgboss.job`);
  expect(JSON.stringify(kept) + logLines.join('')).not.toContain('Marsh');
  expect(logLines.join('')).toContain('"job.failed"');
});

it('does a job whose process went away in the middle of it', async () => {
  const begun = new Arrivals<string>();
  const stuck = await startQueue((id) => {
    begun.push(id);
    return new Promise(() => undefined);
  });
  await enqueue(stuck, 'abandoned');
  await begun.next();
  const done = new Arrivals<string>();
  await startQueue((id) => Promise.resolve(done.push(id)).then(() => undefined));
  expect(await done.next()).toBe('abandoned');
});

it('shows how many jobs are due, and for how long the oldest has been', async () => {
  const registry = new MetricsRegistry();
  const begun = new Arrivals<() => void>();
  const queue = await startQueue(() => new Promise((resolve) => begun.push(resolve)), greet, registry);
  const shown = async (name: string) => {
    const line = (await registry.metrics()).split('\n').find((row) => row.startsWith(`${name}{kind="${greet.name}"`));
    return Number(line?.split(' ').at(-1));
  };
  expect(await shown('crownline_jobs_due')).toBe(0);
  await enqueue(queue, 'first');
  const finishFirst = await begun.next();
  await enqueue(queue, 'second');
  await enqueue(queue, 'third');
  await until(
    () => shown('crownline_jobs_due'),
    (due) => due === 2,
  );
  await until(
    () => shown('crownline_jobs_oldest_due_seconds'),
    (seconds) => seconds > 0.5,
  );
  finishFirst();
  (await begun.next())();
  (await begun.next())();
  await until(
    () => shown('crownline_jobs_oldest_due_seconds'),
    (seconds) => seconds === 0,
  );
  expect(await shown('crownline_jobs_due')).toBe(0);
});

it('lets transactions of the product enqueue, whichever of several processes was up first, and do nothing else', async () => {
  const done = new Arrivals<string>();
  const kinds = ['one', 'two', 'three', 'four'].map((name) => ({ ...greet, name }));
  const queues = await Promise.all(
    kinds.map((kind) =>
      startQueue((id) => Promise.resolve(done.push(`${kind.name}:${id}`)).then(() => undefined), kind),
    ),
  );
  const product = new PrismaService({ databaseUrl: asProduct(database.url), encryptionKeys: TEST_KEYS });
  for (const [index, kind] of kinds.entries()) {
    await product.inClinic(newId<ClinicId>(), (tx) => queues[0]!.enqueue(tx, kind, { id: String(index) }));
  }
  for (const [index, { name }] of kinds.entries()) await done.next((id) => id === `${name}:${index}`);
  for (const forbidden of [
    'DELETE FROM pgboss.job',
    `UPDATE pgboss.job SET data = '{}'`,
    'DROP SCHEMA pgboss CASCADE',
  ]) {
    await expect(product.acrossClinics((tx) => tx.$executeRawUnsafe(forbidden))).rejects.toThrow(
      /42501|denied|must be owner/,
    );
  }
  await product.onApplicationShutdown();
});
