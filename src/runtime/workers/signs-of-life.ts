import type { Worker } from 'node:cluster';
import type { Clock } from '../../common/clock/clock.js';
import type { Logger } from '../../common/logging/logger.js';
import { messageOf } from './worker.types.js';

/** How often a worker says that it lives. */
export const ALIVE_EVERY_MS = 1000;
/** Looks in a row that found nothing new: a collection of a full heap has taken three seconds. */
const SILENT_LOOKS = 5;

/**
 * Kills a worker that hangs: its streams stay open, and its callers would hear nothing for as long as the carrier keeps them. Killed, they
 * are taken up by another one. Counted in looks and not in time: when the whole machine has stood still, nobody has missed any.
 */
export class SignsOfLife {
  /** Looks since the last sign. A worker that still loads its code has not given one, and is not waited for. */
  private readonly silentLooks = new Map<Worker, number>();

  constructor(
    clock: Clock,
    private readonly log: Logger,
  ) {
    clock.every(ALIVE_EVERY_MS, () => this.look());
  }

  add(worker: Worker): void {
    worker.on('message', (received: unknown) => {
      if (messageOf(received)?.type === 'alive') this.silentLooks.set(worker, 0);
    });
    worker.on('exit', () => this.silentLooks.delete(worker));
  }

  private look(): void {
    for (const [worker, looks] of this.silentLooks) {
      this.silentLooks.set(worker, looks + 1);
      if (looks + 1 !== SILENT_LOOKS) continue;
      this.log.error('worker.hangs', { pid: worker.process.pid ?? 0 });
      worker.process.kill('SIGKILL');
    }
  }
}
