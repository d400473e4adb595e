import { once } from 'node:events';
import type { AppConfig } from '../../config/app-config.js';
import type { Clock } from '../../common/clock/clock.js';
import { ALIVE_EVERY_MS } from './signs-of-life.js';
import { messageOf, tellFirst, type PoolMessage } from './worker.types.js';

/** What the first process wants served. A worker without it has nobody to tell it to end: it ends by itself, in order. */
export async function assignedConfig(clock: Clock): Promise<AppConfig> {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  const { config } = await answerTo({ type: 'want_assignment' }, 'assignment');
  clock.every(ALIVE_EVERY_MS, () => tellFirst({ type: 'alive' }));
  return config;
}

/** Resolves when another worker listens in this one's place. */
export async function replacement(): Promise<void> {
  await answerTo({ type: 'want_to_leave' }, 'leave');
}

async function answerTo<Type extends PoolMessage['type']>(
  question: PoolMessage,
  type: Type,
): Promise<Extract<PoolMessage, { type: Type }>> {
  tellFirst(question);
  for (;;) {
    const [received] = (await once(process, 'message')) as [unknown];
    const message = messageOf(received);
    if (message?.type === type) return message as Extract<PoolMessage, { type: Type }>;
  }
}
