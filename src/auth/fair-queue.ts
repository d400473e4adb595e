/** So much is done at once, and so much may wait: of one party, and in all. */
export interface QueueLimits {
  atOnce: number;
  waitingEach: number;
  waitingInAll: number;
}

/** Does a few things at once. Of those who wait, whoever has least under way comes next: nobody waits behind all that another one has sent. */
export class FairQueue {
  private readonly waiting = new Map<string, (() => void)[]>();
  private readonly running = new Map<string, number>();
  private runningInAll = 0;
  private waitingInAll = 0;

  constructor(private readonly limits: QueueLimits) {}

  /** Null when there is no room to wait. */
  run<Result>(party: string, work: () => Promise<Result>): Promise<Result> | null {
    if (this.runningInAll < this.limits.atOnce) {
      this.begin(party);
      return this.finish(party, work);
    }
    const line = this.waiting.get(party) ?? [];
    if (line.length >= this.limits.waitingEach || this.waitingInAll >= this.limits.waitingInAll) return null;
    const turn = new Promise<void>((resolve) => void line.push(resolve));
    this.waiting.set(party, line);
    this.waitingInAll++;
    return turn.then(() => this.finish(party, work));
  }

  private async finish<Result>(party: string, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } finally {
      this.end(party);
    }
  }

  private begin(party: string): void {
    this.runningInAll++;
    this.running.set(party, this.runningOf(party) + 1);
  }

  private end(party: string): void {
    this.runningInAll--;
    const left = this.runningOf(party) - 1;
    if (left > 0) this.running.set(party, left);
    else this.running.delete(party);
    this.admitNext();
  }

  private admitNext(): void {
    let next: string | null = null;
    // In the order in which they had their last turn.
    for (const party of this.waiting.keys()) {
      if (next === null || this.runningOf(party) < this.runningOf(next)) next = party;
    }
    if (next === null) return;
    const line = this.waiting.get(next) ?? [];
    const start = line.shift();
    this.waiting.delete(next);
    if (line.length > 0) this.waiting.set(next, line);
    this.waitingInAll--;
    this.begin(next);
    start?.();
  }

  private runningOf(party: string): number {
    return this.running.get(party) ?? 0;
  }
}
