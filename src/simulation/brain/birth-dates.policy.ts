import { Temporal } from 'temporal-polyfill';
import { MONTHS, monthDayAt } from './calendar-words.policy.js';
import { cardinalAt, digitRunAt, type Spoken } from './numbers.policy.js';
import { ISO_DATE, type Token } from './words.policy.js';

/** What was said of a birth date; a part that was not said is absent. */
export interface BirthParts {
  year?: number;
  month?: number;
  day?: number;
}

export interface BirthDate {
  parts: BirthParts;
  start: number;
  length: number;
}

const CUES = new Set(['born', 'birth', 'birthday', 'birthdate', 'birthdays', 'dob', 'bday']);
/** Nobody asks for an appointment in a year before this one. */
const SURELY_PAST = 2020;
/** `85` is 1985, `17` is 2017. */
const LAST_SHORT_YEAR_OF_THIS_CENTURY = 29;
/** Two digits up to here may be a day or an hour as well. */
const LAST_DOUBTFUL_NUMBER = 31;
const CENTURIES = new Set(['nineteen', '19', 'twenty', '20', 'two', '2']);
const GLUE = new Set(['in', 'of', 'on', 'the', 'year', 'and']);

/**
 * The birth date in an utterance. `asked`: it was asked for, so that numbers alone may be one, and a day without its year is
 * one that is incomplete. Unasked the words must say so, or a year that is long past.
 */
export function birthDateIn(tokens: readonly Token[], asked: boolean): BirthDate | null {
  const expected = asked || tokens.some(({ norm }) => CUES.has(norm));
  for (let at = 0; at < tokens.length; at += 1) {
    const date = writtenAt(tokens, at, expected) ?? yearFirstAt(tokens, at, expected) ?? namedAt(tokens, at, expected);
    if (date && (expected || (date.parts.day !== undefined && (date.parts.year ?? SURELY_PAST) < SURELY_PAST)))
      return date;
  }
  if (!expected) return null;
  return firstAt(tokens, numbersAt) ?? (asked ? firstAt(tokens, lonelyYearAt) : lonelyYearAfterCue(tokens));
}

const firstAt = (
  tokens: readonly Token[],
  read: (tokens: readonly Token[], at: number) => BirthDate | null,
): BirthDate | null => {
  for (let at = 0; at < tokens.length; at += 1) {
    const date = read(tokens, at);
    if (date) return date;
  }
  return null;
};

/** `1985-03-04`; what is missing is taken from what was said before. Null as long as it is no whole date. */
export function isoBirthDate(parts: BirthParts): string | null {
  const { year, month, day } = parts;
  if (year === undefined || month === undefined || day === undefined) return null;
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}

export function birthPartsOf(value: unknown): BirthParts {
  if (typeof value === 'string' && ISO_DATE.test(value)) {
    const { year, month, day } = Temporal.PlainDate.from(value);
    return { year, month, day };
  }
  return typeof value === 'object' && value !== null ? value : {};
}

/** `3/4/85`, `03-04-1985`, `1985-03-04`. */
function writtenAt(tokens: readonly Token[], at: number, expected: boolean): BirthDate | null {
  const text = tokens[at]?.text ?? '';
  if (ISO_DATE.test(text)) return expected ? { parts: birthPartsOf(validIso(text)), start: at, length: 1 } : null;
  const [, first, second, year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})$/.exec(text) ?? [];
  if (first === undefined || second === undefined) return null;
  return {
    parts: { ...monthAndDay(Number(first), Number(second)), year: fullYear(Number(year)) },
    start: at,
    length: 1,
  };
}

const validIso = (text: string): string | null => {
  const [year, month, day] = text.split('-').map(Number);
  return isoBirthDate({ year: year ?? 0, month: month ?? 0, day: day ?? 0 });
};

/** The month comes first, unless it can't be one. */
const monthAndDay = (first: number, second: number): { month: number; day: number } =>
  first > 12 && second <= 12 ? { month: second, day: first } : { month: first, day: second };

/** `March fourth nineteen eighty-five`, `the 4th of March, 85`. */
function namedAt(tokens: readonly Token[], at: number, expected: boolean): BirthDate | null {
  const named = monthDayAt(tokens, at);
  if (!named) return null;
  const month = MONTHS.indexOf(named.month) + 1;
  const end = at + named.length;
  if (named.dayOfMonth === undefined) return expected ? { parts: { month }, start: at, length: named.length } : null;
  const parts = { month, day: named.dayOfMonth };
  const gap = glueFrom(tokens, end, 2);
  const year = yearAt(tokens, end + gap, expected);
  return year
    ? { parts: { ...parts, year: year.value }, start: at, length: named.length + gap + year.length }
    : { parts, start: at, length: named.length };
}

/** `in eighty-five, March 4`, `1985, on the fourth of March`. */
function yearFirstAt(tokens: readonly Token[], at: number, expected: boolean): BirthDate | null {
  const year = yearAt(tokens, at, false);
  const isShort = !/^\d{4}$/.test(tokens[at]?.norm ?? '') && !CENTURIES.has(tokens[at]?.norm ?? '');
  if (!year || (isShort && !expected)) return null;
  const gap = glueFrom(tokens, at + year.length, 3);
  const named = monthDayAt(tokens, at + year.length + gap);
  if (named?.dayOfMonth === undefined) return null;
  const parts = { year: year.value, month: MONTHS.indexOf(named.month) + 1, day: named.dayOfMonth };
  return { parts, start: at, length: year.length + gap + named.length };
}

function glueFrom(tokens: readonly Token[], from: number, most: number): number {
  let length = 0;
  while (length < most && GLUE.has(tokens[from + length]?.norm ?? '')) length += 1;
  return length;
}

/** `oh three oh four nineteen eighty-five`, `03 04 85`, `0 3 0 4 1 9 8 5`. */
function numbersAt(tokens: readonly Token[], at: number): BirthDate | null {
  const month = shortNumberAt(tokens, at);
  const day = month && shortNumberAt(tokens, at + month.length);
  const year = day && yearAt(tokens, at + month.length + day.length, true);
  if (month && day && year && isDate(month.value, day.value)) {
    const parts = { ...monthAndDay(month.value, day.value), year: year.value };
    return { parts, start: at, length: month.length + day.length + year.length };
  }
  const run = digitRunAt(tokens, at);
  const [, first, second, last] = /^(\d\d)(\d\d)(\d\d|(?:19|20)\d\d)$/.exec(run?.digits ?? '') ?? [];
  if (!run || !isDate(Number(first), Number(second))) return null;
  return {
    parts: { ...monthAndDay(Number(first), Number(second)), year: fullYear(Number(last)) },
    start: at,
    length: run.length,
  };
}

const isDate = (first: number, second: number): boolean =>
  Math.min(first, second) >= 1 && Math.min(first, second) <= 12 && Math.max(first, second) <= 31;

function shortNumberAt(tokens: readonly Token[], at: number): Spoken | null {
  if (!isZero(tokens[at])) return cardinalAt(tokens, at);
  const unit = cardinalAt(tokens, at + 1);
  return unit && unit.value < 10 ? { value: unit.value, length: 1 + unit.length } : null;
}

const isZero = (token: Token | undefined): boolean => ['oh', 'o', 'zero', '0'].includes(token?.norm ?? '');

const lonelyYearAt = (tokens: readonly Token[], at: number): BirthDate | null => {
  const year = yearAt(tokens, at, false);
  return year && { parts: { year: year.value }, start: at, length: year.length };
};

/** `born in eighty-six`: a number anywhere else in such a sentence may be anything. */
function lonelyYearAfterCue(tokens: readonly Token[]): BirthDate | null {
  const cue = tokens.findIndex(({ norm }) => CUES.has(norm));
  for (let at = cue + 1; at < Math.min(tokens.length, cue + 5); at += 1) {
    const year = lonelyYearAt(tokens, at);
    if (year) return year;
  }
  return null;
}

/** `loose`: two digits that might be a day or an hour elsewhere are a year here. */
function yearAt(tokens: readonly Token[], at: number, loose: boolean): Spoken | null {
  const word = tokens[at]?.norm ?? '';
  if (/^(19|20)\d\d$/.test(word)) return { value: Number(word), length: 1 };
  return thousandsAt(tokens, at) ?? centuryAt(tokens, at) ?? digitsAt(tokens, at) ?? shortYearAt(tokens, at, loose);
}

/** `two thousand and five`. */
function thousandsAt(tokens: readonly Token[], at: number): Spoken | null {
  if (cardinalAt(tokens, at)?.value !== 2 || tokens[at + 1]?.norm !== 'thousand') return null;
  const and = tokens[at + 2]?.norm === 'and' ? 1 : 0;
  const rest = shortNumberAt(tokens, at + 2 + and);
  return rest ? { value: 2000 + rest.value, length: 2 + and + rest.length } : { value: 2000, length: 2 };
}

/** `nineteen eighty-five`, `nineteen oh five`, `nineteen hundred and five`, `twenty fifteen`. */
function centuryAt(tokens: readonly Token[], at: number): Spoken | null {
  const century = ['nineteen', '19'].includes(tokens[at]?.norm ?? '') ? 1900 : 2000;
  if (century === 2000 && !['twenty', '20'].includes(tokens[at]?.norm ?? '')) return null;
  const hundred = tokens[at + 1]?.norm === 'hundred' ? 1 : 0;
  const and = hundred && tokens[at + 2]?.norm === 'and' ? 1 : 0;
  const from = at + 1 + hundred + and;
  const rest = shortNumberAt(tokens, from);
  if (hundred && !rest) return { value: century, length: 2 };
  if (!rest || (rest.value < 10 && !hundred && !isZero(tokens[from]))) return null;
  const value = century + rest.value;
  return value < 2100 ? { value, length: from + rest.length - at } : null;
}

/** `one nine eight five`. */
function digitsAt(tokens: readonly Token[], at: number): Spoken | null {
  const digits = [0, 1, 2, 3].map((offset) => cardinalAt(tokens, at + offset)?.value ?? 10);
  const value = Number(digits.join(''));
  return digits.every((digit) => digit < 10) && value >= 1900 && value < 2100 ? { value, length: 4 } : null;
}

function shortYearAt(tokens: readonly Token[], at: number, loose: boolean): Spoken | null {
  const said = shortNumberAt(tokens, at);
  if (!said || (!loose && said.value <= LAST_DOUBTFUL_NUMBER)) return null;
  if (['am', 'pm', 'oclock', 'minutes', 'years'].includes(tokens[at + said.length]?.norm ?? '')) return null;
  return { value: fullYear(said.value), length: said.length };
}

const fullYear = (year: number): number =>
  year > 99 ? year : year <= LAST_SHORT_YEAR_OF_THIS_CENTURY ? 2000 + year : 1900 + year;
