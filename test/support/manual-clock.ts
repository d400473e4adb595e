import { Temporal } from 'temporal-polyfill';
import { Clock, type Cancel } from '../../src/common/clock/clock.js';

interface Timer {
  dueMs: number;
  /** Null for a timer that fires once. */
  everyMs: number | null;
  run: () => void;
}

/** Time that stands still until a test moves it. Timers fire in order of their due time, each at exactly that time. */
export class ManualClock extends Clock {
  private nowEpochMs: number;
  private readonly timers = new Set<Timer>();

  constructor(start: string | Temporal.Instant = '2026-11-20T15:00:00Z') {
    super();
    this.nowEpochMs = Temporal.Instant.from(start).epochMilliseconds;
  }

  nowMs(): number {
    return this.nowEpochMs;
  }

  after(ms: number, run: () => void): Cancel {
    return this.start({ dueMs: this.nowEpochMs + Math.max(ms, 0), everyMs: null, run });
  }

  every(ms: number, run: () => void): Cancel {
    return this.start({ dueMs: this.nowEpochMs + ms, everyMs: Math.max(ms, 1), run });
  }

  /** How many timers are still to fire; zero proves that nothing was left behind. */
  get pendingTimers(): number {
    return this.timers.size;
  }

  /** Fires everything due within `ms`, timers started meanwhile included. Synchronous: promises settle after it. */
  advance(ms: number): void {
    const endMs = this.nowEpochMs + ms;
    for (let timer = this.nextDue(endMs); timer; timer = this.nextDue(endMs)) {
      this.nowEpochMs = Math.max(this.nowEpochMs, timer.dueMs);
      if (timer.everyMs === null) this.timers.delete(timer);
      else timer.dueMs += timer.everyMs;
      timer.run();
    }
    this.nowEpochMs = endMs;
  }

  /** The process is held up for `ms`: what was due meanwhile fires late, and what repeats itself once, as Node's own timers do. */
  stall(ms: number): void {
    this.nowEpochMs += ms;
    for (const timer of this.timers) if (timer.everyMs !== null) timer.dueMs = Math.max(timer.dueMs, this.nowEpochMs);
    this.advance(0);
  }

  /** Like `advance`, in steps between which promises settle: for code that awaits one timer after another. */
  async advanceAsync(ms: number, stepMs = 10): Promise<void> {
    for (let leftMs = ms; leftMs > 0; leftMs -= stepMs) {
      this.advance(Math.min(stepMs, leftMs));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  private start(timer: Timer): Cancel {
    this.timers.add(timer);
    return () => void this.timers.delete(timer);
  }

  private nextDue(endMs: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.timers) if (timer.dueMs <= endMs && (!next || timer.dueMs < next.dueMs)) next = timer;
    return next;
  }
}
