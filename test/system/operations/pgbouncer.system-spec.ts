/** @asks-itself */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { SystemClock } from '../../../src/common/clock/clock.js';
import { runMigrations } from '../../../src/common/database/migration.runner.js';
import { PrismaService } from '../../../src/common/database/prisma.service.js';
import { newId, type ClinicId } from '../../../src/common/ids/ids.js';
import { Logger } from '../../../src/common/logging/logger.js';
import { MetricsRegistry } from '../../../src/common/metrics/metrics.js';
import type { AppConfig } from '../../../src/config/app-config.js';
import { JobsMetrics } from '../../../src/jobs/jobs.metrics.js';
import { JobQueue } from '../../../src/jobs/job-queue.service.js';
import { defineJob } from '../../../src/jobs/jobs.types.js';
import { needTool } from '../../support/debian-tool.js';
import { Arrivals } from '../../support/arrivals.js';
import { buildClinic, buildPatient } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { newsOn } from '../../support/news.js';
import { PgBouncer } from '../../support/pgbouncer.js';
import { execute, openEmptyDatabase, openTestDatabase, TEST_KEYS } from '../../support/test-database.js';
import { until } from '../../support/until.js';

needTool('pgbouncer');

// Behind a pooler in transaction mode a connection is somebody else's after each transaction: whatever was left on it is theirs.

/** The last one opened is closed first. */
const opened: { close(): Promise<unknown> }[] = [];
const keep = <Opened extends { close(): Promise<unknown> }>(one: Opened): Opened => {
  opened.push(one);
  return one;
};
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

function openProduct(url: string): PrismaService {
  const product = new PrismaService({ databaseUrl: url, encryptionKeys: TEST_KEYS });
  keep({ close: () => product.onApplicationShutdown() });
  return product;
}

/** Locks that outlive their transaction would be held for ever, by a connection that somebody else works on. */
const locksLeft = (url: string) =>
  execute(
    url,
    `SELECT classid, objid FROM pg_locks JOIN pg_database ON pg_database.oid = database
     WHERE locktype = 'advisory' AND datname = current_database()`,
  );

it('shows no clinic the rows of another, though all of them take turns at one connection', async () => {
  const database = keep(await openTestDatabase());
  const clinics = await Promise.all([1, 2, 3].map(() => buildClinic(database.prisma)));
  for (const clinic of clinics) await buildPatient(database.prisma, clinic);
  const pooler = keep(await PgBouncer.start(database.url, 1));
  const product = openProduct(pooler.url);

  const look = (client: Pick<PrismaService, '$queryRawUnsafe'>) =>
    client.$queryRawUnsafe<{ pid: number; role: string; seen: string[] }[]>(
      'SELECT pg_backend_pid() AS pid, current_user::text AS role, array(SELECT clinic_id FROM patients)::text[] AS seen',
    );
  const looks = Array.from({ length: 30 }, async (_, turn) => {
    const clinicId = clinics[turn % clinics.length]!.clinicId;
    // Some fail on the way: a transaction that is rolled back leaves nothing behind either.
    const failing = product.inClinic(clinicId, async (tx) => {
      await look(tx);
      throw new Error('changed our mind');
    });
    await expect(failing).rejects.toThrow('changed our mind');
    const inside = await product.inClinic(clinicId, (tx) => look(tx));
    return { clinicId, inside, outside: await look(product) };
  });
  const pids = new Set<number>();
  for (const { clinicId, inside, outside } of await Promise.all(looks)) {
    expect(inside).toMatchObject([{ role: 'crownline_app', seen: [clinicId] }]);
    expect(outside).toMatchObject([{ role: 'crownline_app', seen: [] }]);
    for (const { pid } of [...inside, ...outside]) pids.add(pid);
  }
  expect(pids.size).toBe(1);
  // What was the last to pass leaves the connection as it was.
  await product.inClinic(clinics[0]!.clinicId, (tx) => look(tx));
  await product.inClinic(clinics[0]!.clinicId, (tx) => tx.clinic.count({ where: { name: 'nobody' } }));
  const left = `SELECT current_user::text AS role, current_setting('crownline.clinic', true) AS clinic,
    (SELECT count(*)::int FROM pg_prepared_statements) AS statements`;
  expect(await execute(pooler.url, left)).toEqual([
    { role: new URL(database.url).username, clinic: '', statements: 0 },
  ]);
});

it('migrates through it, by several processes at once, and leaves no lock behind', async () => {
  const database = keep(await openEmptyDatabase());
  const pooler = keep(await PgBouncer.start(database.url, 2));
  const applied = await Promise.all([1, 2, 3].map(() => runMigrations(pooler.url)));
  const [recorded] = await execute<{ count: number }>(
    database.url,
    'SELECT count(*)::int AS count FROM _prisma_migrations',
  );
  expect(applied.flat()).toHaveLength(recorded!.count);
  expect(new Set(applied.flat()).size).toBe(recorded!.count);
  expect(await locksLeft(database.url)).toEqual([]);
});

it('works on jobs through it, of processes that start together', async () => {
  const database = keep(await openTestDatabase());
  const pooler = keep(await PgBouncer.start(database.url, 2));
  const done = new Arrivals<string>();
  const kind = (name: string) =>
    defineJob({
      name,
      schema: z.object({ id: z.string() }),
      retries: 0,
      retryAfterSeconds: 1,
      expireAfterSeconds: 60,
    });
  const kinds = ['one', 'two', 'three'].map(kind);
  const product = openProduct(pooler.url);
  const news = () => newsOn({ url: pooler.url, prisma: product });
  const queues = await Promise.all(
    kinds.map(async (kind) => {
      const config = { databaseUrl: pooler.url } as AppConfig;
      const logger = Logger.create('silent', process.stdout);
      const queue = new JobQueue(config, new SystemClock(), logger, new JobsMetrics(new MetricsRegistry()), news());
      queue.handle(kind, ({ id }) => Promise.resolve(done.push(id)).then(() => undefined));
      keep({ close: () => queue.onApplicationShutdown() });
      await queue.onApplicationBootstrap();
      return queue;
    }),
  );
  expect(await locksLeft(database.url)).toEqual([]);
  for (const kind of kinds) {
    await product.inClinic(newId<ClinicId>(), (tx) => queues[0]!.enqueue(tx, kind, { id: kind.name }));
  }
  for (const { name } of kinds) await done.next((id) => id === name);

  for (const queue of queues) await queue.onApplicationShutdown();
});

it('hears no news through it, and leaves nothing on its connections', async () => {
  const database = keep(await openTestDatabase());
  const pooler = keep(await PgBouncer.start(database.url, 1));
  const product = openProduct(pooler.url);
  const [clock, said] = [new ManualClock(), new Arrivals<string>()];
  const log = Logger.create('info', { write: (line: string) => void said.push(line) });
  const news = newsOn({ url: pooler.url, prisma: product }, new MetricsRegistry(), log, clock);
  const looks = new Arrivals<number>();
  const lookout = news.watch('webhooks', {
    look: () => Promise.resolve(looks.push(1)).then(() => ({ nextDueInMs: null })),
    onTrouble: () => undefined,
  });
  keep({ close: () => lookout.stop() });
  await looks.next();
  await said.next((line) => line.includes('"event":"news.not_heard","reason":"pooler"'));
  expect(news.isHeard).toBe(false);
  expect(await execute(pooler.url, 'SELECT pg_listening_channels()')).toEqual([]);
  clock.advance(500);
  await looks.next();
});

it('tells through it of deliveries that a trigger has written, and hears of them past it', async () => {
  const database = keep(await openTestDatabase());
  const pooler = keep(await PgBouncer.start(database.url, 2));
  const { clinicId } = await buildClinic(database.prisma);
  const [writer, reader] = [openProduct(pooler.url), openProduct(pooler.url)];
  newsOn({ url: pooler.url, prisma: writer });
  const news = newsOn(
    { url: database.url, prisma: reader },
    new MetricsRegistry(),
    Logger.create('silent'),
    new ManualClock(),
  );
  const looks = new Arrivals<number>();
  const lookout = news.watch('webhooks', {
    look: () => Promise.resolve(looks.push(1)).then(() => ({ nextDueInMs: null })),
    onTrouble: () => undefined,
  });
  keep({ close: () => lookout.stop() });
  await until(
    () => Promise.resolve(news.isHeard),
    (isHeard) => isHeard,
  );
  await looks.next();
  await looks.next(); // for what was missed

  const at = new Date(0);
  await writer.inClinic(clinicId, async (tx) => {
    const endpoint = { clinicId, id: randomUUID(), active: true, createdAt: at };
    await tx.webhookEndpoint.create({
      data: { ...endpoint, url: 'https://x.test', secret: 's', events: ['task.created'] },
    });
    const task = { kind: 'callback', origin: 'message', status: 'open', callerNumber: '+15550100177' } as const;
    await tx.deskTask.create({
      data: { ...task, clinicId, id: randomUUID(), originKey: randomUUID(), createdAt: at },
    });
  });
  await looks.next();
});
