import { Temporal } from 'temporal-polyfill';
import type { Clinic, Closure, WeeklyHours } from './clinics.types.js';

/** Whether the clinic is open at a local moment. On a day when clocks change, the wall clock on the door counts. */
export function isOpenAt(
  local: Temporal.ZonedDateTime,
  { openingHours, closures }: { openingHours: readonly WeeklyHours[]; closures: readonly Closure[] },
): boolean {
  const day = local.toPlainDate();
  const isClosed = closures.some(
    ({ startsOn, endsOn }) =>
      Temporal.PlainDate.compare(startsOn, day) <= 0 && Temporal.PlainDate.compare(day, endsOn) <= 0,
  );
  const minute = local.hour * 60 + local.minute;
  return (
    !isClosed &&
    openingHours.some((row) => row.weekday === local.dayOfWeek && row.startMinute <= minute && minute < row.endMinute)
  );
}

export function deskAnswersAt(
  local: Temporal.ZonedDateTime,
  clinic: Pick<Clinic, 'deskNumber' | 'deskAnswers'> & Parameters<typeof isOpenAt>[1],
): boolean {
  return clinic.deskNumber !== null && (clinic.deskAnswers === 'always' || isOpenAt(local, clinic));
}
