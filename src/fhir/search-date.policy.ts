import { Temporal } from 'temporal-polyfill';

/** What a date parameter of a search says, such as `ge2026-11-24` or `lt2026-11-24T09:30:00-06:00`. */
export interface SearchDate {
  prefix: 'eq' | 'ge' | 'gt' | 'le' | 'lt';
  /** A day of the clinic, or a moment. */
  value: Temporal.PlainDate | Temporal.Instant;
}

/** [from, to); null where it does not end. */
export interface SearchRange {
  from: Temporal.Instant | null;
  to: Temporal.Instant | null;
}

const PARAMETER = /^(eq|ge|gt|le|lt)?(\d{4}-\d{2}-\d{2})(T.+)?$/;
/** What can be asked for: a schedule has no other times, and days of the clinic stay within what the database can hold. */
const EARLIEST = Temporal.Instant.from('1901-01-01T00:00:00Z');
const LATEST = Temporal.Instant.from('2199-01-01T00:00:00Z');

export const canBeAskedFor = (at: Temporal.Instant): boolean =>
  Temporal.Instant.compare(EARLIEST, at) <= 0 && Temporal.Instant.compare(at, LATEST) < 0;

/** Null for what can not be read. Years and months alone are not taken, nor the prefixes that nobody needs for a schedule. */
export function readSearchDate(text: string): SearchDate | null {
  // A plus sign that was not encoded arrives as a space.
  const [, prefix = 'eq', day = '', time] = PARAMETER.exec(text.replace(/ (?=\d{2}:\d{2}$)/, '+')) ?? [];
  try {
    const value = time ? Temporal.Instant.from(day + time) : Temporal.PlainDate.from(day);
    if (!canBeAskedFor(value instanceof Temporal.PlainDate ? beginningOf(value, 'UTC') : value)) return null;
    return { prefix: prefix as SearchDate['prefix'], value };
  } catch {
    return null;
  }
}

/** What is in all of them. */
export function rangeOf(dates: readonly SearchDate[], timeZone: string): SearchRange {
  return dates
    .map((date) => rangeOfOne(date, timeZone))
    .reduce((all, one) => ({ from: later(all.from, one.from), to: earlier(all.to, one.to) }), { from: null, to: null });
}

export const isEmpty = ({ from, to }: SearchRange): boolean =>
  from !== null && to !== null && Temporal.Instant.compare(from, to) >= 0;

export const overlaps = (a: SearchRange, b: SearchRange): boolean =>
  !isEmpty({ from: later(a.from, b.from), to: earlier(a.to, b.to) });

function rangeOfOne({ prefix, value }: SearchDate, timeZone: string): SearchRange {
  const [first, after] = [beginningOf(value, timeZone), endOf(value, timeZone)];
  switch (prefix) {
    case 'eq':
      return { from: first, to: after };
    case 'ge':
      return { from: first, to: null };
    case 'gt':
      return { from: after, to: null };
    case 'le':
      return { from: null, to: after };
    case 'lt':
      return { from: null, to: first };
  }
}

const beginningOf = (value: SearchDate['value'], timeZone: string): Temporal.Instant =>
  value instanceof Temporal.PlainDate ? value.toZonedDateTime(timeZone).toInstant() : value;

const endOf = (value: SearchDate['value'], timeZone: string): Temporal.Instant =>
  value instanceof Temporal.PlainDate
    ? value.add({ days: 1 }).toZonedDateTime(timeZone).toInstant()
    : value.add({ milliseconds: 1 });

function later(a: Temporal.Instant | null, b: Temporal.Instant | null): Temporal.Instant | null {
  if (!a || !b) return a ?? b;
  return Temporal.Instant.compare(a, b) < 0 ? b : a;
}

function earlier(a: Temporal.Instant | null, b: Temporal.Instant | null): Temporal.Instant | null {
  if (!a || !b) return a ?? b;
  return Temporal.Instant.compare(a, b) < 0 ? a : b;
}
