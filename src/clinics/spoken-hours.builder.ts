import type { Temporal } from 'temporal-polyfill';
import { houseHoursOn } from './opening-hours.policy.js';
import type { ClinicProfile, DayHours } from './clinics.types.js';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

type Hours = Pick<ClinicProfile, 'openingHours' | 'hoursChanges' | 'overrides' | 'closures'>;

/** "Monday to Thursday 8:00 AM to 6:00 PM, Friday 8:00 AM to 2:00 PM, Saturday and Sunday closed": neighbours are said as one. */
export function weekLabel({ openingHours }: Pick<Hours, 'openingHours'>): string {
  const stretches: { first: string; last: string; count: number; hours: string }[] = [];
  for (const [index, day] of WEEKDAYS.entries()) {
    const hours = hoursLabel(openingHours.filter(({ weekday }) => weekday === index + 1));
    const before = stretches.at(-1);
    if (before?.hours === hours) Object.assign(before, { last: day, count: before.count + 1 });
    else stretches.push({ first: day, last: day, count: 1, hours });
  }
  return stretches
    .map(({ first, last, count, hours }) => {
      if (count === 1) return `${first} ${hours}`;
      return `${first} ${count === 2 ? 'and' : 'to'} ${last} ${hours}`;
    })
    .join(', ');
}

/** "From Monday, November 30: Saturday closed." One sentence for each day on which something changes. */
export const changeLabels = ({ hoursChanges }: Pick<Hours, 'hoursChanges'>): string[] =>
  hoursChanges.map(({ from, weekdays }) => {
    const days = weekdays.map(({ weekday, hours }) => `${WEEKDAYS[weekday - 1] ?? ''} ${hoursLabel(hours)}`);
    return `From ${dateLabel(from)}: ${days.join(', ')}.`;
  });

/** "Thursday, December 24 8:00 AM to 12:00 PM". */
export const overrideLabels = ({ overrides }: Pick<Hours, 'overrides'>): string[] =>
  overrides.map(({ day, hours }) => `${dateLabel(day)} ${hoursLabel(hours)}`);

/** "Thursday, November 26 to Friday, November 27 (Thanksgiving)". */
export const closureLabels = ({ closures }: Pick<Hours, 'closures'>): string[] =>
  closures.map(({ name, startsOn, endsOn }) => {
    const until = startsOn.equals(endsOn) ? '' : ` to ${dateLabel(endsOn)}`;
    return `${dateLabel(startsOn)}${until} (${name})`;
  });

/** The hours of one day, whatever makes it special. */
export function hoursOn(day: Temporal.PlainDate, hours: Hours): DayHours['hours'] {
  const { openingHours, hoursChanges } = hours;
  const changed = hoursChanges
    .filter(({ from }) => from.toString() <= day.toString())
    .findLast(({ weekdays }) => weekdays.some(({ weekday }) => weekday === day.dayOfWeek));
  const ofWeekday = changed?.weekdays.find(({ weekday }) => weekday === day.dayOfWeek)?.hours;
  const weekly = ofWeekday?.map((row) => ({ ...row, weekday: day.dayOfWeek }));
  return houseHoursOn(day, { ...hours, openingHours: weekly ?? openingHours });
}

/** "8:00 AM to 12:00 PM and 1:00 PM to 5:00 PM", or "closed". */
export const hoursLabel = (hours: DayHours['hours']): string =>
  hours.map(({ startMinute, endMinute }) => `${clockLabel(startMinute)} to ${clockLabel(endMinute)}`).join(' and ') ||
  'closed';

/** "Thursday, November 26": with its weekday, because a misheard date shows by it. */
export const dateLabel = (day: Temporal.PlainDate): string =>
  day.toLocaleString('en-US', { weekday: 'long', month: 'long', day: 'numeric' });

/** Minutes of the day as they are said: always with am or pm. */
export function clockLabel(minuteOfDay: number): string {
  const hour = Math.floor(minuteOfDay / 60) % 24;
  const minute = String(minuteOfDay % 60).padStart(2, '0');
  return `${hour % 12 === 0 ? 12 : hour % 12}:${minute} ${hour < 12 ? 'AM' : 'PM'}`;
}
