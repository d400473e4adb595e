import type { INestApplication } from '@nestjs/common';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Logger } from '../common/logging/logger.js';
import type { AppConfig } from '../config/app-config.js';
import type { Settings } from '../config/settings.js';
import type { CommandContext } from './command.runner.js';
import { hostFor, localUrl } from './composition.builder.js';
import { describeStandIns, placeDemoCall, prepareDemo, wantsDemoCall, type DemoAccess } from './demo.js';
import { prepareDatabase } from './prepare-database.js';
import { PortTakenError } from './runtime.errors.js';
import { openSurroundings } from './surroundings.js';

/** Live calls get this long to be put in order when the process is asked to end. */
const DRAIN_WITHIN_MS = 10_000;

type CreateApp = (config: AppConfig, logger: Logger) => Promise<INestApplication>;

/** Serves calls until the process is asked to stop, beside stand-ins for what the settings leave out. */
export const serveWith = (createApp: CreateApp) => async (context: CommandContext) => {
  const { settings, clock, stopping } = context;
  await refuseTakenPort(settings);
  const surroundings = await openSurroundings(settings, clock);
  try {
    const { config } = surroundings;
    const { sealed } = await prepareDatabase(config);
    if (sealed > 0) context.logger.info('database.rows_sealed', { count: sealed });
    const demo = settings.mode === 'production' ? null : await prepareDemo(context, config);
    if (!stopping.aborted) await serve(await createApp(config, context.logger), config, demo, context);
  } finally {
    await surroundings.close();
  }
};

async function serve(
  app: INestApplication,
  config: AppConfig,
  demo: DemoAccess | null,
  context: CommandContext,
): Promise<void> {
  const { settings, clock, logger, stopping, print } = context;
  try {
    await listen(app, config);
    logger.info('server.listening', { port: config.port, pid: process.pid });
    if (demo) {
      print(`Crownline is up at ${localUrl(config)}/ (Ctrl-C ends it)`);
      describeStandIns(print, settings);
    }
    if (demo && wantsDemoCall(settings)) {
      await placeDemoCall(demo, context);
      if (!stopping.aborted) print(`Crownline stays up at ${localUrl(config)}/ (Ctrl-C ends it)`);
    }
    await aborted(stopping);
  } finally {
    await Promise.race([app.close(), clock.sleep(DRAIN_WITHIN_MS)]);
  }
}

async function listen(app: INestApplication, { port, host }: AppConfig): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (error) {
    throw toStartError(error, port);
  }
}

/** Asks before anything is started or written, so that a wrong PORT costs nothing and disturbs nobody. */
async function refuseTakenPort(settings: Settings): Promise<void> {
  const probe = createServer();
  try {
    probe.listen(settings.port, hostFor(settings));
    await once(probe, 'listening');
  } catch (error) {
    throw toStartError(error, settings.port);
  } finally {
    probe.close();
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
