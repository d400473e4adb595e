import type { Clock } from '../clock/clock.js';
import { lookPauseMs, type Sight } from './look-pause.policy.js';

export interface LookoutParts {
  /** Of the time by which entries are due. */
  clock: Clock;
  /** Begins what is due. */
  look(): Promise<Sight>;
  onTrouble(error: unknown): void;
  /** Whether there will be news of what is put into the queue. */
  isTold(): boolean;
  onStop(): void;
}

/** Looks at a queue in the database: when there is news of it, when something falls due, and every now and then. */
export class Lookout {
  private isStopping = false;
  private nap = new AbortController();
  private readonly watching: Promise<void>;

  constructor(private readonly parts: LookoutParts) {
    this.watching = this.watch();
  }

  /** Something may be due: it need not wait for the next look. */
  lookNow(): void {
    this.nap.abort();
  }

  /** Resolves when the look that is under way is over. */
  async stop(): Promise<void> {
    this.isStopping = true;
    this.lookNow();
    this.parts.onStop();
    await this.watching;
  }

  private async watch(): Promise<void> {
    const { parts } = this;
    while (!this.isStopping) {
      // Who asks for a look while there is one gets another.
      this.nap = new AbortController();
      const { signal } = this.nap;
      const sight = await parts.look().catch((error: unknown) => {
        parts.onTrouble(error);
        return null;
      });
      await parts.clock.sleep(lookPauseMs(parts.isTold(), sight), signal);
    }
  }
}
