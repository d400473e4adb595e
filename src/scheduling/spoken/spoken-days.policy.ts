import { Temporal } from 'temporal-polyfill';
import { dayTokens, upcoming, type DayToken } from './day-tokens.policy.js';
import type { DayHearing } from './hearing.types.js';

/** How far ahead one looks when a caller names no end: long enough to find a place, short enough to be what they meant. */
export const LOOK_AHEAD_DAYS = 14;
/** "Mondays" and "any Friday" are a pattern: more than the next one is meant. */
const RECURRING_DAYS = 28;

export interface DayWindow {
  from: Temporal.PlainDate;
  /** Included. */
  to: Temporal.PlainDate;
  weekdays?: number[];
}

export type DaysOutcome =
  | { kind: 'days'; window: DayWindow }
  /** Nothing about days was said. */
  | { kind: 'unsaid' }
  /** Days were said that are over, or that don't go together, such as "Wednesday the 24th" when that is a Tuesday. */
  | { kind: 'unclear' };

type Days = Extract<DayToken, { type: 'days' }>;
type Weekdays = Extract<DayToken, { type: 'weekdays' }>;

interface Reading {
  spans: Days[];
  weekdays: Set<number>;
  excluded: Set<number>;
  recurring: boolean;
  from: Temporal.PlainDate | null;
  to: Temporal.PlainDate | null;
}

/**
 * The days a caller means.
 *
 * @param text as `markDates` leaves it
 */
export function spokenDays(text: string, hearing: DayHearing): DaysOutcome {
  const tokens = dayTokens(text, hearing);
  if (tokens.some((token) => token.type === 'past')) return { kind: 'unclear' };
  return windowOf(readTokens(tokens, hearing.today), hearing);
}

function readTokens(tokens: readonly DayToken[], today: Temporal.PlainDate): Reading {
  const reading: Reading = {
    spans: [],
    weekdays: new Set(),
    excluded: new Set(),
    recurring: false,
    from: null,
    to: null,
  };
  let at = 0;
  while (at < tokens.length) {
    at +=
      readRange(tokens, at, today, reading) ||
      readRefusal(tokens, at, reading) ||
      readBound(tokens, at, today, reading) ||
      readDays(tokens, at, today, reading);
  }
  return reading;
}

// Each reader answers how many tokens it took; 0 is none.

/** "Monday to Wednesday", "from the 5th to the 9th", "between tomorrow and Friday". */
function readRange(tokens: readonly DayToken[], at: number, today: Temporal.PlainDate, reading: Reading): number {
  const between = tokens[at]?.type === 'between';
  const opening = between || isBound(tokens[at], 'from') ? 1 : 0;
  const [first, link, last] = tokens.slice(at + opening, at + opening + 3);
  const linked = link?.type === 'join' ? link.how === 'to' || between : isBound(link, 'until');
  if (!isDayish(first) || !linked || !isDayish(last)) return 0;
  if (first.type === 'weekdays' && last.type === 'weekdays') {
    for (const weekday of weekdaysFrom(first.weekdays[0] ?? 1, last.weekdays.at(-1) ?? 7))
      reading.weekdays.add(weekday);
    reading.recurring ||= first.recurring || last.recurring;
  } else {
    const from = firstDay(first, today);
    const to = last.type === 'days' ? last.to : upcoming(from, last.weekdays[0] ?? 7);
    reading.spans.push({ type: 'days', from, to });
  }
  return opening + 3;
}

/** "Not Monday", "any day but Friday", "Monday or Tuesday doesn't work". */
function readRefusal(tokens: readonly DayToken[], at: number, reading: Reading): number {
  const opening = tokens[at]?.type === 'not' ? 1 : 0;
  const group = weekdayGroup(tokens, at + opening);
  if (group.length === 0) return 0;
  const refusedAfter = tokens[at + opening + group.length]?.type === 'refused';
  if (opening === 0 && !refusedAfter) return 0;
  for (const weekday of group.weekdays) reading.excluded.add(weekday);
  return opening + group.length + (refusedAfter ? 1 : 0);
}

/** "After Tuesday", "by the 5th", "from next week". */
function readBound(tokens: readonly DayToken[], at: number, today: Temporal.PlainDate, reading: Reading): number {
  const [bound, said] = tokens.slice(at, at + 2);
  if (bound?.type !== 'bound' || !isDayish(said)) return 0;
  const first = firstDay(said, today);
  const last = said.type === 'days' ? said.to : first;
  if (bound.side === 'from') reading.from = first;
  if (bound.side === 'after') reading.from = last.add({ days: 1 });
  if (bound.side === 'before') reading.to = first.subtract({ days: 1 });
  if (bound.side === 'until') reading.to = last;
  return 2;
}

/** Days by themselves. A weekday that is an alternative to a date is a date too: "tomorrow or Thursday". */
function readDays(tokens: readonly DayToken[], at: number, today: Temporal.PlainDate, reading: Reading): number {
  const token = tokens[at];
  if (token?.type === 'days') {
    reading.spans.push(token);
    return 1 + readAlternatives(tokens, at + 1, token.weekStart ?? today, reading);
  }
  if (token?.type !== 'weekdays') return 1;
  const group = weekdayGroup(tokens, at);
  const [link, next] = tokens.slice(at + group.length, at + group.length + 2);
  if (link?.type === 'join' && next?.type === 'days' && isOneDay(next)) {
    reading.spans.push(...group.weekdays.map((weekday) => oneDay(upcoming(today, weekday))));
    return group.length + 1;
  }
  for (const weekday of group.weekdays) reading.weekdays.add(weekday);
  reading.recurring ||= group.recurring;
  return group.length;
}

function readAlternatives(tokens: readonly DayToken[], at: number, from: Temporal.PlainDate, reading: Reading): number {
  const previous = reading.spans.at(-1);
  if (tokens[at]?.type !== 'join' || !previous || !isOneDay(previous)) return 0;
  const group = weekdayGroup(tokens, at + 1);
  if (group.length === 0) return 0;
  reading.spans.push(...group.weekdays.map((weekday) => oneDay(upcoming(from, weekday))));
  return 1 + group.length;
}

/** Weekdays in a row, with or without "or" and "and" between them. */
function weekdayGroup(tokens: readonly DayToken[], at: number) {
  const weekdays: number[] = [];
  let recurring = false;
  let length = 0;
  for (let next = at; next < tokens.length; next++) {
    const token = tokens[next];
    if (token?.type === 'weekdays') {
      weekdays.push(...token.weekdays);
      recurring ||= token.recurring;
      length = next - at + 1;
    } else if (!(token?.type === 'join' && token.how === 'or' && length > 0)) break;
  }
  return { weekdays, recurring, length };
}

function windowOf(reading: Reading, hearing: DayHearing): DaysOutcome {
  const { today } = hearing;
  const { spans, from, to } = reading;
  const said = spans.length + reading.weekdays.size + reading.excluded.size;
  if (said === 0 && !from && !to) return { kind: 'unsaid' };

  const span = spans.length > 0 ? hull(spans) : openSpan(reading, hearing);
  const first = latest(span.from, from, today);
  const last = earliest(span.to, to);
  const weekdays = weekdayFilter(reading);
  const window: DayWindow = { from: first, to: last, ...(weekdays ? { weekdays } : {}) };
  const days = trimmed(window);
  return days ? { kind: 'days', window: days } : { kind: 'unclear' };
}

/** The days to search when only weekdays or bounds were said. */
function openSpan({ weekdays, recurring, from, to }: Reading, { today, late, far }: DayHearing) {
  const start = latest(today, from);
  if (to) return { from: start, to };
  if (recurring) return { from: start, to: start.add({ days: RECURRING_DAYS - 1 }) };
  if (weekdays.size === 0) return { from: start, to: start.add({ days: LOOK_AHEAD_DAYS - 1 }) };
  if (!weekdays.has(today.dayOfWeek) || from) return { from: start, to: start.add({ days: 6 }) };
  // "Friday" said on a Friday is today's or the next one. As one of several days it is either.
  if (weekdays.size > 1) return { from: start, to: start.add({ days: 7 }) };
  return late || far ? oneDay(start.add({ days: 7 })) : oneDay(start);
}

/** Null for every day. Several single days keep to their weekdays, so that what lies between them is not offered. */
function weekdayFilter({ spans, weekdays, excluded }: Reading): number[] | null {
  const alternatives = spans.length > 1 && spans.every(isOneDay) ? spans.map((span) => span.from.dayOfWeek) : [];
  const wanted = new Set([...weekdays, ...alternatives]);
  if (wanted.size === 0 && excluded.size === 0) return null;
  const all = wanted.size > 0 ? [...wanted] : [1, 2, 3, 4, 5, 6, 7];
  return all.filter((weekday) => !excluded.has(weekday)).sort((a, b) => a - b);
}

/** Whether any day between the two is one of the weekdays. */
function hasDays({ from, to, weekdays }: DayWindow): boolean {
  const length = from.until(to).days + 1;
  if (length < 1) return false;
  if (!weekdays) return true;
  return Array.from({ length: Math.min(length, 7) }, (_, ahead) => from.add({ days: ahead }).dayOfWeek).some(
    (weekday) => weekdays.includes(weekday),
  );
}

/** The same days without those at its ends that are left out, and without weekdays when no day is. Null when none is left. */
export function trimmed({ from, to, weekdays }: DayWindow): DayWindow | null {
  if (!hasDays({ from, to, weekdays })) return null;
  if (!weekdays) return { from, to };
  let [first, last] = [from, to];
  while (!weekdays.includes(first.dayOfWeek)) first = first.add({ days: 1 });
  while (!weekdays.includes(last.dayOfWeek)) last = last.subtract({ days: 1 });
  const leftOut = [1, 2, 3, 4, 5, 6, 7].filter((weekday) => !weekdays.includes(weekday));
  const isWhole = leftOut.length === 0 || !hasDays({ from: first, to: last, weekdays: leftOut });
  return { from: first, to: last, ...(isWhole ? {} : { weekdays }) };
}

const isDayish = (token: DayToken | undefined): token is Days | Weekdays =>
  token?.type === 'days' || token?.type === 'weekdays';

const isBound = (token: DayToken | undefined, side: string): boolean => token?.type === 'bound' && token.side === side;

const isOneDay = (span: Days): boolean => span.from.equals(span.to);
const oneDay = (date: Temporal.PlainDate): Days => ({ type: 'days', from: date, to: date });

const firstDay = (said: Days | Weekdays, today: Temporal.PlainDate): Temporal.PlainDate =>
  said.type === 'days' ? said.from : upcoming(today, said.weekdays[0] ?? 1);

function weekdaysFrom(first: number, last: number): number[] {
  const count = ((last - first + 7) % 7) + 1;
  return Array.from({ length: count }, (_, ahead) => ((first - 1 + ahead) % 7) + 1);
}

const hull = (spans: readonly Days[]) => ({
  from: earliest(...spans.map((span) => span.from)),
  to: latest(...spans.map((span) => span.to)),
});

type MaybeDate = Temporal.PlainDate | null;
const sorted = (dates: MaybeDate[]) =>
  dates.filter((date) => date !== null).sort((a, b) => Temporal.PlainDate.compare(a, b));
const earliest = (...dates: MaybeDate[]): Temporal.PlainDate => sorted(dates)[0] as Temporal.PlainDate;
const latest = (...dates: MaybeDate[]): Temporal.PlainDate => sorted(dates).at(-1) as Temporal.PlainDate;
