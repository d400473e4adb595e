import { once } from 'node:events';
import type { AppConfig } from '../../config/app-config.js';
import { messageOf, ours } from './worker.types.js';

/** What the first process wants served. A worker without it has nobody to tell it to end: it ends by itself, in order. */
export async function assignedConfig(): Promise<AppConfig> {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.send?.(ours({ type: 'want_assignment' }));
  for (;;) {
    const [received] = (await once(process, 'message')) as [unknown];
    const message = messageOf(received);
    if (message?.type === 'assignment') return message.config;
  }
}
