import type { INestApplication } from '@nestjs/common';
import cluster from 'node:cluster';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:net';
import type { CreateApp } from '../common/common.module.js';
import { excessOfLogin } from '../common/database/product-login.js';
import { QUIET_WITHIN_MS, type AppConfig } from '../config/app-config.js';
import type { Settings } from '../config/settings.js';
import { HeapWatch } from '../ops/memory/heap-watch.service.js';
import { SyntheticCalls } from '../ops/synthetic-calls/synthetic-calls.service.js';
import type { CommandContext } from './command.runner.js';
import { hostFor } from './composition.builder.js';
import { CarrierTestPhone } from './carrier-test-phone.driver.js';
import { loadDemo } from './not-in-production.js';
import { prepareDatabase } from './prepare-database.js';
import { PortTakenError } from './runtime.errors.js';
import { openSurroundings } from './surroundings.js';
import { assignedConfig, replacement } from './workers/worker.command.js';
import { serveDealtConnections } from './workers/dealt-connections.js';
import { WorkerMetrics } from './workers/worker-metrics.js';
import { WorkerPool } from './workers/worker-pool.js';

/** After the drain: for calls that are handed on, and then for what no call needs any more. */
const CLOSE_WITHIN_MS = QUIET_WITHIN_MS + 12_000;

/** Serves calls until the process is asked to stop, beside stand-ins for what the settings leave out. */
export const serveWith = (createApp: CreateApp) => async (context: CommandContext) => {
  const { settings, clock, stopping } = context;
  if (cluster.isWorker) return serve(await startedApp(createApp, await assignedConfig(clock), context), context);
  await refuseTakenPorts(settings);
  const surroundings = await openSurroundings(settings, clock);
  try {
    const { config, databaseMigrationUrl } = surroundings;
    const { sealed } = await prepareDatabase({ ...config, databaseMigrationUrl });
    await warnOfExcess(config, context);
    if (sealed > 0) context.logger.info('database.rows_sealed', { count: sealed });
    const demo = settings.mode === 'production' ? null : await (await loadDemo()).openDemo(config, context);
    try {
      if (stopping.aborted) return;
      const served = settings.workers > 1 ? startedWorkers(config, context) : startedApp(createApp, config, context);
      await serve(await served, context, demo?.welcome);
    } finally {
      await demo?.leave();
    }
  } finally {
    await surroundings.close();
  }
};

/** The server works all the same. */
async function warnOfExcess({ databaseUrl }: AppConfig, { logger }: CommandContext): Promise<void> {
  const excess = await excessOfLogin(databaseUrl);
  if (excess.length > 0) logger.warn('database.login_can_do_more', { reason: excess.join(', ') });
}

/** What listens, and is closed when it has drained. */
interface Served {
  readonly drainMs: number;
  close(): Promise<void>;
}

async function startedApp(createApp: CreateApp, config: AppConfig, context: CommandContext): Promise<Served> {
  const { logger, clock, giveUp } = context;
  const surroundings: Parameters<CreateApp>[3] = cluster.isWorker ? { metricsOf: (own) => new WorkerMetrics(own) } : {};
  const app = await createApp(config, logger, clock, surroundings);
  const served = { drainMs: config.drainMs, close: () => app.close() };
  try {
    if (cluster.isWorker) serveDealtConnections((await app.init()).getHttpServer() as Server);
    else await listen(app, config);
  } catch (error) {
    await served.close();
    throw error;
  }
  logger.info('server.listening', { port: config.port, pid: process.pid });
  app.get(SyntheticCalls).begin(new CarrierTestPhone(config, clock));
  app.get(HeapWatch).begin({ successor: () => successorOf(app), end: giveUp });
  return served;
}

/** A single process has none that it knows of. What rings from then on, and what a worker has handed on, goes to the other workers. */
async function successorOf(app: INestApplication): Promise<void> {
  if (!cluster.isWorker) return;
  await replacement();
  (app.getHttpServer() as Server).close();
}

async function startedWorkers(config: AppConfig, { settings, clock, logger }: CommandContext): Promise<Served> {
  const pool = await WorkerPool.open(settings.workers, config, clock, logger).catch((error: unknown) => {
    throw toStartError(error, config.port);
  });
  return { drainMs: config.drainMs, close: () => pool.close() };
}

async function serve(served: Served, { clock, stopping }: CommandContext, begin?: () => Promise<void>): Promise<void> {
  try {
    await begin?.();
    await aborted(stopping);
  } finally {
    await Promise.race([served.close(), clock.sleep(served.drainMs + CLOSE_WITHIN_MS)]);
  }
}

async function listen(app: INestApplication, { port, host, metrics = {} }: AppConfig): Promise<void> {
  try {
    await app.listen(port, host);
    if (metrics.port !== undefined)
      await listenAside(app.getHttpServer() as Server, metrics.port, metrics.host ?? host);
  } catch (error) {
    throw toStartError(error, port);
  }
}

/** The same server at another port: what it shows there and what not is the application's to tell. */
async function listenAside(server: Server, port: number, host: string): Promise<void> {
  const aside = createServer(
    { allowHalfOpen: true, noDelay: true },
    (socket) => void server.emit('connection', socket),
  );
  aside.listen(port, host);
  await once(aside, 'listening');
  server.once('close', () => {
    aside.close();
    server.closeAllConnections();
  });
}

/** Asks before anything is started or written, so that a port of another costs nothing and disturbs nobody. */
async function refuseTakenPorts(settings: Settings): Promise<void> {
  const { port, metrics = {} } = settings;
  const host = hostFor(settings);
  const wanted = [
    { port, host },
    ...(metrics.port === undefined ? [] : [{ port: metrics.port, host: metrics.host ?? host }]),
  ];
  for (const address of wanted) {
    const probe = createServer();
    try {
      probe.listen(address);
      await once(probe, 'listening');
    } catch (error) {
      throw toStartError(error, address.port);
    } finally {
      probe.close();
    }
  }
}

function toStartError(error: unknown, port: number): unknown {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  return taken ? new PortTakenError(port, { cause: error }) : error;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
