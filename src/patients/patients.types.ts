import type { Temporal } from 'temporal-polyfill';
import type { ClinicId, PatientId } from '../common/ids/ids.js';

/** A patient as somebody on the phone introduces them. */
export interface IntroducedPatient {
  clinicId: ClinicId;
  givenName: string;
  familyName: string;
  /** As it was said or sent; null when there is none. */
  phone: string | null;
  birthDate?: Temporal.PlainDate | null;
  email?: string | null;
  now: Temporal.Instant;
}

/** A record that is known to be theirs, or how they introduce themselves. */
export type WhichPatient = { id: PatientId } | Omit<IntroducedPatient, 'clinicId' | 'now'>;

/** How the practice reaches a patient. */
export interface PatientContact {
  givenName: string;
  familyName: string;
  /** E.164; null when there is none on file. */
  phone: string | null;
}

export interface FoundPatient {
  patientId: PatientId;
  /** True when nobody matched, and a new record was made. */
  registered: boolean;
}

/** What somebody who wants to prove who they are says of themselves. */
export interface ClaimedIdentity {
  /** Given and family name, in whatever order. */
  name: string;
  birthDate: Temporal.PlainDate;
  /** E.164; null when none is claimed. */
  phone: string | null;
}

/** What a match is made by. */
export interface PatientIdentity {
  id: PatientId;
  givenName: string;
  familyName: string;
  birthDate: Temporal.PlainDate | null;
}

/** What somebody's own details are compared with. */
export interface PatientOnFile extends PatientIdentity {
  /** E.164; null when there is none. */
  phone: string | null;
}
