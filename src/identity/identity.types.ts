import type { Temporal } from 'temporal-polyfill';
import type { CallId, ClinicId, PatientId } from '../common/ids/ids.js';

/**
 * Why a call may read and change what is a patient's:
 * - `phone_on_file`, `texted_code`: name and birth date, and this as the second factor
 * - `representative`: somebody who has proved who they are may speak for them
 * - `registered`: this call has made the record, so there is nothing in it that the caller has not said
 */
export type Proof = 'phone_on_file' | 'texted_code' | 'representative' | 'registered';

/** A patient that a call may read and change. */
export interface VerifiedPatient {
  patientId: PatientId;
  givenName: string;
  familyName: string;
  /** E.164; null when there is none on file. */
  phone: string | null;
  proof: Proof;
}

/** What a tool wants to touch, by an id that came from the model. */
interface Access {
  clinicId: ClinicId;
  callId: CallId;
  /** The tool's name, for the audit and as a label of a metric: a constant of ours. */
  tool: string;
  now: Temporal.Instant;
}

export interface PatientAccess extends Access {
  patientId: string;
}

export interface VisitAccess extends Access {
  appointmentId: string;
}

/** Who is on the phone, by facts of the session: nothing in here comes from the model. */
export interface CallerLine {
  clinicId: ClinicId;
  callId: CallId;
  /** E.164 of the far end, whoever has called whom; null when it is withheld. It is counted by, and proves nothing. */
  callerNumber: string | null;
  /** IANA; the clinic's. */
  timeZone: string;
  /** Of what they try now: one that is tried again, because its answer was lost, has the same. A UUID. */
  attemptId: string;
  now: Temporal.Instant;
}

/** Whom somebody says to be. */
export interface Claim {
  line: CallerLine;
  /** Given and family name, in whatever order. */
  name: string;
  birthDate: Temporal.PlainDate;
}

/** E.164, or six digits. */
export type SecondFactor = { kind: 'phone'; number: string } | { kind: 'code'; digits: string };

export type VerifyOutcome =
  /** `mayActFor`: whom else they may speak for. */
  | { kind: 'verified'; patientId: PatientId; mayActFor: { patientId: PatientId; firstName: string }[] }
  /** Alike for whoever is unknown here, under age, or gave a detail that does not fit, or fits more than one. */
  | { kind: 'not_verified' }
  /** Too much was tried, in this call or from this number today: right details are refused, too. */
  | { kind: 'locked' };

/** `requested`, whether or not there was somebody to text to. `no_more`: as many as one call may ask for. */
export type CodeRequestOutcome = 'requested' | 'no_more' | 'locked';

export interface NewPatient {
  line: CallerLine;
  givenName: string;
  familyName: string;
  birthDate: Temporal.PlainDate;
  /** E.164 */
  phone: string;
  email: string | null;
}
