import { cueFor, type Cue } from './context.policy.js';
import type { Mark } from './marks.policy.js';
import { WEEKDAYS } from './vocabulary.policy.js';
import type { Stream } from './words.policy.js';

/** A date in words or digits, with what is said of it. */
export interface SpokenDate {
  /** Indices of the first and last word. */
  first: number;
  last: number;
  /** Null where no year is said. Two digits of a year are two digits here. */
  year: string | null;
  cue: Cue | null;
}

/** Words that may stand between the parts of a date. */
const LINKS: ReadonlySet<string> = new Set(
  'the of in de del el day dia year ano uh um er eh comma and dash slash'.split(' '),
);
const MOST_LINKS = 4;

export function datesIn(stream: Stream, marks: readonly Mark[]): SpokenDate[] {
  const dates: SpokenDate[] = [];
  for (let at = 0; at < marks.length; at++) {
    const date = marks[at]?.kind === 'month' ? aroundMonth(stream, marks, at) : inDigits(stream, marks, at);
    if (date === null) continue;
    dates.push({ ...date, cue: cueOfDate(stream, date) });
  }
  return dates;
}

/**
 * Whether it is somebody's birth: because the words say so, or because nobody makes appointments in such a year. Last visits are
 * dates of the past as well; what is said of them stays.
 */
export function isBirthDate({ year, cue }: SpokenDate): boolean {
  if (cue === 'birth') return true;
  if (cue !== null || year === null) return false;
  return year.length === 4 && year >= '1900' && year <= '2015';
}

type Place = Omit<SpokenDate, 'cue'>;

function cueOfDate(stream: Stream, { first, last, year }: Place): Cue | null {
  const weekday = [first - 1, first - 2].some((at) => WEEKDAYS.has(stream.words[at]?.text ?? ''));
  if (weekday && year === null) return 'stays';
  return cueFor(stream, first, last);
}

function aroundMonth(stream: Stream, marks: readonly Mark[], at: number): Place | null {
  const month = marks[at];
  if (month === undefined) return null;
  let [first, last] = [month.first, month.last];
  const dayBehind = neighbour(stream, marks, at, 1, isDayMark);
  const dayBefore = neighbour(stream, marks, at, -1, isDayMark);
  let end = at;
  if (dayBefore !== null) first = marks[dayBefore]?.first ?? first;
  else if (dayBehind !== null) end = dayBehind;
  const yearAt = neighbour(stream, marks, end, 1, isYearMark);
  const read = yearAt === null ? null : yearFrom(marks, yearAt);
  if (read !== null) end = read.end;
  if (dayBefore === null && dayBehind === null && read === null) return null;
  last = marks[end]?.last ?? last;
  if (/^(the|el)$/.test(stream.words[first - 1]?.text ?? '')) first -= 1;
  return { first, last, year: read?.year ?? null };
}

/** The next mark in a direction that fits, over a few links. */
function neighbour(
  { words, breaks }: Stream,
  marks: readonly Mark[],
  at: number,
  step: 1 | -1,
  fits: (mark: Mark) => boolean,
): number | null {
  for (let links = 1; links <= MOST_LINKS + 1; links++) {
    const mark = marks[at + step * links];
    const crossed = step === 1 ? mark : marks[at + step * links + 1];
    if (mark === undefined || (crossed !== undefined && breaks.has(crossed.first))) return null;
    if (fits(mark)) return at + step * links;
    if (mark.kind !== 'filler' && !LINKS.has(words[mark.first]?.text ?? '')) return null;
  }
  return null;
}

const isDayMark = ({ kind, chars }: Mark): boolean =>
  (kind === 'ordinal' || kind === 'number') && chars.length <= 2 && Number(chars) >= 1 && Number(chars) <= 31;
const isYearMark = ({ kind, chars }: Mark): boolean =>
  kind === 'number' && (/^(19|20)\d\d$/.test(chars) || chars.length <= 2);

/** "1984", "nineteen eighty four", "nineteen oh five", "eighty four", "one nine eight four" */
function yearFrom(marks: readonly Mark[], at: number): { year: string; end: number } | null {
  let year = '';
  let end = at;
  for (let next = at; next < at + 4; next++) {
    const mark = marks[next];
    if (mark?.kind !== 'number' || year.length + mark.chars.length > 4) break;
    year += mark.chars;
    end = next;
  }
  if (/^(19|20)\d\d$/.test(year)) return { year, end };
  const [first] = [marks[at]?.chars ?? ''];
  return first.length === 2 ? { year: first, end: at } : year.length === 2 ? { year, end } : null;
}

/** "03/14/1984", "3-14-84", "1984-03-14": three numbers, and nothing but the same stroke between them. */
function inDigits({ words }: Stream, marks: readonly Mark[], at: number): Place | null {
  const three = marks.slice(at, at + 3);
  const [one, two, third] = three;
  if (one?.kind !== 'number' || two?.kind !== 'number' || third?.kind !== 'number') return null;
  const [stroke, other] = [words[two.first]?.gap ?? '', words[third.first]?.gap ?? ''];
  if (stroke !== other || !/^[/.-]$/.test(stroke)) return null;
  const lengths = three.map(({ chars }) => chars.length).join();
  if (!/^([12],[12],[24]|4,[12],[12])$/.test(lengths)) return null;
  if (Number(one.chars) > 31 && one.chars.length < 4) return null;
  const year = one.chars.length === 4 ? one.chars : third.chars;
  return { first: one.first, last: third.last, year };
}
