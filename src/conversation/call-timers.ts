import type { Cancel, Clock } from '../common/clock/clock.js';
import type { TimerName } from './call-flow.types.js';

/** The timers of one call: one of each name at a time. */
export class CallTimers {
  private readonly running = new Map<TimerName, Cancel>();

  /** `random`: from 0 to 1. */
  constructor(
    private readonly clock: Clock,
    private readonly random: () => number,
    private readonly onFired: (timer: TimerName) => void,
  ) {}

  /** `jitter`: the share of the time by which it may come sooner or later. */
  start(timer: TimerName, ms: number, jitter = 0): void {
    this.stop(timer);
    const fire = () => {
      this.running.delete(timer);
      this.onFired(timer);
    };
    const spreadMs = ms * (1 + jitter * (2 * this.random() - 1));
    this.running.set(timer, this.clock.after(spreadMs, fire));
  }

  stop(timer: TimerName): void {
    this.running.get(timer)?.();
    this.running.delete(timer);
  }
}
