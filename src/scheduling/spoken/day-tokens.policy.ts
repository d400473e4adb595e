import { Temporal } from 'temporal-polyfill';
import type { DayHearing } from './hearing.types.js';

/** What a caller's words say about days, one token a phrase, in their order. Words that say nothing are left out. */
export type DayToken =
  | { type: 'days'; from: Temporal.PlainDate; to: Temporal.PlainDate; weekStart?: Temporal.PlainDate }
  /** Days of any week. `recurring` for "Mondays" and "any Monday", which are not only the next one. */
  | { type: 'weekdays'; weekdays: number[]; recurring: boolean }
  | { type: 'bound'; side: 'from' | 'after' | 'before' | 'until' }
  | { type: 'join'; how: 'or' | 'to' }
  | { type: 'between' }
  | { type: 'not' }
  /** The days said just before it are refused: "Monday doesn't work". */
  | { type: 'refused' }
  | { type: 'past' }
  | { type: 'other' };

interface Span {
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
}

type Groups = (string | undefined)[];
type Rule = [RegExp, (groups: Groups, hearing: DayHearing) => DayToken | null];

const WEEKDAY = '(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|rs|rsday|urday|r)?';
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const SUNDAY = 7;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const AMOUNT = '(an?|\\d{1,2}|(?:a )?couple(?: of)?|(?:a )?few)';
const UNIT = '(day|week|month)s?';
const PORTION =
  '(early|beginning of|start of|1st (?:half|part) of|mid|middle of|later?|end of|2nd (?:half|part) of|rest of)?(?: in)?(?: the)? ?';
const DATE = '@(\\d{4}-\\d{2}-\\d{2})';

const rule = (pattern: string, read: Rule[1]): Rule => [new RegExp(`(?:${pattern})(?![a-z0-9])`, 'y'), read];

const RULES: Rule[] = [
  rule(`yesterday|ago|last (?:week|month|year|night|weekend|${WEEKDAY})`, () => ({ type: 'past' })),
  rule(`(?:the )?week (?:of|starting|beginning)(?: on)?(?: the)? ${DATE}`, ([iso]) => week(date(iso), null)),
  rule(`${DATE}(?:\\.\\.(\\d{4}-\\d{2}-\\d{2}))?`, ([iso, end]) => days(date(iso), date(end ?? iso))),
  rule('(?:the )?day after tomorrow', (_, { today }) => day(today.add({ days: 2 }))),
  rule('tomorrow', (_, { today }) => day(today.add({ days: 1 }))),
  rule('(?:later )?(?:today|tonight|this (?:morning|afternoon|evening))', (_, { today }) => day(today)),
  rule(`${AMOUNT} ${UNIT} (?:from|after|on) (?:(now)|(today)|(tomorrow)|${WEEKDAY}|${DATE})`, fromAnchor),
  rule(`(?:in|after)(?: about| around)? ${AMOUNT} ${UNIT}(?: time)?`, ([amount, unit], { today }) =>
    about(shift(today, amount, unit), unit),
  ),
  rule('(?:within|in|over|during) the (?:next|coming) (day|week|month)', ([unit], hearing) =>
    soon(['a', unit], hearing),
  ),
  rule(`(?:within|(?:(?:in|over|during|for|within) )?(?:the )?(?:next|coming|following)) ${AMOUNT} ${UNIT}`, soon),
  rule('(?:the )?week after next', (_, { today }) => week(today.add({ days: 14 }), null)),
  rule(`${PORTION}(this|next|the following|the coming|coming|following|the) week`, ([portion, which], { today }) =>
    which === 'this' || which === 'the'
      ? thisWeek(today, portion ?? null)
      : week(today.add({ days: 7 }), portion ?? null),
  ),
  rule('next weekend', (_, hearing) => nextWeekend(hearing)),
  rule('(?:on )?(?:this |the |this coming )?weekend', (_, { today }) => notBefore(today, weekend(today))),
  rule('(?:on )?weekends', () => ({ type: 'weekdays', weekdays: [6, 7], recurring: true })),
  rule(`${PORTION}(this|next|the) month`, ([portion, which], { today }) =>
    notBefore(today, month(today.add({ months: which === 'next' ? 1 : 0 }), portion ?? null)),
  ),
  rule(`(?:the )?(1st|2nd|3rd|4th|last) week (?:of|in) ${MONTH}`, ([which, name], { today }) =>
    weekOfMonth(which ?? '', namedMonth(name ?? '', undefined, null, today)),
  ),
  rule(`${PORTION}(?:(?:in|of|during|for) )?${MONTH}(?: (\\d{4}))?(?! \\d)`, ([portion, name, year], { today }) =>
    namedMonth(name ?? '', year, portion ?? null, today),
  ),
  rule(`(?:${PORTION})(?:in|of|during|until|till|before|for|this|next) may`, ([portion], { today }) =>
    namedMonth('may', undefined, portion ?? null, today),
  ),
  rule(`${WEEKDAY} week`, ([name], { today }) => day(upcoming(today, weekdayOf(name)).add({ days: 7 }))),
  rule(`next ${WEEKDAY}`, ([name], hearing) => nextWeekday(weekdayOf(name), hearing)),
  rule(`this ${WEEKDAY}`, ([name], { today }) => day(upcoming(today, weekdayOf(name)))),
  rule(`(?:(any|every|each|a) )${WEEKDAY}`, ([, name]) => weekdays(name, true)),
  rule('(mon|tues|wednes|thurs|fri|satur|sun)days', ([name]) => weekdays(name?.slice(0, 3), true)),
  rule(WEEKDAY, ([name]) => weekdays(name, false)),
  rule('(?:during the week|(?:a |on )?weekdays?)', () => ({
    type: 'weekdays',
    weekdays: [1, 2, 3, 4, 5],
    recurring: true,
  })),
  rule('between', () => ({ type: 'between' })),
  rule('to|through|thru|-', () => ({ type: 'join', how: 'to' })),
  rule('or|and', () => ({ type: 'join', how: 'or' })),
  rule('(?:any(?:thing|time| day| time)? )?(?:but(?: not)?|except|excluding|besides|other than)(?: for)?', () => ({
    type: 'not',
  })),
  rule(
    'not(?: on)?(?! before| after| earlier| later)|(?:i )?(?:cant|cannot|can not)(?: (?:do|make|come|come in))?(?: on)?',
    () => ({
      type: 'not',
    }),
  ),
  rule('(?:doesnt|does not|dont|wont|isnt|is not|is no|is out|is bad)(?: (?:work|good|possible))?', () => ({
    type: 'refused',
  })),
  rule('not before|no earlier than|from|since|starting|beginning|as of', () => ({ type: 'bound', side: 'from' })),
  rule('after|later than', () => ({ type: 'bound', side: 'after' })),
  rule('before|earlier than', () => ({ type: 'bound', side: 'before' })),
  rule('not after|no later than|not later than|by|until|till', () => ({ type: 'bound', side: 'until' })),
  rule(
    'the|on|of|in|at|some ?time|any ?time|either|maybe|perhaps|coming|upcoming|morning|afternoon|evening',
    () => null,
  ),
  rule('[a-z0-9]+', () => ({ type: 'other' })),
];

/** @param text as `markDates` leaves it */
export function dayTokens(text: string, hearing: DayHearing): DayToken[] {
  const tokens: DayToken[] = [];
  let at = 0;
  while (at < text.length) {
    const read = readAt(text, at, hearing);
    if (read?.token) tokens.push(read.token);
    at = read?.end ?? at + 1;
  }
  return tokens;
}

function readAt(text: string, at: number, hearing: DayHearing): { token: DayToken | null; end: number } | null {
  for (const [pattern, read] of RULES) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return { token: read(match.slice(1), hearing), end: pattern.lastIndex };
  }
  return null;
}

/** The next such weekday, today included. */
export const upcoming = (from: Temporal.PlainDate, weekday: number): Temporal.PlainDate =>
  from.add({ days: (weekday - from.dayOfWeek + 7) % 7 });

const days = (from: Temporal.PlainDate, to: Temporal.PlainDate) => ({ type: 'days' as const, from, to });
const day = (date: Temporal.PlainDate) => days(date, date);
const date = (iso: string | undefined) => Temporal.PlainDate.from(iso ?? '');
const monday = (date: Temporal.PlainDate) => date.subtract({ days: date.dayOfWeek - 1 });
const weekdayOf = (name: string | undefined) => WEEKDAYS.indexOf(name ?? '') + 1;
const weekdays = (name: string | undefined, recurring: boolean): DayToken => ({
  type: 'weekdays',
  weekdays: [weekdayOf(name)],
  recurring,
});

function count(amount: string | undefined): number {
  if (amount?.includes('couple')) return 2;
  if (amount?.includes('few')) return 3;
  return amount === 'a' || amount === 'an' ? 1 : Number(amount);
}

function shift(date: Temporal.PlainDate, amount: string | undefined, unit: string | undefined): Temporal.PlainDate {
  return date.add({ [`${unit}s`]: count(amount) });
}

/** "In two weeks" is not the very day: a week from then on. "In three days" is. */
const about = (date: Temporal.PlainDate, unit: string | undefined): DayToken =>
  unit === 'day' ? day(date) : days(date, date.add({ days: 6 }));

function fromAnchor([amount, unit, now, day0, tomorrow, weekday, iso]: Groups, { today }: DayHearing): DayToken {
  if (now) return about(shift(today, amount, unit), unit);
  if (day0) return day(shift(today, amount, unit));
  if (tomorrow) return day(shift(today.add({ days: 1 }), amount, unit));
  return day(shift(iso ? date(iso) : upcoming(today, weekdayOf(weekday)), amount, unit));
}

function soon([amount, unit]: Groups, { today }: Pick<DayHearing, 'today'>): DayToken {
  // "The next few days" are as many as one would book for, not three.
  const end = unit === 'day' && amount?.includes('few') ? today.add({ days: 5 }) : shift(today, amount, unit);
  return days(today, end);
}

type Part = 'whole' | 'early' | 'mid' | 'late';
const WEEK_PARTS: Record<Part, [number, number]> = { whole: [0, 6], early: [0, 2], mid: [1, 3], late: [3, 6] };
const MONTH_PARTS: Record<Part, [number, number]> = { whole: [1, 31], early: [1, 10], mid: [11, 20], late: [21, 31] };

function partOf(portion: string | null): Part {
  if (!portion || portion.startsWith('rest')) return 'whole';
  if (/^(early|beginning|start|1st)/.test(portion)) return 'early';
  return portion.startsWith('mid') ? 'mid' : 'late';
}

/** The fewest days ahead at which "next Friday" may be the one that comes: of a nearer one people say "Friday", or "tomorrow". */
const NEXT_MAY_BE_NEAR = 3;

/**
 * "Next Tuesday" is the Tuesday of next week, which nobody doubts once this week's is over, or when it is a day or two ahead. Else
 * it may be this week's. Who says it on a Sunday may count it to the week before or to the one that begins.
 */
function nextWeekday(weekday: number, { today, far }: DayHearing): DayToken {
  const nearest = upcoming(today, weekday);
  const ahead = today.until(nearest).days;
  const weekStart = monday(today).add({ days: 7 });
  const nextWeeks = weekStart.add({ days: weekday - 1 });
  if (today.dayOfWeek === SUNDAY && weekday !== SUNDAY)
    return far || ahead < 2 ? day(nearest.add({ days: 7 })) : { ...day(nearest), weekStart };
  return ahead >= NEXT_MAY_BE_NEAR && !nearest.equals(nextWeeks) && !far
    ? { ...day(nearest), weekStart: today.add({ days: 1 }) }
    : { ...day(nextWeeks), weekStart };
}

function nextWeekend({ today, far }: DayHearing): DayToken {
  const ahead = 6 - today.dayOfWeek;
  return weekend(ahead >= NEXT_MAY_BE_NEAR && !far ? today : today.add({ days: 7 }));
}

/** On a Sunday it is the week that begins. */
function thisWeek(today: Temporal.PlainDate, portion: string | null): DayToken {
  const meant = today.dayOfWeek === SUNDAY ? today.add({ days: 1 }) : today;
  return notBefore(today, week(meant, portion));
}

/** Monday to Sunday, or the part of it that was said. */
function week(within: Temporal.PlainDate, portion: string | null) {
  const [first, last] = WEEK_PARTS[partOf(portion)];
  return days(monday(within).add({ days: first }), monday(within).add({ days: last }));
}

const weekend = (within: Temporal.PlainDate) => days(monday(within).add({ days: 5 }), monday(within).add({ days: 6 }));

function month(within: Temporal.PlainDate, portion: string | null) {
  const [first, last] = MONTH_PARTS[partOf(portion)];
  // Days past the end of the month are taken back to its last.
  return days(within.with({ day: first }), within.with({ day: last }));
}

/** Seven days counted from the first of the month, or its last seven. */
function weekOfMonth(which: string, { to }: Span) {
  const first = which === 'last' ? to.daysInMonth - 6 : (Number(which[0]) - 1) * 7 + 1;
  return days(to.with({ day: first }), to.with({ day: first + 6 }));
}

function namedMonth(name: string, year: string | undefined, portion: string | null, today: Temporal.PlainDate) {
  const number = MONTHS.indexOf(name.slice(0, 3)) + 1;
  const thisYear = Temporal.PlainDate.from({ year: Number(year ?? today.year), month: number, day: 1 });
  const over = !year && number < today.month;
  const span = month(over ? thisYear.add({ years: 1 }) : thisYear, portion);
  return notBefore(today, span);
}

/** Days that are partly over begin today. Days that are over stay, to be refused. */
function notBefore<T extends Span>(today: Temporal.PlainDate, span: T): T {
  const begun = Temporal.PlainDate.compare(span.from, today) < 0 && Temporal.PlainDate.compare(today, span.to) <= 0;
  return begun ? { ...span, from: today } : span;
}
