import { Temporal } from 'temporal-polyfill';
import type { DatedHours, DayHours } from '../clinics/clinics.types.js';
import { holdsOn } from '../clinics/opening-hours.policy.js';
import type { Reserved, Schedule, ScheduledProvider } from './availability.types.js';
import type { LocalDay } from './local-time.policy.js';
import { common, united, type Stretch } from './stretches.policy.js';

const MS_PER_MINUTE = 60_000;

/** When the house is open on a day. */
export function openOn(day: LocalDay, { openingHours, overrides, closures }: Schedule): Stretch[] {
  const isClosed = closures.some(({ startsOn, endsOn }) => holdsOn(day.date, startsOn, endsOn));
  return isClosed ? [] : hoursOn(day, openingHours, overrides);
}

/** When a provider works on a day: in their hours, as far as the house is open. */
export const worksOn = (day: LocalDay, provider: ScheduledProvider, open: readonly Stretch[]): Stretch[] =>
  common(open, hoursOn(day, provider.hours, provider.overrides));

/** The weekly time of a day that each resource is not to be had for the type, by resource. */
export function weeklyBlocked(day: LocalDay, schedule: Schedule, now: Temporal.Instant): Map<string, Stretch[]> {
  const blocked = new Map<string, Stretch[]>();
  for (const row of schedule.weeklyBlockouts) {
    if (!isOn(day, row)) continue;
    const stretch = stretchOf(day, row);
    if (row.reserved && isFreeFor(schedule, row.reserved, stretch.fromMs, now)) continue;
    blocked.set(row.resourceId, [...(blocked.get(row.resourceId) ?? []), stretch]);
  }
  return blocked;
}

/** Whether time that is kept for some types may be taken by the schedule's: it is for it, or has been released. */
export const isFreeFor = (schedule: Schedule, reserved: Reserved, fromMs: number, now: Temporal.Instant): boolean =>
  reserved.for.includes(schedule.type.id) || now.epochMilliseconds >= fromMs - reserved.releaseMinutes * MS_PER_MINUTE;

/** A day's own hours, when it has some, count instead of its weekday's. */
function hoursOn(day: LocalDay, weekly: readonly DatedHours[], overrides: readonly DayHours[]): Stretch[] {
  const own = overrides.find((one) => Temporal.PlainDate.compare(one.day, day.date) === 0);
  const rows = own?.hours ?? weekly.filter((row) => isOn(day, row));
  return united(rows.map((row) => stretchOf(day, row)));
}

const isOn = ({ date }: LocalDay, row: DatedHours): boolean =>
  row.weekday === date.dayOfWeek && holdsOn(date, row.validFrom, row.validUntil);

const stretchOf = (day: LocalDay, row: { startMinute: number; endMinute: number }): Stretch => ({
  fromMs: day.boundaryMs(row.startMinute),
  toMs: day.boundaryMs(row.endMinute),
});
