import type { Clinic } from './clinics.types.js';

/** Whose phone rings for a caller who needs a person; null when it is nobody's. In an emergency one rings at any hour. */
export function phoneOfPerson(
  { deskNumber, onCallNumber }: Pick<Clinic, 'deskNumber' | 'onCallNumber'>,
  { deskAnswers, isEmergency }: { deskAnswers: boolean; isEmergency: boolean },
): string | null {
  if (deskAnswers) return deskNumber;
  return isEmergency ? (onCallNumber ?? deskNumber) : null;
}
