import { once } from 'node:events';
import type { AppConfig } from '../../config/app-config.js';
import { messageOf, ours, type PoolMessage } from './worker.types.js';

/** What the first process wants served. A worker without it has nobody to tell it to end: it ends by itself, in order. */
export async function assignedConfig(): Promise<AppConfig> {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  const { config } = await answerTo({ type: 'want_assignment' }, 'assignment');
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
  process.send?.(ours(question));
  for (;;) {
    const [received] = (await once(process, 'message')) as [unknown];
    const message = messageOf(received);
    if (message?.type === type) return message as Extract<PoolMessage, { type: Type }>;
  }
}
