import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js';

/** The region of numbers that are said without a country code. */
const DEFAULT_REGION: CountryCode = 'US';

/**
 * "UNAVAILABLE" spelt on the keypad, which carriers send for a withheld number. Unlike its kin (`+266696687`, anonymous) it
 * passes for a number, and two callers who withhold theirs would have it in common.
 */
const UNAVAILABLE = '+86282452253';

/**
 * E.164 for whatever a person says or a carrier sends; null when it can't be a number, or stands for a withheld one. Asks
 * for a possible number, not for one that is in service: numbering plans change faster than their tables.
 */
export function normalisePhone(text: string): string | null {
  const parsed = parsePhoneNumberFromString(text, DEFAULT_REGION);
  if (!parsed?.isPossible() || parsed.number === UNAVAILABLE) return null;
  return parsed.number;
}
