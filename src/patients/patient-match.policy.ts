import { Temporal } from 'temporal-polyfill';
import type { IntroducedPatient, PatientIdentity } from './patients.types.js';

/** One key for the ways of writing a name: `Zoë  O'Brien-Smith` and `zoe obrien smith`. */
export const nameKey = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[\p{Mark}'’.]/gu, '')
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim()
    .toLowerCase();

/**
 * The record of whoever introduces themselves, among those with the same phone number. Families share a number, so the
 * name must agree, and fathers and sons a name, so a birth date that is known on both sides must agree too.
 */
export function matchPatient(
  introduced: Pick<IntroducedPatient, 'givenName' | 'familyName' | 'birthDate'>,
  candidates: readonly PatientIdentity[],
): PatientIdentity | null {
  const wanted = fullNameKey(introduced);
  if (wanted === '') return null;
  const match = candidates.find(
    (candidate) => fullNameKey(candidate) === wanted && !contradicts(candidate.birthDate, introduced.birthDate ?? null),
  );
  return match ?? null;
}

// Compared in one piece: "Mary Ann" + "Lee" and "Mary" + "Ann Lee" are the same words on the phone.
const fullNameKey = ({ givenName, familyName }: { givenName: string; familyName: string }): string =>
  nameKey(`${givenName} ${familyName}`).replaceAll(' ', '');

const contradicts = (known: Temporal.PlainDate | null, given: Temporal.PlainDate | null): boolean =>
  known !== null && given !== null && Temporal.PlainDate.compare(known, given) !== 0;
