import { normalisePhone } from '../../common/validation/phone.js';
import type { KeypadField } from '../keypad.reducer.js';

/** What the model says in place of digits that it must not see. */
const KEYED = 'keyed';

/** E.164: the number the model gave, or the one that was keyed in, or the one that is calling. Null when it can't be one. */
export function reachableAt(
  given: string | undefined,
  callingNumber: string,
  keyed: Readonly<Partial<Record<KeypadField, string>>>,
): string | null {
  if (given?.trim().toLowerCase() === KEYED) return keyed.phone ?? null;
  return normalisePhone(given ?? keyed.phone ?? callingNumber);
}
