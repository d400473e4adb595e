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

/** The first run of tokens that reads as a telephone number: `555 0142`, `five five five, oh one four two`. */
export function phoneIn(tokens: readonly Token[]): DigitRun | null {
  for (let start = 0; start < tokens.length; start += 1) {
    const run = digitRun(tokens, start);
    if (run && run.digits.replace('+', '').length >= SHORTEST_PHONE_DIGITS) return run;
    if (run) start += run.length - 1;
  }
  return null;
}

function digitRun(tokens: readonly Token[], start: number): DigitRun | null {
  let digits = '';
  let at = start;
  let repeat = 1;
  for (; at < tokens.length; at += 1) {
    const word = tokens[at]?.norm ?? '';
    if (word === 'double' || word === 'triple') {
      repeat = word === 'double' ? 2 : 3;
      continue;
    }
    const piece = digitsOf(tokens, at, digits === '');
    if (piece === null) break;
    digits += piece.text.repeat(repeat);
    repeat = 1;
    at += piece.length - 1;
  }
  return digits === '' ? null : { digits, start, length: at - start };
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
