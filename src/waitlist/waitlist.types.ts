import type { Temporal } from 'temporal-polyfill';
import type {
  AppointmentId,
  AppointmentTypeId,
  CallId,
  ClinicId,
  OperatoryId,
  PatientId,
  ProviderId,
  WaitlistEntryId,
  WaitlistOfferId,
} from '../common/ids/ids.js';
import type { ContactHours } from '../common/time/contact-hours.policy.js';
import type { Actor } from '../compliance/compliance.types.js';
import type { WhichPatient } from '../patients/patients.types.js';

/** Who does what the waiting list does by itself. */
export const ACTOR: Actor = { kind: 'system', id: 'waitlist' };

/**
 * - `waiting`: gets the next time that suits; `offered`: has been offered one and not answered yet
 * - `booked`: took an offer; `removed`: wants no more; `expired`: the days they wanted are over, or their visit has begun
 */
export type EntryStatus = 'waiting' | 'offered' | 'booked' | 'removed' | 'expired';

/** `withdrawn`: whom it was made to wants no earlier time any more, or holds one. */
export type OfferStatus = 'open' | 'accepted' | 'declined' | 'expired' | 'withdrawn';

/** Which times would suit somebody, in the clinic's local days and minutes of the day. */
export interface WaitlistWish {
  /** With this provider only; null: with anybody. */
  providerId: ProviderId | null;
  fromDay: Temporal.PlainDate;
  /** Included. */
  untilDay: Temporal.PlainDate;
  /** ISO: 1 is Monday. */
  weekdays: number[];
  /** Of the start: [earliest, latest). */
  earliestMinute: number;
  latestMinute: number;
  /** They need so long to come. */
  minNoticeMinutes: number;
}

/** Somebody who wants to come earlier, or at all. */
export interface WaitlistEntry extends WaitlistWish {
  id: WaitlistEntryId;
  patientId: PatientId;
  typeId: AppointmentTypeId;
  /** The visit that an earlier one would replace; null when they hold none. */
  appointmentId: AppointmentId | null;
  /** E.164: where offers go. */
  phone: string;
  status: EntryStatus;
  createdAt: Temporal.Instant;
}

/** [startsAt, endsAt) */
export interface Span {
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
}

/** Somebody who waits, with what decides which times can be offered to them. */
export interface Candidate extends WaitlistEntry {
  /** When their own visit is. */
  visitStartsAt: Temporal.Instant | null;
  /** What they were offered before, whatever came of it. */
  offered: Span[];
}

export interface WaitlistOffer {
  id: WaitlistOfferId;
  entryId: WaitlistEntryId;
  /** The entry's. */
  patientId: PatientId;
  typeId: AppointmentTypeId;
  providerId: ProviderId;
  operatoryId: OperatoryId;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  status: OfferStatus;
  answerBy: Temporal.Instant;
  /** E.164: the number that was asked, whatever the entry's is now. */
  phone: string;
}

/** How a clinic makes offers. */
export interface OfferTerms {
  /** IANA. */
  timeZone: string;
  /** In the clinic's zone. */
  hours: ContactHours;
  answerMinutes: number;
  now: Temporal.Instant;
}

export interface AddToWaitlist extends WaitlistWish {
  clinicId: ClinicId;
  /** Registered if unknown. */
  patient: WhichPatient;
  typeId: AppointmentTypeId;
  appointmentId: AppointmentId | null;
  /** As it was said or sent. */
  phone: string;
  callId: CallId | null;
  actor: Actor;
  now: Temporal.Instant;
}

export type AddOutcome =
  /** `updated`: they were on the list for this type, and keep their place with what they want now. */
  | { kind: 'added' | 'updated'; entryId: WaitlistEntryId }
  /** Nobody can be texted under this number. */
  | { kind: 'no_phone' }
  /** It is not this patient's, of another type, or not to come any more. */
  | { kind: 'no_such_visit' };

export interface RemoveFromWaitlist {
  clinicId: ClinicId;
  entryId: WaitlistEntryId;
  callId: CallId | null;
  actor: Actor;
  now: Temporal.Instant;
}
