import { SystemClock } from '../../src/common/clock/clock.js';
import { ShiftedClock } from '../../src/evals/stage/shifted-clock.js';

/** It is noon in New York when the clock is made, and goes on from there: for what a clinic may do by day only. */
export const clockAtNoon = (): ShiftedClock =>
  ShiftedClock.from(new SystemClock().now().toZonedDateTimeISO('America/New_York').withPlainTime('12:00').toInstant());
