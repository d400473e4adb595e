import {
  FILLERS,
  MILLIONS,
  PAUSES,
  PLURAL_DIGITS,
  SOUNDS_LIKE,
  SPANISH_HUNDREDS,
  SPANISH_NUMBERS,
  TEENS,
  TENS,
  THOUSANDS,
  TIMES_SAID,
  UNITS,
  isNumberish,
} from './vocabulary.policy.js';
import type { Word } from './words.policy.js';

/** One number as it was said: "seven", "double seven", "forty-one", "four thousand one hundred eleven". */
export interface SpokenNumber {
  digits: string;
  /** Its other readings: "twenty one" is 21 or 20 and 1, "four hundred twelve" 412 or 400 and 12. */
  others: readonly string[];
  /** Index of the word behind it. */
  next: number;
  /** Millions: an amount, and no part of somebody's number. */
  amount: boolean;
}

/** The number that begins at a word, or null. Looks a few words ahead at most. */
export function spokenNumberAt(words: readonly Word[], at: number): SpokenNumber | null {
  const word = words[at];
  if (word === undefined) return null;
  return (
    spelledNumber(words, at) ??
    repeatedDigit(words, at) ??
    (/^\d/.test(word.text) ? writtenNumber(words, at) : null) ??
    composed(words, at) ??
    heardAsWord(words, at)
  );
}

const IN_LETTERS: ReadonlyMap<string, number> = new Map([...UNITS, ...TEENS, ...TENS]);
const LONGEST_IN_LETTERS = Math.max(...[...IN_LETTERS.keys()].map((word) => word.length));

/** "F O U R": the longest number that single letters spell. */
function spelledNumber(words: readonly Word[], at: number): SpokenNumber | null {
  let letters = '';
  let found: SpokenNumber | null = null;
  for (let next = at; letters.length < LONGEST_IN_LETTERS; next++) {
    const word = words[next];
    if (word === undefined || !/^[a-z]$/.test(word.text)) break;
    letters += word.text;
    const value = IN_LETTERS.get(letters);
    if (value !== undefined) found = { digits: String(value), others: [], next: next + 1, amount: false };
  }
  return found;
}

function repeatedDigit(words: readonly Word[], at: number): SpokenNumber | null {
  const times = TIMES_SAID.get(words[at]?.text ?? '');
  const digit = digitOf(words[at + 1]?.text);
  if (times !== undefined && digit !== undefined) {
    return { digits: digit.repeat(times), others: [], next: at + 2, amount: false };
  }
  const count = UNITS.get(words[at]?.text ?? '');
  const plural = PLURAL_DIGITS.get(words[at + 1]?.text ?? '');
  if (count === undefined || plural === undefined) return null;
  return { digits: String(plural).repeat(count), others: [], next: at + 2, amount: false };
}

function digitOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (/^\d$/.test(text) || text === 'oh' || text === 'o') return text.replace(/^oh?$/, '0');
  return UNITS.get(text)?.toString();
}

/** Digits as the recogniser has written them. With a comma before every three of them they are an amount. */
function writtenNumber(words: readonly Word[], at: number): SpokenNumber {
  let digits = words[at]?.text ?? '';
  let next = at + 1;
  const isThousands = (word: Word | undefined) => word?.gap === ',' && /^\d{3}$/.test(word.text);
  if (digits.length <= 3) while (isThousands(words[next])) digits += words[next++]?.text;
  const amount = next > at + 1;
  const word = words[next];
  if (!amount && digits.length <= 2 && word !== undefined && word.gap.trim() === '') {
    if (word.text === 'hundred') return { digits: `${digits}00`, others: [], next: next + 1, amount: false };
    if (THOUSANDS.has(word.text)) return { digits: `${digits}000`, others: [], next: next + 1, amount: false };
  }
  return { digits, others: [], next, amount };
}

/** `before`: digits said before a number that has turned out to be another one: of "twenty one hundred" as 20 and 100 the 20. */
interface Reading {
  before: string;
  value: number;
}

interface Part {
  /** The likeliest comes first. */
  readings: Reading[];
  next: number;
}

const readAs = (value: number, next: number): Part => ({ readings: [{ before: '', value }], next });

function belowHundred(words: readonly Word[], at: number): Part | null {
  const text = words[at]?.text ?? '';
  const small = UNITS.get(text) ?? TEENS.get(text);
  if (small !== undefined) return text === 'once' && !amongSpanish(words, at) ? null : readAs(small, at + 1);
  const tens = TENS.get(text);
  if (tens === undefined) return null;
  const unitAt = words[at + 1]?.text === 'y' ? at + 2 : at + 1;
  const unit = inOneBreath(words, at + 1) ? UNITS.get(words[unitAt]?.text ?? '') : undefined;
  if (unit === undefined || unit === 0) return readAs(tens, at + 1);
  const apart = { before: String(tens), value: unit };
  return { readings: [{ before: '', value: tens + unit }, apart], next: unitAt + 1 };
}

/** English "once" is no eleven. */
const amongSpanish = (words: readonly Word[], at: number): boolean =>
  SPANISH_NUMBERS.has(words[at - 1]?.text ?? '') ||
  (words[at + 1]?.text !== 'once' && SPANISH_NUMBERS.has(words[at + 1]?.text ?? '')) ||
  /^(y|las|el)$/.test(words[at - 1]?.text ?? '') ||
  words[at + 1]?.text === 'de';

/** "twenty, one" are two numbers. */
const inOneBreath = (words: readonly Word[], at: number): boolean => {
  const gap = words[at]?.gap ?? ',';
  return gap.trim() === '' || gap === '-';
};

function belowThousand(words: readonly Word[], at: number): Part | null {
  const spanish = SPANISH_HUNDREDS.get(words[at]?.text ?? '');
  if (spanish !== undefined) {
    return withRest(readAs(spanish, at + 1), inOneBreath(words, at + 1) ? belowHundred(words, at + 1) : null);
  }
  const article = words[at]?.text === 'a';
  const first = article ? readAs(1, at + 1) : belowHundred(words, at);
  if (first === null || words[first.next]?.text !== 'hundred') return article ? null : first;
  return withRest(times(first, 100), restAt(words, first.next + 1, belowHundred));
}

function thousandsAt(words: readonly Word[], at: number): Part | null {
  const first = words[at]?.text === 'mil' ? readAs(1, at) : belowThousand(words, at);
  if (first === null || !THOUSANDS.has(words[first.next]?.text ?? '')) return first;
  return withRest(times(first, 1000), restAt(words, first.next + 1, belowThousand));
}

/** What follows a hundred or a thousand in one breath, with or without an "and". */
function restAt(
  words: readonly Word[],
  at: number,
  read: (words: readonly Word[], at: number) => Part | null,
): Part | null {
  if (!inOneBreath(words, at)) return null;
  return read(words, words[at]?.text === 'and' ? at + 1 : at);
}

const times = ({ readings, next }: Part, factor: number): Part => ({
  readings: readings.map(({ before, value }) => ({ before, value: value * factor })),
  next: next + 1,
});

/** "four hundred" and "twelve": 412, or 400 and 12. */
function withRest(part: Part, rest: Part | null): Part {
  if (rest === null) return part;
  const together: Reading[] = [];
  const apart: Reading[] = [];
  for (const { before, value } of part.readings) {
    for (const behind of rest.readings) {
      if (behind.before === '') together.push({ before, value: value + behind.value });
      else together.push({ before: `${before}${value + Number(behind.before)}`, value: behind.value });
      apart.push({ before: `${before}${value}${behind.before}`, value: behind.value });
    }
  }
  return { readings: [...together, ...apart], next: rest.next };
}

function composed(words: readonly Word[], at: number): SpokenNumber | null {
  const part = thousandsAt(words, at);
  if (part === null) return null;
  const amount = MILLIONS.has(words[part.next]?.text ?? '');
  const [digits = '', ...others] = new Set(part.readings.map(({ before, value }) => `${before}${value}`));
  return { digits, others, next: amount ? part.next + 1 : part.next, amount };
}

/** "oh" is a zero beside a digit, and perhaps none; "for" is a four between two of them. */
function heardAsWord(words: readonly Word[], at: number): SpokenNumber | null {
  const text = words[at]?.text ?? '';
  if (text === 'oh' || text === 'o') {
    const isDigit = ([-1, 1] as const).some((step) => {
      const beside = besideAt(words, at, step);
      const other = words[beside]?.text;
      return isNumberish(other) || other === text || isSpelledAt(words, beside, step);
    });
    return isDigit ? { digits: '0', others: [''], next: at + 1, amount: false } : null;
  }
  const digit = SOUNDS_LIKE.get(text);
  if (digit === undefined || words[at]?.gap.trim() !== '') return null;
  if (!isBesideDigit(words, at, -1) || !isBesideDigit(words, at, 1)) return null;
  return { digits: String(digit), others: [], next: at + 1, amount: false };
}

const MOST_SOUNDS = 3;

/** Whether the next word in a direction that does not only sound like a digit is one: "one to to one". */
function isBesideDigit(words: readonly Word[], at: number, step: 1 | -1): boolean {
  let beside = at + step;
  for (let count = 1; count < MOST_SOUNDS && SOUNDS_LIKE.has(words[beside]?.text ?? ''); count++) beside += step;
  return digitOf(words[beside]?.text) !== undefined;
}

const MOST_FILLERS = 3;
const isFiller = (text: string): boolean => FILLERS.has(text) || PAUSES.has(text);

/** The next word in a direction that is no filler. */
function besideAt(words: readonly Word[], at: number, step: 1 | -1): number {
  let beside = at + step;
  for (let count = 0; count < MOST_FILLERS && isFiller(words[beside]?.text ?? ''); count++) {
    if (words[beside]?.text === words[at]?.text || isSpelledAt(words, beside, step)) break; // an "e" may be of "f i v e"
    beside += step;
  }
  return beside;
}

/** Whether a number in letters begins at a word, or ends there when one looks backwards. */
function isSpelledAt(words: readonly Word[], at: number, step: 1 | -1): boolean {
  if (!/^[a-z]$/.test(words[at]?.text ?? '')) return false;
  if (step === 1) return spelledNumber(words, at) !== null;
  for (let from = at; from > at - LONGEST_IN_LETTERS; from--)
    if (spelledNumber(words, from)?.next === at + 1) return true;
  return false;
}
