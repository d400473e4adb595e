import type { Temporal } from 'temporal-polyfill';
import { isNamed } from '../patients/patient-match.policy.js';
import type { PatientOnFile } from '../patients/patients.types.js';

const OF_AGE_YEARS = 18;

/** Under age on the clinic's day. */
export const isMinor = (birthDate: Temporal.PlainDate, today: Temporal.PlainDate): boolean =>
  birthDate.until(today, { largestUnit: 'years' }).years < OF_AGE_YEARS;

/**
 * Whoever may be the one who says this name, among those born on that day. Nobody under age: what is a child's is opened by those
 * who may speak for the child, who prove who they are themselves.
 */
export const claimedBy = (name: string, born: readonly PatientOnFile[], today: Temporal.PlainDate): PatientOnFile[] =>
  born.filter((patient) => patient.birthDate !== null && !isMinor(patient.birthDate, today) && isNamed(patient, name));

/** The only one of them; null when the second factor leaves two, as it does for namesakes who share a phone. */
export const onlyOne = <One>(patients: readonly One[]): One | null => {
  const [first, ...others] = patients;
  return first !== undefined && others.length === 0 ? first : null;
};

/**
 * Whether an entry among the representatives still holds. A guardian's ends when the child comes of age, and one for somebody
 * whose age nobody knows proves nothing.
 */
export const mayActFor = (
  relation: 'guardian' | 'authorised',
  birthDate: Temporal.PlainDate | null,
  today: Temporal.PlainDate,
): boolean => relation === 'authorised' || (birthDate !== null && isMinor(birthDate, today));
