import { Temporal } from 'temporal-polyfill';
import type { KeypadField } from '../keypad.reducer.js';
import { isKeyed } from './keyed-phone.policy.js';

const EARLIEST_BIRTH = Temporal.PlainDate.from('1900-01-01');

/** Null for a name in one word: there is no family to look for. */
export function splitName(full: string): { givenName: string; familyName: string } | null {
  const words = full.trim().split(/\s+/);
  const familyName = words.pop();
  return familyName && words.length > 0 ? { givenName: words.join(' '), familyName } : null;
}

/** The date that the model gave, or the one that was keyed in; null when nobody alive can have been born then. */
export function birthDateOf(
  given: string,
  keyed: Readonly<Partial<Record<KeypadField, string>>>,
  today: Temporal.PlainDate,
): Temporal.PlainDate | null {
  const text = isKeyed(given) ? keyed.birth_date : given.trim();
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  try {
    const date = Temporal.PlainDate.from(text, { overflow: 'reject' });
    const isPossible =
      Temporal.PlainDate.compare(date, EARLIEST_BIRTH) >= 0 && Temporal.PlainDate.compare(date, today) <= 0;
    return isPossible ? date : null;
  } catch {
    return null;
  }
}

/** The six digits of a texted code, as they were said or keyed in; null when they are not six. */
export function codeOf(given: string, keyed: Readonly<Partial<Record<KeypadField, string>>>): string | null {
  const digits = isKeyed(given) ? (keyed.code ?? '') : given.replace(/[\s.,-]/g, '');
  return /^\d{6}$/.test(digits) ? digits : null;
}
