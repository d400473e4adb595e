import { spokenNumberAt } from './spoken-number.policy.js';
import {
  BEFORE_AN_HOUR,
  CAPITALS_OF_NOBODY,
  FILLERS,
  MEASURES,
  MONTHS,
  NAMES_A_THING,
  ORDINAL_SUFFIXES,
  ORDINALS,
  PAUSES,
  SPOKEN_LETTERS,
  TENS,
  WORDY_LETTERS,
} from './vocabulary.policy.js';
import type { Stream, Word } from './words.policy.js';

/** What words mean for somebody who collects digits and letters. Together the marks cover a stream, in order. */
export interface Mark {
  /** `amount`: a number that says what it is ("$120", "2:30", "tooth 14"), so it is part of nothing else. */
  kind: 'number' | 'letters' | 'ordinal' | 'month' | 'amount' | 'filler' | 'word';
  /** Digits of a number or ordinal, letters of letters, the number of a month; empty otherwise. */
  chars: string;
  /** Other readings of `chars`. */
  others?: readonly string[];
  /** Indices of its first and last word. */
  first: number;
  last: number;
}

/** Linear: every word is looked at a fixed number of times. */
export function marksOf({ words }: Stream): Mark[] {
  const marks: Mark[] = [];
  for (let at = 0; at < words.length;) {
    const mark = markAt(words, at, marks.at(-1));
    marks.push(mark);
    at = mark.last + 1;
  }
  return marks;
}

function markAt(words: readonly Word[], at: number, before: Mark | undefined): Mark {
  const text = words[at]?.text ?? '';
  const amongLetters = before?.kind === 'letters' && SPOKEN_LETTERS.has(text);
  return (
    pauseAt(words, at) ??
    explainedLetterAt(words, at) ??
    ordinalAt(words, at) ??
    numberAt(words, at) ??
    (amongLetters ? null : monthAt(words, at)) ??
    lettersAt(words, at, before) ?? { kind: FILLERS.has(text) ? 'filler' : 'word', chars: '', first: at, last: at }
  );
}

/** "One second", "the last four", "sixteen digits": no digits of anything. */
function pauseAt(words: readonly Word[], at: number): Mark | null {
  const [text, next] = [words[at]?.text ?? '', words[at + 1]?.text ?? ''];
  const isPause = (text === 'one' || text === 'a' || text === '1') && PAUSES.has(next);
  const isCount =
    /^(last|first|next|other|ultimos|primeros)$/.test(text) && spokenNumberAt(words, at + 1)?.digits.length === 1;
  if (isPause || (isCount && /^(is|are|digits|numbers|numeros|son)$/.test(words[at + 2]?.text ?? ''))) {
    return { kind: 'filler', chars: '', first: at, last: at + 1 };
  }
  const number = /^(digits|digitos)$/.test(next) ? spokenNumberAt(words, at) : null;
  return number === null ? null : { kind: 'filler', chars: '', first: at, last: at + 1 };
}

function ordinalAt(words: readonly Word[], at: number): Mark | null {
  const text = words[at]?.text ?? '';
  const next = words[at + 1];
  if (/^\d{1,2}$/.test(text) && next?.gap === '' && ORDINAL_SUFFIXES.has(next.text)) {
    return { kind: 'ordinal', chars: text, first: at, last: at + 1 };
  }
  const tens = TENS.get(text);
  const unit = tens === undefined ? undefined : ORDINALS.get(next?.text ?? '');
  if (tens !== undefined && unit !== undefined && unit < 10) {
    return { kind: 'ordinal', chars: String(tens + unit), first: at, last: at + 1 };
  }
  const value = ORDINALS.get(text);
  if (value === undefined || (FILLERS.has(text) && !besideMonth(words, at))) return null;
  return { kind: 'ordinal', chars: String(value), first: at, last: at };
}

const besideMonth = (words: readonly Word[], at: number): boolean =>
  MONTHS.has(words[at - 1]?.text ?? '') ||
  MONTHS.has(words[at + 1]?.text ?? '') ||
  MONTHS.has(words[at + 2]?.text ?? '');

function numberAt(words: readonly Word[], at: number): Mark | null {
  const number = spokenNumberAt(words, at);
  if (number === null) return null;
  const place = { first: at, last: number.next - 1 };
  const clock = clockAt(words, at) ?? spokenClockAt(words, at);
  if (clock !== null) return { kind: 'amount', chars: '', ...clock };
  if (number.amount || isAmount(words, at, number.next, number.digits)) return { kind: 'amount', chars: '', ...place };
  return { kind: 'number', chars: number.digits, others: number.others, ...place };
}

/** "2:30" */
function clockAt(words: readonly Word[], at: number): Pick<Mark, 'first' | 'last'> | null {
  const [hours, minutes] = [words[at], words[at + 1]];
  const isClock = /^\d{1,2}$/.test(hours?.text ?? '') && minutes?.gap === ':' && /^\d{2}$/.test(minutes.text);
  return isClock ? { first: at, last: at + 1 } : null;
}

/** "At eleven thirty", "after five", "a las dos": an hour, unless digits go on behind it. */
function spokenClockAt(words: readonly Word[], at: number): Pick<Mark, 'first' | 'last'> | null {
  const hour = BEFORE_AN_HOUR.has(words[at - 1]?.text ?? '') ? spokenNumberAt(words, at) : null;
  if (hour === null || !isBetween(hour.digits, 1, 12)) return null;
  const minutes = spokenNumberAt(words, hour.next);
  if (minutes === null) return { first: at, last: hour.next - 1 };
  const isTime = minutes.digits.length === 2 && isBetween(minutes.digits, 10, 59);
  return isTime && spokenNumberAt(words, minutes.next) === null ? { first: at, last: minutes.next - 1 } : null;
}

const isBetween = (digits: string, low: number, high: number): boolean =>
  Number(digits) >= low && Number(digits) <= high;

const LONGEST_AMOUNT = 4;

function isAmount(words: readonly Word[], at: number, next: number, digits: string): boolean {
  const [before, behind] = [words[at - 1], words[next]];
  if (/[$€£]\s*$/.test(words[at]?.gap ?? '') || /^\s*%/.test(behind?.gap ?? '')) return true;
  if (digits.length > LONGEST_AMOUNT) return false;
  if (behind !== undefined && MEASURES.has(behind.text) && /^[\s-]*$/.test(behind.gap)) return true;
  const isCode = before?.raw === 'D' && digits.length === 4 && behind?.gap !== '';
  return isCode || (before !== undefined && digits.length <= 3 && NAMES_A_THING.has(before.text));
}

/** "may" and "march" are words of other kinds too: with a number beside them they are months. */
function monthAt(words: readonly Word[], at: number): Mark | null {
  const text = words[at]?.text ?? '';
  const month = MONTHS.get(text);
  if (month === undefined) return null;
  const ambiguous = text === 'may' || text === 'march' || text === 'mar' || text === 'sep' || text === 'dec';
  const before = words[at - 1]?.text ?? '';
  const behind = behindFillers(words, at + 1);
  const next = words[behind]?.text === 'of' ? behind + 1 : behind;
  const beside =
    spokenNumberAt(words, next) !== null ||
    ordinalAt(words, next) !== null ||
    /^(the|of|in|de|en|st|nd|rd|th)$/.test(before) ||
    ORDINALS.has(before) ||
    ORDINALS.has(words[at + 2]?.text ?? '');
  return ambiguous && !beside ? null : { kind: 'month', chars: String(month), first: at, last: at };
}

/** The next word that is no filler, a few words ahead at most. */
function behindFillers(words: readonly Word[], at: number): number {
  let next = at;
  while (next < at + 3 && FILLERS.has(words[next]?.text ?? '')) next += 1;
  return next;
}

const LONGEST_CAPITALS = 5;

/** "W as in whiskey", "x for x-ray", "b de burro": one letter. */
function explainedLetterAt(words: readonly Word[], at: number): Mark | null {
  const text = words[at]?.text ?? '';
  if (!/^[a-z]$/.test(text)) return null;
  const [next, third] = [words[at + 1]?.text ?? '', words[at + 2]?.text ?? ''];
  const example = (next === 'as' && third === 'in') || (next === 'como' && third === 'en') ? at + 3 : at + 2;
  const explains = example === at + 3 || /^(for|like|as|de|como)$/.test(next);
  if (!explains || !words[example]?.text.startsWith(text)) return null;
  const last = words[example + 1]?.gap === '-' ? example + 1 : example;
  return { kind: 'letters', chars: text, first: at, last };
}

/** Digits behind the "TV" of somebody's number; "PM10" and "10ml" are none. */
const SHORTEST_PREFIXED = 6;

/** The "nwbk" of "gb29 nwbk 6016". */
const isBankCode = (words: readonly Word[], at: number): boolean =>
  /^[a-z]{4}$/.test(words[at]?.text ?? '') &&
  /^\d\d$/.test(words[at - 1]?.text ?? '') &&
  words[at - 1]?.gap === '' &&
  /^[a-z]{2}$/.test(words[at - 2]?.text ?? '') &&
  /^\d/.test(words[at + 1]?.text ?? '');

function lettersAt(words: readonly Word[], at: number, before: Mark | undefined): Mark | null {
  const word = words[at];
  if (word === undefined) return null;
  const { text, raw } = word;
  const mark = (chars: string, last = at): Mark => ({ kind: 'letters', chars, first: at, last });
  const next = words[at + 1];
  const collecting = before?.kind === 'letters' || before?.kind === 'number';
  if (text === 'double' && /^(u|you|yu)$/.test(next?.text ?? '')) return mark('w', at + 1);
  if (text === 'doble' && /^(u|ve|v)$/.test(next?.text ?? '')) return mark('w', at + 1);
  if (text === 'i' && next?.text === 'griega') return mark('y', at + 1);
  const glued =
    (word.gap === '' && before?.last === at - 1 && collecting) || (next?.gap === '' && /^\d/.test(next.text));
  if (/^[a-z]$/.test(text)) {
    if (!WORDY_LETTERS.has(text) || glued) return mark(text);
    const goesOn = /^[a-z]$/.test(next?.text ?? '') || (spokenNumberAt(words, at + 1) !== null && text !== 'y');
    return goesOn && (collecting || word.gap === '' || text !== 'i') ? mark(text) : null;
  }
  const isPrefix = next?.gap === '' && next.text.length >= SHORTEST_PREFIXED && /^\d/.test(next.text);
  if ((CAPITALS_OF_NOBODY.has(text) || MEASURES.has(text)) && !isPrefix) return null;
  if ((glued && text.length <= LONGEST_CAPITALS) || isBankCode(words, at)) return mark(text);
  if (raw.length > 1 && raw.length <= LONGEST_CAPITALS && raw === raw.toUpperCase() && /^[A-Z]+$/.test(raw)) {
    return collecting || /^[A-Z\d]+$/.test(next?.raw ?? '') || spokenNumberAt(words, at + 1) !== null
      ? mark(text)
      : null;
  }
  const spoken = SPOKEN_LETTERS.get(text);
  if (spoken === undefined) return null;
  const beside =
    collecting ||
    spokenNumberAt(words, at + 1) !== null ||
    SPOKEN_LETTERS.has(next?.text ?? '') ||
    /^[b-hj-z]$/.test(next?.text ?? '');
  return beside ? mark(spoken) : null;
}
