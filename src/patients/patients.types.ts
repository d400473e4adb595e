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
  now: Temporal.Instant;
}

export interface FoundPatient {
  patientId: PatientId;
  /** True when nobody matched, and a new record was made. */
  registered: boolean;
}

/** What a match is made by. */
export interface PatientIdentity {
  id: PatientId;
  givenName: string;
  familyName: string;
  birthDate: Temporal.PlainDate | null;
}
