import type { Temporal } from 'temporal-polyfill';
import { SystemClock } from '../../common/clock/clock.js';

/** Real time, moved to another day and hour. */
export class ShiftedClock extends SystemClock {
  /** It is `instant` now. */
  static from(instant: Temporal.Instant): ShiftedClock {
    return new ShiftedClock(instant.epochMilliseconds - new SystemClock().now().epochMilliseconds);
  }

  constructor(readonly offsetMs: number) {
    super();
  }

  override nowMs(): number {
    return super.nowMs() + this.offsetMs;
  }

  override now(): Temporal.Instant {
    return super.now().add({ milliseconds: this.offsetMs });
  }
}
