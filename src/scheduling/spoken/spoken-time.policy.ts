import type { MinuteRange, TimeHearing } from './hearing.types.js';

const MINUTES_PER_DAY = 1440;
const NOON = 720;
/** Whoever says "at three" is well served at a quarter to four, and badly at five. */
export const AT_MINUTES = 60;
const AROUND_MINUTES = 30;

const UNITS = 'days?|weeks?|months?|hours?|minutes?|weekdays?';
const MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
/** A clock time, and not the number of a date (`5/12`, `24.11`, `5 december`), nor of a duration (`2 weeks`). */
const TIME = `(?<![\\d/.:])(\\d{1,2})(?::(\\d{2}))?(?![\\d/:]|\\.\\d|st|nd|rd|th)(?: ?oclock)?(?: ?(am|pm)\\b)?(?! ?(?:${UNITS}|${MONTHS}))`;
/** A time that needs no preposition to be one. */
const CLEAR_TIME = `(?<![\\d/.:])(?:(\\d{1,2}):(\\d{2})(?: ?(am|pm)\\b)?|(\\d{1,2}) ?(am|pm)\\b|(\\d{1,2}) ?oclock\\b)`;

type Half = 'am' | 'pm' | null;

/** What decides between morning and afternoon: the words, else what suits the house. */
interface Halves extends TimeHearing {
  said: Half;
}

type Groups = (string | undefined)[];

/**
 * What a phrase does to the answer. Bounds hold together ("after two, before five"); times and parts of the day are
 * alternatives among their like ("morning or afternoon").
 */
type Kind = 'bound' | 'time' | 'part';

interface Rule {
  kind: Kind;
  pattern: RegExp;
  range: (groups: Groups, halves: Halves) => MinuteRange | null;
}

const upTo = (latestMinute: number): MinuteRange => ({ earliestMinute: 0, latestMinute });
const from = (earliestMinute: number): MinuteRange => ({ earliestMinute, latestMinute: MINUTES_PER_DAY });
const within = (earliestMinute: number, latestMinute: number): MinuteRange => ({ earliestMinute, latestMinute });
const at = (minute: number): MinuteRange => within(minute, minute + AT_MINUTES);
const around = (minute: number): MinuteRange => within(Math.max(0, minute - AROUND_MINUTES), minute + AT_MINUTES);

const rule = (kind: Kind, pattern: string, range: Rule['range']): Rule => ({
  kind,
  pattern: new RegExp(`\\b(?:${pattern})`, 'g'),
  range,
});
const phrase = (kind: Kind, pattern: string, range: MinuteRange): Rule => rule(kind, `(?:${pattern})\\b`, () => range);
const timed = (kind: Kind, pattern: string, rangeOf: (minute: number) => MinuteRange): Rule =>
  rule(kind, pattern, ([hour, minute, half], halves) => {
    const time = minuteOf(hour, minute, half, halves);
    return time === null ? null : rangeOf(time);
  });

/** In order: what an earlier rule has read, a later one doesn't see. */
const CLOCK_RULES: Rule[] = [
  rule('bound', `(?:between|from) ${TIME} ?(?:and|to|until|till|-|through) ?${TIME}`, twoTimes),
  rule('bound', `${CLEAR_TIME} ?(?:to|until|till|-) ?${TIME}`, (groups, halves) => {
    const [hour, minute, am, plainHour, plainAm, oclock, ...end] = groups;
    return twoTimes([hour ?? plainHour ?? oclock, minute, am ?? plainAm, ...end], halves);
  }),
  rule('bound', `${TIME} ?(?:to|until|till|-) ?${CLEAR_TIME}`, (groups, halves) => {
    const [hour, minute, am, endHour, endMinute, endAm, plainHour, plainAm, oclock] = groups;
    return twoTimes([hour, minute, am, endHour ?? plainHour ?? oclock, endMinute, endAm ?? plainAm], halves);
  }),
  timed('bound', `(?:not before|no earlier than|not earlier than) ${TIME}`, from),
  timed('bound', `(?:not after|no later than|not later than) ${TIME}`, upTo),
  timed('bound', `(?:after|later than|since|past|from) ${TIME}`, from),
  timed('bound', `(?:before|by|until|till|earlier than) ${TIME}`, upTo),
  timed('bound', `${TIME} (?:or later|or after|onwards?|and later|and after)\\b`, from),
  timed('bound', `${TIME} (?:or earlier|or before|at the latest)\\b`, upTo),
  timed('time', `(?:around|about|approximately|roughly|near|close to) ${TIME}`, around),
  timed('time', `at ${TIME}`, at),
  timed('time', `${TIME}(?= (?:in the (?:morning|afternoon|evening)|at night))`, at),
  rule('time', CLEAR_TIME, ([hour, minute, half, plainHour, plainHalf, oclock], halves) => {
    const time = minuteOf(hour ?? plainHour ?? oclock, minute, half ?? plainHalf, halves);
    return time === null ? null : at(time);
  }),
];

const PHRASE_RULES: Rule[] = [
  phrase('bound', '(?:after|past) lunch(?: ?time)?', from(780)),
  phrase('bound', 'after (?:school|classes)', from(900)),
  phrase('bound', 'after (?:work|hours)', from(1020)),
  phrase('bound', 'before lunch(?: ?time)?', upTo(NOON)),
  phrase('bound', 'before (?:work|school)', upTo(540)),
  phrase('part', '1st thing(?: in the morning)?|early (?:in the )?morning|early in the day', upTo(600)),
  phrase('part', '(?:late|mid) (?:in the )?morning', within(600, NOON)),
  phrase('part', 'mornings?', upTo(NOON)),
  phrase('part', 'lunch(?: ?time| ?hour)?', within(690, 810)),
  phrase('part', 'early (?:in the )?afternoon', within(NOON, 900)),
  phrase('part', 'late(?:r)? (?:in the )?afternoon|later? in the day|end of the day', within(900, 1080)),
  phrase('part', 'afternoons?', within(NOON, 1020)),
  phrase('part', 'evenings?|tonight|at night', from(1020)),
];

/**
 * The times of day that were said. Of an hour with no am or pm the house is open at one of the two; where it is at both, `hearing`
 * decides, and where it is at neither they are those of a working day: seven to eleven before noon, twelve to six after it.
 *
 * @param text as `plainWords` leaves it
 * @returns `range` is null when no time was said; `contradicts` when what was said leaves none; `rest` is the text
 *   without its clock times, whose numbers could be taken for days.
 */
export function spokenTime(
  text: string,
  hearing: TimeHearing,
): { range: MinuteRange | null; contradicts: boolean; rest: string } {
  const found: Record<Kind, MinuteRange[]> = { bound: [], time: [], part: [] };
  const halves = { ...hearing, said: halfOfDay(text) };
  const rest = take(CLOCK_RULES, text, halves, found);
  take(PHRASE_RULES, rest, halves, found);

  const exact = [...found.bound, ...hull(found.time)];
  const all = [...exact, ...hull(found.part)];
  if (all.length === 0) return { range: null, contradicts: false, rest };
  // "Five in the afternoon" is later than what we call afternoon: the clock is right, not the part of the day.
  const range = common(all) ?? (exact.length > 0 ? common(exact) : null);
  return { range, contradicts: range === null, rest };
}

/** Files what the rules read, and gives back the text that is left. */
function take(rules: readonly Rule[], text: string, halves: Halves, found: Record<Kind, MinuteRange[]>): string {
  let left = text;
  for (const { kind, pattern, range } of rules) {
    left = left.replace(pattern, (match: string, ...rest: unknown[]) => {
      const read = range(rest.slice(0, -2) as Groups, halves);
      if (read) found[kind].push(read);
      return read ? ' ' : match;
    });
  }
  return left;
}

function twoTimes(groups: Groups, halves: Halves): MinuteRange | null {
  const [hour, minute, am, endHour, endMinute, endAm] = groups;
  const end = minuteOf(endHour, endMinute, endAm, halves);
  const shared = minuteOf(hour, minute, am ?? endAm, halves);
  const own = minuteOf(hour, minute, am, halves);
  // "two to four pm" is all afternoon, "eleven to one pm" is not.
  const start = shared !== null && end !== null && shared < end ? shared : own;
  return start === null || end === null || start >= end ? null : within(start, end);
}

function minuteOf(
  hourText: string | undefined,
  minuteText: string | undefined,
  amPm: string | undefined,
  halves: Halves,
): number | null {
  const said = Number(hourText);
  const minute = Number(minuteText ?? 0);
  if (hourText === undefined || said > 23 || minute > 59 || (amPm && (said > 12 || said === 0))) return null;
  if (said > 12 || said === 0) return said * 60 + minute;
  const inHalf = (half: string) => ((said % 12) + (half === 'pm' ? 12 : 0)) * 60 + minute;
  const isOpen = (half: string) => halves.openFrom <= inHalf(half) && inHalf(half) < halves.openTo;
  const half = amPm ?? halves.said;
  if (half) return inHalf(half);
  if (isOpen('am') && isOpen('pm')) return inHalf(halves.half);
  if (isOpen('am') || isOpen('pm')) return inHalf(isOpen('am') ? 'am' : 'pm');
  return inHalf(said >= 7 && said < 12 ? 'am' : 'pm');
}

/** "Seven in the evening", "six in the morning"; a text with both says nothing about either. */
function halfOfDay(text: string): Half {
  const morning = /\b(?:mornings?)\b/.test(text);
  const later = /\b(?:afternoons?|evenings?|tonight|at night)\b/.test(text);
  return morning === later ? null : morning ? 'am' : 'pm';
}

/** From the earliest to the latest of alternatives; nothing when there are none. */
function hull(ranges: readonly MinuteRange[]): MinuteRange[] {
  if (ranges.length === 0) return [];
  return [
    within(
      Math.min(...ranges.map((range) => range.earliestMinute)),
      Math.max(...ranges.map((range) => range.latestMinute)),
    ),
  ];
}

function common(ranges: readonly MinuteRange[]): MinuteRange | null {
  const earliestMinute = Math.max(...ranges.map((range) => range.earliestMinute));
  const latestMinute = Math.min(MINUTES_PER_DAY, ...ranges.map((range) => range.latestMinute));
  return earliestMinute < latestMinute ? { earliestMinute, latestMinute } : null;
}
