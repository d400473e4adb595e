import { birthDateIn } from './birth-dates.policy.js';
import { monthDayAt, monthOf, singular, weekdayOf } from './calendar-words.policy.js';
import { cardinalAt, ordinalAt } from './numbers.policy.js';
import { ISO_DATE, tokenize, type Token } from './words.policy.js';

/** A time of day as people say it: `9:30`, `half past nine`, `nine`. Hours are 1 to 12 or 0 to 23, as said. */
export interface ClockTime {
  hour: number;
  /** Null when only the hour was said. */
  minute: number | null;
  half: 'am' | 'pm' | null;
}

/** A stretch of an utterance that names a day, a week or a time of day. */
export interface Mark {
  kind: 'day' | 'week' | 'time';
  start: number;
  length: number;
  weekday?: string;
  month?: string;
  dayOfMonth?: number;
  clock?: ClockTime;
  part?: 'morning' | 'afternoon' | 'evening';
}

/** When the caller would like something, in the caller's own words. */
export interface Moment {
  day: string | null;
  /** `day` names a week only, so a weekday said later narrows it. */
  isWeek: boolean;
  time: string | null;
  /** The whole phrase. */
  phrase: string;
}

const PARTS: Readonly<Record<string, Mark['part']>> = {
  morning: 'morning',
  noon: 'afternoon',
  midday: 'afternoon',
  lunchtime: 'afternoon',
  afternoon: 'afternoon',
  evening: 'evening',
  night: 'evening',
};
const NEARNESS = ['asap', 'soonest', 'whenever', 'anytime'];
const NEARNESS_PHRASES = [
  'as soon as possible',
  'first available',
  'next available',
  'right away',
  'any day',
  'any time',
];
const WEEK_LEADS = ['next', 'this', 'following', 'coming', 'the', 'a', 'that', 'any', 'every', 'same'];
const CLOCK_LEADS = ['at', 'around', 'about', 'after', 'before', 'by', 'until', 'till', 'past', 'between', 'from'];
/** After these another hour takes the place of the one before. */
const TAKES_BACK = ['mean', 'meant', 'no', 'sorry', 'wait', 'rather', 'said'];
/** Words before a mark that belong to its meaning. */
const MODIFIERS =
  'next this coming following early late later earlier mid after before around about by until between any every';
const LEFT = new Set(MODIFIERS.split(' '));
/** Words that may stand between two marks of one phrase. */
const GLUE = new Set(`${MODIFIERS} the of in on at or and to a either maybe preferably sometime from`.split(' '));
const MAX_GLUE_TOKENS = 4;

/**
 * Every day, week and time of day named in the utterance, in order. Greetings (`good morning`), the past and the day that
 * somebody was born are not.
 */
export function marksIn(tokens: readonly Token[], hidden: ReadonlySet<number> = new Set()): Mark[] {
  const marks: Mark[] = [];
  const born = birthDateIn(tokens, false);
  const wasBorn = (at: number) => born !== null && at >= born.start && at < born.start + born.length;
  for (let at = 0; at < tokens.length; at += 1) {
    if (hidden.has(at) || wasBorn(at)) continue;
    const mark = dayAt(tokens, at) ?? weekAt(tokens, at) ?? timeAt(tokens, at, marks.at(-1));
    if (!mark) continue;
    at = mark.start + mark.length - 1;
    const before = tokens[mark.start - 1]?.norm ?? '';
    if (!['good', 'since', 'last', 'not', 'nice'].includes(before)) marks.push(mark);
  }
  return marks;
}

function dayAt(tokens: readonly Token[], at: number): Mark | null {
  const word = tokens[at]?.norm ?? '';
  const next = tokens[at + 1]?.norm ?? '';
  const day = (length: number, rest: Partial<Mark> = {}): Mark => ({ kind: 'day', start: at, length, ...rest });
  if (ISO_DATE.test(tokens[at]?.text ?? '') || /^\d{1,2}\/\d{1,2}(\/\d{2,4})?$/.test(word)) return day(1);
  if (word === 'day' && next === 'after' && tokens[at + 2]?.norm === 'tomorrow') return day(3);
  if (['today', 'tonight', 'tomorrow'].includes(word) || NEARNESS.includes(word)) return day(1);
  const nearness = NEARNESS_PHRASES.find((phrase) => saidAt(tokens, at, phrase));
  if (nearness) return day(nearness.split(' ').length);
  const weekday = weekdayOf(word);
  if (weekday) return weekdayMark(tokens, at, weekday);
  const month = monthDayAt(tokens, at);
  if (month) return { kind: 'day', ...month };
  const ordinal = ordinalAt(tokens, at);
  if (!ordinal || !['the', 'on'].includes(tokens[at - 1]?.norm ?? '')) return null;
  const after = tokens[at + ordinal.length]?.norm ?? '';
  const numbered = ordinal.value > 3 && !/^(one|option|time|slot)$/.test(after);
  return numbered ? day(ordinal.length, { dayOfMonth: ordinal.value }) : null;
}

function weekdayMark(tokens: readonly Token[], at: number, weekday: string): Mark {
  const the = tokens[at + 1]?.norm === 'the' ? 1 : 0;
  const ordinal = ordinalAt(tokens, at + 1 + the);
  const isDate =
    ordinal !== null &&
    (the === 1 || ordinal.value > 3) &&
    !tokens[at]?.endsClause &&
    monthOf(tokens, at + 1 + the + ordinal.length) === null;
  if (!isDate || tokens[at + 1 + the + ordinal.length]?.norm === 'of')
    return { kind: 'day', start: at, length: 1, weekday };
  return { kind: 'day', start: at, length: 1 + the + ordinal.length, weekday, dayOfMonth: ordinal.value };
}

function weekAt(tokens: readonly Token[], at: number): Mark | null {
  const word = singular(tokens[at]?.norm ?? '');
  if (word === 'weekend') return { kind: 'week', start: at, length: 1 };
  if (word !== 'week' && word !== 'month') {
    const count = tokens[at]?.norm === 'in' ? (cardinalAt(tokens, at + 1) ?? { length: 1 }) : null;
    const unit = count && singular(tokens[at + 1 + count.length]?.norm ?? '');
    return count && ['day', 'week', 'month'].includes(unit ?? '')
      ? { kind: unit === 'day' ? 'day' : 'week', start: at, length: 2 + count.length }
      : null;
  }
  if (!WEEK_LEADS.includes(tokens[at - 1]?.norm ?? '')) return null;
  const after = ['after', 'following'].includes(tokens[at + 1]?.norm ?? '') ? 1 : 0;
  const next = after && tokens[at + 2]?.norm === 'next' ? 1 : 0;
  return { kind: 'week', start: at - 1, length: 2 + after + next };
}

function timeAt(tokens: readonly Token[], at: number, previous: Mark | undefined): Mark | null {
  const part = PARTS[singular(tokens[at]?.norm ?? '')];
  if (part) return { kind: 'time', start: at, length: 1, part };
  const clock = clockAt(tokens, at);
  if (!clock) return null;
  if (!clock.explicit && !leadsToClock(tokens, at, previous)) return null;
  return { kind: 'time', start: at, length: clock.length, clock: clock.time, ...partOf(clock.time) };
}

/** A bare number is a time of day after `at` and the like, right after a day, and in `between nine and eleven`. */
function leadsToClock(tokens: readonly Token[], at: number, previous: Mark | undefined): boolean {
  const before = tokens[at - 1]?.norm ?? '';
  if (CLOCK_LEADS.includes(before)) return true;
  if (previous?.clock && TAKES_BACK.includes(before)) return true;
  const gap = previous === undefined ? Infinity : at - (previous.start + previous.length);
  if (previous?.kind === 'day') return gap === 0;
  return previous?.clock !== undefined && gap === 1 && ['and', 'or', 'to'].includes(before);
}

function partOf(time: ClockTime): Pick<Mark, 'part'> {
  return time.half === 'am' ? { part: 'morning' } : {};
}

interface SpokenClock {
  time: ClockTime;
  length: number;
  /** Its form alone says that it is a time of day. */
  explicit: boolean;
}

export function clockAt(tokens: readonly Token[], at: number): SpokenClock | null {
  const clock = relativeClock(tokens, at) ?? plainClock(tokens, at);
  if (!clock) return null;
  let end = at + clock.length;
  let explicit = clock.explicit;
  if (tokens[end]?.norm === 'oclock') [end, explicit] = [end + 1, true];
  const said = tokens[end]?.norm;
  if (said === 'am' || said === 'pm')
    return { time: { ...clock.time, half: said }, length: end + 1 - at, explicit: true };
  return { time: clock.time, length: end - at, explicit };
}

/** `half past nine`, `quarter to ten`. */
function relativeClock(tokens: readonly Token[], at: number): SpokenClock | null {
  const start = tokens[at]?.norm === 'a' ? at + 1 : at;
  const word = tokens[start]?.norm;
  const way = tokens[start + 1]?.norm;
  if ((word !== 'half' && word !== 'quarter') || (way !== 'past' && way !== 'to')) return null;
  const hour = cardinalAt(tokens, start + 2);
  if (!hour) return null;
  const length = start + 2 + hour.length - at;
  const minute = word === 'half' ? 30 : way === 'past' ? 15 : 45;
  const spoken = way === 'to' ? (hour.value + 11) % 12 || 12 : hour.value;
  return { time: { hour: spoken, minute, half: null }, length, explicit: true };
}

/** `9:30`, `930am`, `nine thirty`, `nine oh five`, `nine`. */
function plainClock(tokens: readonly Token[], at: number): SpokenClock | null {
  const written = /^(\d{1,2})(?::(\d{2}))?(am|pm)?$/.exec(tokens[at]?.norm ?? '');
  if (written && Number(written[1]) <= 23 && (written[2] ?? written[3])) {
    const half = (written[3] as 'am' | 'pm' | undefined) ?? null;
    const time = { hour: Number(written[1]), minute: written[2] ? Number(written[2]) : null, half };
    return { time, length: 1, explicit: true };
  }
  const hour = cardinalAt(tokens, at);
  if (!hour || hour.length > 1 || hour.value < 1 || hour.value > 12) return null;
  const oh = tokens[at + 1]?.norm === 'oh' ? 1 : 0;
  const minute = tokens[at]?.endsClause ? null : cardinalAt(tokens, at + 1 + oh);
  if (minute && (oh ? minute.value < 10 : minute.value >= 10) && minute.value < 60)
    return {
      time: { hour: hour.value, minute: minute.value, half: null },
      length: 1 + oh + minute.length,
      explicit: true,
    };
  return { time: { hour: hour.value, minute: null, half: null }, length: 1, explicit: false };
}

/** Same time on a twelve-hour face; a half of the day counts only when both name one. */
export function sameClock(a: ClockTime, b: ClockTime): boolean {
  return sameHour(a, b) && (a.minute ?? 0) === (b.minute ?? 0);
}

export function sameHour(a: ClockTime, b: ClockTime): boolean {
  return a.hour % 12 === b.hour % 12 && (a.half === null || b.half === null || a.half === b.half);
}

/** When the utterance asks for; of several wishes the last one counts, completed by what earlier ones leave standing. */
export function momentIn(tokens: readonly Token[], marks: readonly Mark[]): Moment | null {
  return phrases(tokens, marks)
    .map((phrase) => momentOf(tokens, phrase))
    .reduce<Moment | null>((earlier, moment) => refine(earlier, moment), null);
}

/** What stands after `next` was said on top of `earlier`: a lone time keeps the day, a lone day keeps the time. */
export function refine(earlier: Moment | null, next: Moment): Moment {
  if (!earlier) return next;
  const narrowed = next.day !== null && !next.isWeek && earlier.isWeek;
  const day = narrowed ? `${next.day} ${earlier.day}` : (next.day ?? earlier.day);
  const time = next.time ?? earlier.time;
  const isWeek = next.day === null ? earlier.isWeek : next.isWeek;
  const kept = day === next.day && time === next.time;
  return kept ? next : { day, isWeek, time, phrase: joined(day, time) };
}

function joined(day: string | null, time: string | null): string {
  if (day === null || time === null) return day ?? time ?? '';
  return clockAt(tokenize(time), 0) ? `${day} at ${time}` : `${day} ${time}`;
}

function phrases(tokens: readonly Token[], marks: readonly Mark[]): Mark[][] {
  const groups: Mark[][] = [];
  for (const mark of marks) {
    const last = groups.at(-1)?.at(-1);
    const gap = last ? tokens.slice(last.start + last.length, mark.start) : [];
    const joins = gap.length <= MAX_GLUE_TOKENS && gap.every((token) => GLUE.has(token.norm));
    const repeats = last?.kind === 'day' && mark.kind === 'day' && gap.length === 0 && !isOneDate(last, mark);
    if (last && joins && !repeats) groups.at(-1)?.push(mark);
    else groups.push([mark]);
  }
  return groups;
}

/** `Tuesday, November 24`: a weekday and its date. */
function isOneDate(a: Mark, b: Mark): boolean {
  return a.weekday !== undefined && b.weekday === undefined && b.dayOfMonth !== undefined;
}

function momentOf(tokens: readonly Token[], marks: readonly Mark[]): Moment {
  const split = marks.findIndex((mark) => mark.kind === 'time');
  const days = split < 0 ? marks : marks.slice(0, split);
  const times = split < 0 ? [] : marks.slice(split);
  const dayFirst = times.every((mark) => mark.kind === 'time');
  const phrase = wording(tokens, marks);
  if (!dayFirst) return splitByKind(tokens, marks, phrase);
  return {
    day: days.length > 0 ? wording(tokens, days) : null,
    isWeek: days.length > 0 && days.every((mark) => mark.kind === 'week'),
    time: times.length > 0 ? wording(tokens, times) : null,
    phrase,
  };
}

/** `in the morning on Tuesday`: days and times are taken apart, each stretch of them with its own words. */
function splitByKind(tokens: readonly Token[], marks: readonly Mark[], phrase: string): Moment {
  const isTime = (mark: Mark) => mark.kind === 'time';
  const stretches: Mark[][] = [];
  for (const mark of marks) {
    const last = stretches.at(-1);
    if (last?.[0] && isTime(last[0]) === isTime(mark)) last.push(mark);
    else stretches.push([mark]);
  }
  const said = (times: boolean) =>
    stretches
      .filter(([first]) => first && isTime(first) === times)
      .map((stretch) => wording(tokens, stretch))
      .join(' ');
  const isWeek = marks.every((mark) => isTime(mark) || mark.kind === 'week');
  return { day: said(false), isWeek, time: said(true), phrase };
}

function wording(tokens: readonly Token[], marks: readonly Mark[]): string {
  const first = marks[0];
  const last = marks.at(-1);
  if (!first || !last) return '';
  let start = first.start;
  while (start > 0 && LEFT.has(tokens[start - 1]?.norm ?? '') && !tokens[start - 1]?.endsClause) start -= 1;
  // `about Tuesday` is how a suggestion is made; before a clock time it means `roughly`.
  while (first.kind !== 'time' && ['about', 'around', 'by'].includes(tokens[start]?.norm ?? '')) start += 1;
  return tokens
    .slice(start, last.start + last.length)
    .map((token) => token.text)
    .join(' ');
}

function saidAt(tokens: readonly Token[], at: number, phrase: string): boolean {
  return phrase.split(' ').every((word, offset) => tokens[at + offset]?.norm === word);
}
