import type { CreateApp } from '../../common/common.module.js';
import { Logger } from '../../common/logging/logger.js';
import { ShiftedClock } from './shifted-clock.js';
import type { StageServerOrder } from './stage.types.js';

/** The other end of `StageProcess`: serves as it is told, until it is told to end or nobody is left to tell. */
export function serveStage(createApp: CreateApp): void {
  process.once('message', (order) => void serve(createApp, order as StageServerOrder));
}

async function serve(createApp: CreateApp, { config, clockOffsetMs }: StageServerOrder): Promise<void> {
  const app = await createApp(config, Logger.create(config.logLevel), new ShiftedClock(clockOffsetMs));
  const end = () => void app.close().finally(() => process.exit());
  process.once('SIGTERM', end);
  process.once('disconnect', end);
  await app.listen(config.port, config.host);
  process.send?.('listening');
}
