import type { Cancel, Clock } from '../common/clock/clock.js';
import type { TimerName } from './call-flow.types.js';

/** The timers of one call: one of each name at a time. */
export class CallTimers {
  private readonly running = new Map<TimerName, Cancel>();

  constructor(
    private readonly clock: Clock,
    private readonly onFired: (timer: TimerName) => void,
  ) {}

  start(timer: TimerName, ms: number): void {
    this.stop(timer);
    const fire = () => {
      this.running.delete(timer);
      this.onFired(timer);
    };
    this.running.set(timer, this.clock.after(ms, fire));
  }

  stop(timer: TimerName): void {
    this.running.get(timer)?.();
    this.running.delete(timer);
  }
}
