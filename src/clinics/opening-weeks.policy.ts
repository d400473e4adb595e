import { Temporal } from 'temporal-polyfill';
import type { DatedHours, WeeklyHours } from './clinics.types.js';
import { hoursValidOn } from './opening-hours.policy.js';

/** All hours of a week, as they hold from a day on until the next one begins. */
export interface OpeningWeek {
  validFrom: Temporal.PlainDate;
  /** The day before the next one begins; null: until further notice. */
  validUntil: Temporal.PlainDate | null;
  /** By weekday, then by time; nothing of one day overlaps. */
  hours: WeeklyHours[];
}

type Beginning = Pick<OpeningWeek, 'validFrom' | 'hours'>;

/**
 * The weeks that stored rows come to, in their order. Rows may begin and end each on its own day: wherever one does, a week
 * begins. After the last day of all rows there may be a week without hours.
 */
export function weeksOf(rows: readonly DatedHours[]): OpeningWeek[] {
  const days = rows
    .flatMap(({ validFrom, validUntil }) => [validFrom, ...(validUntil ? [validUntil.add({ days: 1 })] : [])])
    .sort((a, b) => Temporal.PlainDate.compare(a, b))
    .filter((day, index, sorted) => !sorted[index - 1]?.equals(day));
  return inSuccession(days.map((day) => ({ validFrom: day, hours: apart(hoursValidOn(day, rows)) })));
}

/** With other hours from a day on. Where a week begins on that day, it is that one; else one more, until the next. */
export function withWeek(weeks: readonly OpeningWeek[], week: Beginning): OpeningWeek[] {
  const others = weeks.filter(({ validFrom }) => !validFrom.equals(week.validFrom));
  return inSuccession([...others, { ...week, hours: apart(week.hours) }]);
}

/** Without the week that begins on a day: the one before it goes on. */
export const withoutWeek = (weeks: readonly OpeningWeek[], validFrom: Temporal.PlainDate): OpeningWeek[] =>
  inSuccession(weeks.filter((week) => !week.validFrom.equals(validFrom)));

export const rowsOf = (weeks: readonly OpeningWeek[]): DatedHours[] =>
  weeks.flatMap(({ validFrom, validUntil, hours }) => hours.map((row) => ({ ...row, validFrom, validUntil })));

/** What is wrong with the hours of a week, by their place in the list. */
export function wrongHours(hours: readonly WeeklyHours[]): { index: number; detail: string }[] {
  return hours.flatMap((one, index) => {
    if (one.startMinute >= one.endMinute) return [{ index, detail: 'must end after it starts' }];
    const overlaps = hours
      .slice(0, index)
      .some(
        (other) =>
          other.weekday === one.weekday && other.startMinute < one.endMinute && one.startMinute < other.endMinute,
      );
    return overlaps ? [{ index, detail: 'must not overlap with another one of its day' }] : [];
  });
}

function inSuccession(beginnings: readonly Beginning[]): OpeningWeek[] {
  const sorted = [...beginnings].sort((a, b) => Temporal.PlainDate.compare(a.validFrom, b.validFrom));
  return sorted.map(({ validFrom, hours }, index) => ({
    validFrom,
    validUntil: sorted[index + 1]?.validFrom.subtract({ days: 1 }) ?? null,
    hours,
  }));
}

/** In order. What overlaps, as rows that were stored by hand may, is one. */
function apart(hours: readonly WeeklyHours[]): WeeklyHours[] {
  const done: WeeklyHours[] = [];
  for (const one of [...hours].sort((a, b) => a.weekday - b.weekday || a.startMinute - b.startMinute)) {
    const last = done.at(-1);
    if (last?.weekday === one.weekday && one.startMinute < last.endMinute) {
      last.endMinute = Math.max(last.endMinute, one.endMinute);
    } else {
      done.push({ weekday: one.weekday, startMinute: one.startMinute, endMinute: one.endMinute });
    }
  }
  return done;
}
