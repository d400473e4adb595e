import { Temporal } from 'temporal-polyfill';

// A page of a list tells some hundred times, and Temporal looks each of them up in the zone's rules anew. What a clock is ahead of UTC
// is the same from one of its changes to the next.

interface Stretch {
  timeZone: string;
  fromMs: number;
  untilMs: number;
  offset: string;
  offsetMs: number;
}

const NO_MORE_DIGITS = /\.?0*Z$/;
/** Clinics are in few zones, and their times in few years. */
const MOST_STRETCHES = 500;
let known: Stretch[] = [];

/** `2026-11-24T15:30:00Z`, to the millisecond: no time is stored to more. */
export const instantText = (at: Temporal.Instant): string =>
  new Date(at.epochMilliseconds).toISOString().replace(NO_MORE_DIGITS, 'Z');

/** As the clocks of a zone show it: `2026-11-24T09:30:00-06:00`. @throws RangeError when there is no such zone */
export function wallClockText(at: Temporal.Instant, timeZone: string): string {
  const ms = at.epochMilliseconds;
  const { offset, offsetMs } = stretchAt(ms, timeZone);
  return new Date(ms + offsetMs).toISOString().replace(NO_MORE_DIGITS, offset);
}

function stretchAt(ms: number, timeZone: string): Stretch {
  const found = known.find((one) => one.timeZone === timeZone && ms >= one.fromMs && ms < one.untilMs);
  if (found) return found;
  const zoned = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
  const stretch = {
    timeZone,
    // The change before is looked for from the moment after: one that falls on the moment itself has happened.
    fromMs: zoned.add({ milliseconds: 1 }).getTimeZoneTransition('previous')?.epochMilliseconds ?? -Infinity,
    untilMs: zoned.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity,
    offset: zoned.offset,
    offsetMs: zoned.offsetNanoseconds / 1e6,
  };
  known = [stretch, ...(known.length < MOST_STRETCHES ? known : [])];
  return stretch;
}
