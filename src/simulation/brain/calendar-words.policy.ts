import { cardinalAt, ordinalAt } from './numbers.policy.js';
import type { Token } from './words.policy.js';

/** A day of a month as people say it, without its year. */
export interface MonthDay {
  start: number;
  length: number;
  month: string;
  /** Absent when only the month was named. */
  dayOfMonth?: number;
}

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const WEEKDAY_SHORT: Readonly<Record<string, string>> = {
  mon: 'monday',
  tue: 'tuesday',
  tues: 'tuesday',
  wed: 'wednesday',
  thu: 'thursday',
  thur: 'thursday',
  thurs: 'thursday',
  fri: 'friday',
};
export const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);

export const singular = (word: string): string => word.replace(/s$/, '');

export const weekdayOf = (word: string): string | null =>
  WEEKDAYS.find((name) => name === singular(word)) ?? WEEKDAY_SHORT[word] ?? null;

export function monthOf(tokens: readonly Token[], at: number): string | null {
  const word = tokens[at]?.norm ?? '';
  return MONTHS.find((name) => name === word || (word.length === 3 && name.startsWith(word) && word !== 'mar')) ?? null;
}

/** `November 24`, `November the twenty-fourth`, `24 November`, `the 24th of November`. */
export function monthDayAt(tokens: readonly Token[], at: number): MonthDay | null {
  const number = ordinalAt(tokens, at) ?? cardinalAt(tokens, at);
  if (number) {
    const of = tokens[at + number.length]?.norm === 'of' ? 1 : 0;
    const month = monthOf(tokens, at + number.length + of);
    if (month === null) return null;
    return { start: at, length: number.length + of + 1, month, dayOfMonth: number.value };
  }
  const month = monthOf(tokens, at);
  if (!month) return null;
  const the = tokens[at + 1]?.norm === 'the' ? 1 : 0;
  const date = ordinalAt(tokens, at + 1 + the) ?? cardinalAt(tokens, at + 1 + the);
  if (date) return { start: at, length: 1 + the + date.length, month, dayOfMonth: date.value };
  return tokens[at - 1]?.norm === 'in' || !mayBeOther(tokens, at) ? { start: at, length: 1, month } : null;
}

/** `may` and `march` are verbs, too, and `Jan Berg` and `April Jones` are names. */
function mayBeOther(tokens: readonly Token[], at: number): boolean {
  const { norm = '', endsClause = false } = tokens[at] ?? {};
  return (
    ['may', 'march'].includes(norm) ||
    norm.length === 3 ||
    (!endsClause && /^(\p{Lu}|van|von|de)/u.test(tokens[at + 1]?.text ?? ''))
  );
}
