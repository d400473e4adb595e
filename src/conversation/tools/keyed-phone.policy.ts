import { normalisePhone } from '../../common/validation/phone.js';
import type { KeypadField } from '../keypad.reducer.js';
import { rejected } from './tool.types.js';

/** What the model says in place of digits that it must not see. */
const KEYED = 'keyed';

export const isKeyed = (given: string): boolean => given.trim().toLowerCase() === KEYED;

/** E.164: the number the model gave, or the one that was keyed in. Null when it can't be one. */
export const phoneOf = (given: string, keyed: Readonly<Partial<Record<KeypadField, string>>>): string | null =>
  isKeyed(given) ? (keyed.phone ?? null) : normalisePhone(given);

/** E.164: the number the model gave, or the one that was keyed in, or the one that is calling. Null when it can't be one. */
export function reachableAt(
  given: string | undefined,
  callingNumber: string,
  keyed: Readonly<Partial<Record<KeypadField, string>>>,
): string | null {
  return given === undefined ? normalisePhone(keyed.phone ?? callingNumber) : phoneOf(given, keyed);
}

/** Nobody can be reached at what was given. */
export const phoneNeeded = rejected('phone_needed', 'Ask for a phone number with area code.');
