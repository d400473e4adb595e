import { Temporal } from 'temporal-polyfill';
import type { Clinic, Closure, DayHours, WeeklyHours } from './clinics.types.js';

interface HouseHours {
  /** Those that are valid on the day that is asked for. */
  openingHours: readonly WeeklyHours[];
  /** Days of their own hours, which count instead of their weekday's. */
  overrides: readonly DayHours[];
  closures: readonly Closure[];
}

/** Whether the clinic is open at a local moment. On a day when clocks change, the wall clock on the door counts. */
export function isOpenAt(local: Temporal.ZonedDateTime, { openingHours, overrides, closures }: HouseHours): boolean {
  const day = local.toPlainDate();
  if (closures.some(({ startsOn, endsOn }) => holdsOn(day, startsOn, endsOn))) return false;
  const minute = local.hour * 60 + local.minute;
  const own = overrides.find((one) => one.day.equals(day));
  const hours = own?.hours ?? openingHours.filter(({ weekday }) => weekday === local.dayOfWeek);
  return hours.some((row) => row.startMinute <= minute && minute < row.endMinute);
}

export function deskAnswersAt(
  local: Temporal.ZonedDateTime,
  clinic: Pick<Clinic, 'deskNumber' | 'deskAnswers'> & HouseHours,
): boolean {
  return clinic.deskNumber !== null && (clinic.deskAnswers === 'always' || isOpenAt(local, clinic));
}

/** Whether a day lies between two others, both included; null is without end. */
export const holdsOn = (day: Temporal.PlainDate, from: Temporal.PlainDate, until: Temporal.PlainDate | null): boolean =>
  Temporal.PlainDate.compare(from, day) <= 0 && (until === null || Temporal.PlainDate.compare(day, until) <= 0);
