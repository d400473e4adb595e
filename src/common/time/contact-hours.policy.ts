import type { Temporal } from 'temporal-polyfill';

/** When people may be called or texted by the clinic's own idea: [fromMinute, untilMinute) of a local day. */
export interface ContactHours {
  fromMinute: number;
  untilMinute: number;
}

/** The first instant from `at` on that lies within the hours. */
export function intoHours(
  at: Temporal.Instant,
  timeZone: string,
  { fromMinute, untilMinute }: ContactHours,
): Temporal.Instant {
  const local = at.toZonedDateTimeISO(timeZone);
  const minute = local.hour * 60 + local.minute;
  if (minute >= fromMinute && minute < untilMinute) return at;
  const day = local.toPlainDate().add({ days: minute < fromMinute ? 0 : 1 });
  return atMinute(day, fromMinute, timeZone);
}

/** When the hours of the local day of `at` end. */
export const endOfHours = (at: Temporal.Instant, timeZone: string, { untilMinute }: ContactHours): Temporal.Instant =>
  atMinute(at.toZonedDateTimeISO(timeZone).toPlainDate(), untilMinute, timeZone);

const atMinute = (day: Temporal.PlainDate, minute: number, timeZone: string): Temporal.Instant =>
  day
    .toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 })
    .toZonedDateTime(timeZone)
    .toInstant();
