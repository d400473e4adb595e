import { Temporal } from 'temporal-polyfill';
import { SystemClock } from '../../src/common/clock/clock.js';

/** Real time, moved to another time of day: for what a clinic may do by day only. */
export class ShiftedClock extends SystemClock {
  /** It is noon in New York when the clock is made, and goes on from there. */
  static atNoon(): ShiftedClock {
    const now = Temporal.Now.zonedDateTimeISO('America/New_York');
    const noon = now.withPlainTime('12:00');
    return new ShiftedClock(noon.epochMilliseconds - now.epochMilliseconds);
  }

  private constructor(private readonly offsetMs: number) {
    super();
  }

  override nowMs(): number {
    return super.nowMs() + this.offsetMs;
  }
}
