import { Temporal } from 'temporal-polyfill';
import { normalisePhone } from '../common/validation/phone.js';

/** What a caller can be asked to key in, where speech has failed. */
export type KeypadField = 'phone' | 'birth_date' | 'code';

/** What has been pressed and not been used yet. The digits stay in here: nobody else gets to see them. */
export interface KeypadState {
  awaited: KeypadField | null;
  digits: string;
}

export type KeypadResult =
  | { kind: 'collecting' }
  /** `0`, alone: a person is wanted. */
  | { kind: 'human' }
  /** E.164, ISO 8601 for a date, the digits of a code. */
  | { kind: 'keyed'; field: KeypadField; value: string }
  /** Too short to be anything but an answer to a question. */
  | { kind: 'choice'; digits: string }
  | { kind: 'unusable' };

export const NOTHING_PRESSED: KeypadState = { awaited: null, digits: '' };

/** The caller paused for that long: whatever was pressed is all. */
export const KEY_PAUSE_MS = 4000;

const MAX_DIGITS = 20;
const LONGEST_CHOICE = 3;
/** MMDDYYYY, as it is asked for. */
const BIRTH_DATE_DIGITS = 8;
/** Of a code that was texted. */
const CODE_DIGITS = 6;

export function pressKey(state: KeypadState, key: string): { state: KeypadState; result: KeypadResult } {
  if (key === '*') return collecting({ ...state, digits: '' });
  if (key === '#') return finishEntry(state);
  if (!/^\d$/.test(key)) return collecting(state);
  const digits = (state.digits + key).slice(0, MAX_DIGITS);
  if (digits === '0' && state.awaited === null) return { state: NOTHING_PRESSED, result: { kind: 'human' } };
  return isWhole(state.awaited, digits) ? finishEntry({ ...state, digits }) : collecting({ ...state, digits });
}

/** After `#` or a pause. */
export function finishEntry({ awaited, digits }: KeypadState): { state: KeypadState; result: KeypadResult } {
  if (digits === '') return collecting({ awaited, digits });
  if (digits === '0') return { state: NOTHING_PRESSED, result: { kind: 'human' } };
  const done = (result: KeypadResult) => ({ state: NOTHING_PRESSED, result });
  if (awaited === null && digits.length <= LONGEST_CHOICE) return done({ kind: 'choice', digits });
  const field = awaited ?? (digits.length === BIRTH_DATE_DIGITS ? 'birth_date' : 'phone');
  const value = READ[field](digits);
  // Asked again by whoever asked: the next keys are another try.
  return value === null
    ? { state: { awaited, digits: '' }, result: { kind: 'unusable' } }
    : done({ kind: 'keyed', field, value });
}

const collecting = (state: KeypadState): { state: KeypadState; result: KeypadResult } => ({
  state,
  result: { kind: 'collecting' },
});

/** North American numbers end by themselves; others, and those with their country code, with `#` or a pause. */
function isWhole(awaited: KeypadField | null, digits: string): boolean {
  if (awaited === 'birth_date') return digits.length === BIRTH_DATE_DIGITS;
  if (awaited === 'code') return digits.length === CODE_DIGITS;
  return awaited === 'phone' && digits.length === (digits.startsWith('1') ? 11 : 10);
}

function birthDate(digits: string): string | null {
  const [, month = '', day = '', year = ''] = /^(\d{2})(\d{2})((?:19|20)\d{2})$/.exec(digits) ?? [];
  try {
    return Temporal.PlainDate.from(`${year}-${month}-${day}`, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}

const READ: Record<KeypadField, (digits: string) => string | null> = {
  phone: normalisePhone,
  birth_date: birthDate,
  code: (digits) => (digits.length === CODE_DIGITS ? digits : null),
};
