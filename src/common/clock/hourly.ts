import type { Clock } from './clock.js';

const HOUR_MS = 3_600_000;

/** Work that a process does once an hour, from the first full hour of its life. What fails is done an hour later. */
export class Hourly {
  private readonly stopping = new AbortController();
  private readonly working: Promise<void>;

  constructor(
    private readonly clock: Clock,
    private readonly work: (stopping: AbortSignal) => Promise<void>,
    private readonly onFailure: (error: unknown) => void,
  ) {
    this.working = this.run();
  }

  /** Resolves when what is at work has ended. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.working;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    for (;;) {
      await this.clock.sleep(HOUR_MS, signal);
      if (signal.aborted) return;
      await this.work(signal).catch(this.onFailure);
    }
  }
}
