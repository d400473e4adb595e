import type { Temporal } from 'temporal-polyfill';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** A day of a clinic, and when its clocks show what. Minutes count from local midnight, as the clock shows them. */
export interface LocalDay {
  date: Temporal.PlainDate;
  /** [fromMs, toMs) since the epoch: 23 or 25 hours on the days of a change. */
  fromMs: number;
  toMs: number;
  /**
   * When the clocks show this minute; null when they skip it. A minute that comes twice means its first coming, so that
   * a time named to a caller is one instant.
   */
  startMs(minute: number): number | null;
  /** The same for the ends of opening hours: a skipped minute means the moment at which the clocks jump. */
  boundaryMs(minute: number): number;
}

export function localDay(date: Temporal.PlainDate, timeZone: string): LocalDay {
  const fromMs = startOfDay(date, timeZone).epochMilliseconds;
  const toMs = startOfDay(date.add({ days: 1 }), timeZone).epochMilliseconds;
  const span = { date, fromMs, toMs };
  if (toMs - fromMs === DAY_MS) {
    // No change of the clocks: arithmetic does, and is a hundred times faster, which matters beside live audio.
    const plainMs = (minute: number) => fromMs + minute * MINUTE_MS;
    return { ...span, startMs: plainMs, boundaryMs: plainMs };
  }
  return {
    ...span,
    startMs: (minute) => shownAt(date, minute, timeZone)?.epochMilliseconds ?? null,
    boundaryMs: (minute) => (shownAt(date, minute, timeZone) ?? jumpOver(date, minute, timeZone)).epochMilliseconds,
  };
}

/** The first instant of a local day, which is not always midnight. */
export const startOfDay = (date: Temporal.PlainDate, timeZone: string): Temporal.Instant =>
  date.toZonedDateTime(timeZone).toInstant();

export const localDateOf = (instant: Temporal.Instant, timeZone: string): Temporal.PlainDate =>
  instant.toZonedDateTimeISO(timeZone).toPlainDate();

const zonedEarlier = (local: Temporal.PlainDateTime, timeZone: string): Temporal.ZonedDateTime =>
  local.toZonedDateTime(timeZone, { disambiguation: 'earlier' });

const wallClock = (date: Temporal.PlainDate, minute: number): Temporal.PlainDateTime =>
  date.toPlainDateTime().add({ minutes: minute });

function shownAt(date: Temporal.PlainDate, minute: number, timeZone: string): Temporal.Instant | null {
  const local = wallClock(date, minute);
  const zoned = zonedEarlier(local, timeZone);
  return zoned.toPlainDateTime().equals(local) ? zoned.toInstant() : null;
}

/** For a skipped time 'earlier' lands before the gap; the change after it is the gap's. */
function jumpOver(date: Temporal.PlainDate, minute: number, timeZone: string): Temporal.Instant {
  const beforeTheGap = zonedEarlier(wallClock(date, minute), timeZone);
  return (beforeTheGap.getTimeZoneTransition('next') ?? beforeTheGap).toInstant();
}
