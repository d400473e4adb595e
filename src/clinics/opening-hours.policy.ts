import { Temporal } from 'temporal-polyfill';
import type { Clinic, Closure, DayHours, WeeklyHours } from './clinics.types.js';

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

/** Whether a day lies between two others, both included; null is without end. */
export const holdsOn = (day: Temporal.PlainDate, from: Temporal.PlainDate, until: Temporal.PlainDate | null): boolean =>
  Temporal.PlainDate.compare(from, day) <= 0 && (until === null || Temporal.PlainDate.compare(day, until) <= 0);
