import { Temporal } from 'temporal-polyfill';
import { nameInOnePiece, nameKey } from '../common/validation/name-key.policy.js';
import type { IntroducedPatient, PatientIdentity } from './patients.types.js';

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

/** Whether a name, said in one piece and in whatever order, is the patient's. */
export function isNamed(patient: Pick<PatientIdentity, 'givenName' | 'familyName'>, said: string): boolean {
  const known = nameKey(`${patient.givenName} ${patient.familyName}`);
  const key = nameKey(said);
  return key !== '' && (nameInOnePiece(key) === nameInOnePiece(known) || inOrder(key) === inOrder(known));
}

/** The words that stand together in a name, in one piece: one of these is the family name, whatever the order. */
export function wordRuns(name: string): string[] {
  const words = nameKey(name).split(' ');
  const runs = words.flatMap((_, from) =>
    words.slice(from).map((_, length) => words.slice(from, from + length + 1).join('')),
  );
  return [...new Set(runs)].filter((run) => run !== '');
}

// Compared in one piece: "Mary Ann" + "Lee" and "Mary" + "Ann Lee" are the same words on the phone.
const fullNameKey = ({ givenName, familyName }: { givenName: string; familyName: string }): string =>
  nameInOnePiece(`${givenName} ${familyName}`);

const inOrder = (key: string): string => key.split(' ').sort().join(' ');

const contradicts = (known: Temporal.PlainDate | null, given: Temporal.PlainDate | null): boolean =>
  known !== null && given !== null && Temporal.PlainDate.compare(known, given) !== 0;
