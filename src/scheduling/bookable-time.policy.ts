import { Temporal } from 'temporal-polyfill';
import type { Schedule } from './availability.types.js';
import { localDateOf, localDay, type LocalDay } from './local-time.policy.js';
import type { SlotWindow } from './scheduling.types.js';

const MINUTES_PER_DAY = 1440;
const MS_PER_MINUTE = 60_000;

/** The days of a window that are neither over nor beyond the horizon; none when `first` is after `last`. */
export function bookableRange(schedule: Schedule, window: Pick<SlotWindow, 'from' | 'to'>, now: Temporal.Instant) {
  const today = localDateOf(now, schedule.timeZone);
  const horizon = today.add({ days: schedule.type.horizonDays });
  return {
    first: Temporal.PlainDate.compare(window.from, today) < 0 ? today : window.from,
    last: Temporal.PlainDate.compare(window.to, horizon) > 0 ? horizon : window.to,
  };
}

export function* bookableDays(schedule: Schedule, window: SlotWindow, now: Temporal.Instant): Generator<LocalDay> {
  const { first, last } = bookableRange(schedule, window, now);
  for (let date = first; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    if (!window.weekdays || window.weekdays.includes(date.dayOfWeek)) yield localDay(date, schedule.timeZone);
  }
}

/** The first moment at which a visit may start, by the notice of its type. */
export const earliestStartMs = ({ type }: Schedule, now: Temporal.Instant): number =>
  now.epochMilliseconds + type.minNoticeMinutes * MS_PER_MINUTE;

/** The starts of the clinic's grid on a day, within the window's minutes. */
export function* startsOf(
  day: LocalDay,
  { earliestMinute = 0, latestMinute = MINUTES_PER_DAY }: Pick<SlotWindow, 'earliestMinute' | 'latestMinute'>,
  gridMinutes: number,
): Generator<number> {
  const first = Math.ceil(earliestMinute / gridMinutes) * gridMinutes;
  for (let minute = first; minute < latestMinute; minute += gridMinutes) {
    const startMs = day.startMs(minute);
    if (startMs !== null) yield startMs;
  }
}

/** The day of a start that notice, horizon and grid allow; null when they don't. */
export function dayOfStart(schedule: Schedule, startsAt: Temporal.Instant, now: Temporal.Instant): LocalDay | null {
  const local = startsAt.toZonedDateTimeISO(schedule.timeZone);
  const date = local.toPlainDate();
  const { first, last } = bookableRange(schedule, { from: date, to: date }, now);
  if (Temporal.PlainDate.compare(first, last) > 0) return null;
  const startMs = startsAt.epochMilliseconds;
  const minute = local.hour * 60 + local.minute;
  const day = localDay(date, schedule.timeZone);
  const isOnGrid = minute % schedule.slotMinutes === 0 && day.startMs(minute) === startMs;
  return isOnGrid && startMs >= earliestStartMs(schedule, now) ? day : null;
}
