import { Temporal } from 'temporal-polyfill';
import type { Clinic, Closure, DatedHours, DayHours, HoursChange, WeeklyHours } from './clinics.types.js';

/** So far ahead callers ask. */
const CHANGES_AHEAD_DAYS = 60;

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

export interface HouseHours {
  /** Those that are valid on the day that is asked for. */
  openingHours: readonly WeeklyHours[];
  /** Days of their own hours, which count instead of their weekday's. */
  overrides: readonly DayHours[];
  closures: readonly Closure[];
}

/** When the clinic is open on a day, in minutes of it. On a day when clocks change, the wall clock on the door counts. */
export function houseHoursOn(
  day: Temporal.PlainDate,
  { openingHours, overrides, closures }: HouseHours,
): { startMinute: number; endMinute: number }[] {
  if (closures.some(({ startsOn, endsOn }) => holdsOn(day, startsOn, endsOn))) return [];
  const own = overrides.find((one) => one.day.equals(day));
  return own?.hours ?? openingHours.filter(({ weekday }) => weekday === day.dayOfWeek);
}

/** Whether the clinic is open at a local moment. */
export function isOpenAt(local: Temporal.ZonedDateTime, house: HouseHours): boolean {
  const minute = local.hour * 60 + local.minute;
  return houseHoursOn(local.toPlainDate(), house).some((row) => row.startMinute <= minute && minute < row.endMinute);
}

export function deskAnswersAt(
  local: Temporal.ZonedDateTime,
  clinic: Pick<Clinic, 'deskNumber' | 'deskAnswers'> & HouseHours,
): boolean {
  return clinic.deskNumber !== null && (clinic.deskAnswers === 'always' || isOpenAt(local, clinic));
}

/** The hours of a week as they hold on a day, in the order in which they are given. */
export const hoursValidOn = (day: Temporal.PlainDate, weekly: readonly DatedHours[]): WeeklyHours[] =>
  weekly
    .filter(({ validFrom, validUntil }) => holdsOn(day, validFrom, validUntil))
    .map(({ weekday, startMinute, endMinute }) => ({ weekday, startMinute, endMinute }));

/** The days after `today` from which on the hours of some weekdays are others than the day before. */
export function hoursChanges(today: Temporal.PlainDate, weekly: readonly DatedHours[]): HoursChange[] {
  const last = today.add({ days: CHANGES_AHEAD_DAYS });
  const days = weekly
    .flatMap(({ validFrom, validUntil }) => [validFrom, ...(validUntil ? [validUntil.add({ days: 1 })] : [])])
    .filter((day) => Temporal.PlainDate.compare(today, day) < 0 && Temporal.PlainDate.compare(day, last) <= 0)
    .sort((a, b) => Temporal.PlainDate.compare(a, b))
    .filter((day, index, sorted) => !sorted[index - 1]?.equals(day));
  return days
    .map((from) => ({
      from,
      weekdays: differing(hoursValidOn(from.subtract({ days: 1 }), weekly), hoursValidOn(from, weekly)),
    }))
    .filter(({ weekdays }) => weekdays.length > 0);
}

function differing(before: readonly WeeklyHours[], after: readonly WeeklyHours[]): HoursChange['weekdays'] {
  const of = (hours: readonly WeeklyHours[], weekday: number) =>
    hours
      .filter((row) => row.weekday === weekday)
      .map(({ startMinute, endMinute }) => ({ startMinute, endMinute }))
      .sort((a, b) => a.startMinute - b.startMinute);
  return WEEKDAYS.map((weekday) => ({ weekday, hours: of(after, weekday) })).filter(
    ({ weekday, hours }) => JSON.stringify(hours) !== JSON.stringify(of(before, weekday)),
  );
}

/** Whether a day lies between two others, both included; null is without end. */
export const holdsOn = (day: Temporal.PlainDate, from: Temporal.PlainDate, until: Temporal.PlainDate | null): boolean =>
  Temporal.PlainDate.compare(from, day) <= 0 && (until === null || Temporal.PlainDate.compare(day, until) <= 0);
