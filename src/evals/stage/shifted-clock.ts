import type { Temporal } from 'temporal-polyfill';
import { Clock, SystemClock, type Cancel } from '../../common/clock/clock.js';

/** Another clock, moved to another day and hour. */
export class ShiftedClock extends Clock {
  /** It is `instant` now. */
  static from(instant: Temporal.Instant, clock: Clock = new SystemClock()): ShiftedClock {
    return new ShiftedClock(instant.epochMilliseconds - clock.now().epochMilliseconds, clock);
  }

  constructor(
    readonly offsetMs: number,
    private readonly clock: Clock = new SystemClock(),
  ) {
    super();
  }

  nowMs(): number {
    return this.clock.nowMs() + this.offsetMs;
  }

  override now(): Temporal.Instant {
    return this.clock.now().add({ milliseconds: this.offsetMs });
  }

  after(ms: number, run: () => void): Cancel {
    return this.clock.after(ms, run);
  }

  every(ms: number, run: () => void): Cancel {
    return this.clock.every(ms, run);
  }
}
