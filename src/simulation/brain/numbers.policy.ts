import { ISO_DATE, type Token } from './words.policy.js';

const UNITS = 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen'
  .concat(' seventeen eighteen nineteen')
  .split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ORDINAL_UNITS =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth'
    .concat(' fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth')
    .split(' ');
const ORDINAL_TENS = 'twentieth thirtieth'.split(' ');

/** A value and how many tokens it took to say it. */
export interface Spoken {
  value: number;
  length: number;
}

/** 0 to 99 as digits or words, at token `at`. */
export function cardinalAt(tokens: readonly Token[], at: number): Spoken | null {
  const word = tokens[at]?.norm ?? '';
  if (/^\d{1,2}$/.test(word)) return { value: Number(word), length: 1 };
  if (UNITS.includes(word)) return { value: UNITS.indexOf(word), length: 1 };
  if (!TENS.includes(word)) return null;
  const tens = (TENS.indexOf(word) + 2) * 10;
  const unit = UNITS.indexOf(tokens[at + 1]?.norm ?? '');
  return unit > 0 && unit < 10 ? { value: tens + unit, length: 2 } : { value: tens, length: 1 };
}

/** `3rd`, `third`, `twenty third`. */
export function ordinalAt(tokens: readonly Token[], at: number): Spoken | null {
  const word = tokens[at]?.norm ?? '';
  const written = /^(\d{1,2})(st|nd|rd|th)$/.exec(word);
  if (written) return { value: Number(written[1]), length: 1 };
  if (ORDINAL_UNITS.includes(word)) return { value: ORDINAL_UNITS.indexOf(word), length: 1 };
  if (ORDINAL_TENS.includes(word)) return { value: (ORDINAL_TENS.indexOf(word) + 2) * 10, length: 1 };
  if (!TENS.includes(word)) return null;
  const unit = ORDINAL_UNITS.indexOf(tokens[at + 1]?.norm ?? '');
  return unit > 0 && unit < 10 ? { value: (TENS.indexOf(word) + 2) * 10 + unit, length: 2 } : null;
}

export interface DigitRun {
  /** Digits, with a leading `+` if it was said or written. */
  digits: string;
  start: number;
  length: number;
}

const SHORTEST_PHONE_DIGITS = 7;
/** Said between the groups of a number. */
const BETWEEN_GROUPS = new Set([
  'and',
  'then',
  'dash',
  'hyphen',
  'space',
  'thats',
  'is',
  'its',
  'let',
  'me',
  'see',
  'think',
]);
const REPEATED: Readonly<Record<string, number>> = { double: 2, triple: 3 };

/** The first run of tokens that reads as a telephone number: `555 0142`, `five five five, oh one four two`. */
export function phoneIn(tokens: readonly Token[], hidden: ReadonlySet<number> = new Set()): DigitRun | null {
  return (
    digitRuns(tokens, hidden).find(({ digits }) => digits.replace('+', '').length >= SHORTEST_PHONE_DIGITS) ?? null
  );
}

/** Every run of digits, in order. */
export function digitRuns(tokens: readonly Token[], hidden: ReadonlySet<number> = new Set()): DigitRun[] {
  const runs: DigitRun[] = [];
  for (let start = 0; start < tokens.length; start += 1) {
    const run = hidden.has(start) ? null : digitRunAt(tokens, start, hidden);
    if (!run) continue;
    runs.push(run);
    start += run.length - 1;
  }
  return runs;
}

/** `the last four are 0 1 4 3`, `the area code is 737`: a number that is known, with one part of it put right. */
export function correctedPhone(tokens: readonly Token[], known: string): string | null {
  const said = tokens.map(({ norm }) => norm).join(' ');
  const isEnd = /\b(last|ends?|ending|final)\b/.test(said);
  const isStart = /\b(area code|first|starts?|begins?)\b/.test(said);
  if (isEnd === isStart) return null;
  const national = known.slice(-AREA_AND_NUMBER);
  const run = digitRuns(tokens).findLast(
    ({ digits, start }) => digits.length < SHORTEST_PHONE_DIGITS && !isHowMany(tokens, start, digits),
  );
  if (!run || national.length < AREA_AND_NUMBER || run.digits.length < 2) return null;
  const corrected = isEnd
    ? national.slice(0, -run.digits.length) + run.digits
    : run.digits + national.slice(run.digits.length);
  return known.slice(0, -AREA_AND_NUMBER) + corrected;
}

const AREA_AND_NUMBER = 10;

/** The `four` of `the last four are …`. */
const isHowMany = (tokens: readonly Token[], start: number, digits: string): boolean =>
  digits.length === 1 && ['last', 'first', 'final'].includes(tokens[start - 1]?.norm ?? '');

export function digitRunAt(
  tokens: readonly Token[],
  start: number,
  hidden: ReadonlySet<number> = new Set(),
): DigitRun | null {
  let digits = '';
  let at = start;
  let end = start;
  let repeat = 1;
  for (; at < tokens.length && !hidden.has(at); at += 1) {
    const word = tokens[at]?.norm ?? '';
    const times = REPEATED[word];
    if (times !== undefined) {
      repeat = times;
      continue;
    }
    if (digits !== '' && repeat === 1 && BETWEEN_GROUPS.has(word)) continue;
    const piece = digitsOf(tokens, at, digits === '');
    if (piece === null) break;
    digits += piece.text.slice(0, 1).repeat(repeat - 1) + piece.text;
    repeat = 1;
    at += piece.length - 1;
    end = at + 1;
  }
  return digits === '' ? null : { digits, start, length: end - start };
}

function digitsOf(tokens: readonly Token[], at: number, first: boolean): { text: string; length: number } | null {
  const word = tokens[at]?.norm ?? '';
  if (ISO_DATE.test(tokens[at]?.text ?? '')) return null;
  if (first && word === 'plus') return { text: '+', length: 1 };
  if (word === 'oh' || word === 'o') return { text: '0', length: 1 };
  if (word === 'hundred') return { text: '00', length: 1 };
  if (/^\d+$/.test(word) || (first && /^\+\d+$/.test(word))) return { text: word, length: 1 };
  const number = cardinalAt(tokens, at);
  return number && { text: String(number.value), length: number.length };
}
