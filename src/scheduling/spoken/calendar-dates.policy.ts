import { strict, type ParsedResult } from 'chrono-node/en';
import { Temporal } from 'temporal-polyfill';
import type { DayHearing } from './hearing.types.js';

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS_AHEAD = 13;

/** What follows an ordinal that is not a day of the month: "the first available", "the second week". */
const NOT_A_DAY = '(?! (?:thing|available|appointment|opening|slot|time|week|half|part|one|choice|that|you))';

/** `2026-11-24`, with a time or without, becomes a mark. First of all, because its numbers look like times. */
export function markIsoDates(text: string): string {
  return text.replace(
    /\b(\d{4}-\d{2}-\d{2})(?:[t ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?z?)?(?![\d-])/g,
    (match: string, iso: string, time?: string) => {
      const date = dateOf(iso);
      return date ? `${mark(date)}${time ? ` at ${time}` : ''}` : match;
    },
  );
}

/**
 * Replaces dates of the calendar ("november 24th", "the 5th", "12/3") by marks: `@2026-11-24`, or `@…..…` for two ends. A
 * date without a year is the next to come. Dates that don't exist stay as they are.
 *
 * @param text as `plainWords` and `markIsoDates` leave it, without times of day
 */
export function markDates(text: string, hearing: DayHearing): string {
  const { today } = hearing;
  // chrono wants a Date. Its own choice of a year is not used: it takes the nearest one, which may be over.
  const reference = { instant: new Date(today.toZonedDateTime('UTC').epochMilliseconds), timezone: 0 };
  let marked = text;
  for (const found of strict.parse(text, reference).reverse()) {
    const from = calendarDate(found.start, today);
    const to = from && found.end ? calendarDate(found.end, from) : from;
    if (!from || !to || found.tags().has('result/relativeDate')) continue;
    const weekday = found.end ? null : found.start.isCertain('weekday') ? found.start.get('weekday') : null;
    // A weekday beside the date that is another one is left there: whoever reads the marks sees that they disagree.
    const other = weekday === null || weekday === from.dayOfWeek % 7 ? '' : `${WEEKDAYS[weekday] ?? ''} `;
    marked = splice(marked, found.index, found.text.length, `${other}${mark(from, to)}`);
  }
  return markDaysOfMonth(marked, hearing);
}

/** "The 5th": of the month named beside it, else the next 5th. */
function markDaysOfMonth(text: string, { today, late, far }: DayHearing): string {
  // Late on the 5th "the 5th" may be the one of next month.
  const earliest = late && far ? today.add({ days: 1 }) : today;
  let beside: Temporal.PlainDate | null = null;
  const pattern = new RegExp(
    `@(\\d{4}-\\d{2}-\\d{2})|\\b(\\d{1,2})(?:st|nd|rd|th)\\b${NOT_A_DAY}(?=(?: (?:to|and|or|through|until|till) (?:the )?@(\\d{4}-\\d{2}-\\d{2}))?)`,
    'g',
  );
  return text.replace(pattern, (match: string, marked?: string, day?: string, following?: string) => {
    if (marked) {
      beside = Temporal.PlainDate.from(marked);
      return match;
    }
    const from: Temporal.PlainDate = following
      ? Temporal.PlainDate.from(following).with({ day: 1 })
      : (beside ?? earliest);
    const date = nextDayOfMonth(Number(day), from);
    return date ? mark(date) : match;
  });
}

function nextDayOfMonth(day: number, from: Temporal.PlainDate): Temporal.PlainDate | null {
  for (let ahead = 0; ahead < MONTHS_AHEAD; ahead++) {
    const month = from.with({ day: 1 }).add({ months: ahead });
    if (day < 1 || day > month.daysInMonth) continue;
    const date = month.with({ day });
    if (Temporal.PlainDate.compare(date, from) >= 0) return date;
  }
  return null;
}

/** Without a year, the first such date from `earliest` on. */
function calendarDate(parsed: ParsedResult['start'], earliest: Temporal.PlainDate): Temporal.PlainDate | null {
  const [year, month, day] = [parsed.get('year'), parsed.get('month'), parsed.get('day')];
  if (!parsed.isCertain('day') || !parsed.isCertain('month') || month === null || day === null) return null;
  if (parsed.isCertain('year') && year !== null) return dateOf({ year, month, day });
  const thisYear = dateOf({ year: earliest.year, month, day });
  const over = !thisYear || Temporal.PlainDate.compare(thisYear, earliest) < 0;
  return over ? dateOf({ year: earliest.year + 1, month, day }) : thisYear;
}

function dateOf(date: string | { year: number; month: number; day: number }): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(date, { overflow: 'reject' });
  } catch {
    return null;
  }
}

const mark = (from: Temporal.PlainDate, to: Temporal.PlainDate = from): string =>
  from.equals(to) ? `@${from.toString()}` : `@${from.toString()}..${to.toString()}`;

const splice = (text: string, at: number, length: number, insert: string): string =>
  text.slice(0, at) + insert + text.slice(at + length);
