import type { Temporal } from 'temporal-polyfill';
import type { AppointmentId, AppointmentTypeId, ClinicId, PatientId, RecallId } from '../common/ids/ids.js';
import type { Actor } from '../compliance/compliance.types.js';
import type { AppointmentStatus } from '../scheduling/scheduling.types.js';

/**
 * - `open`: nobody has reminded the patient of it yet; `contacted`: somebody has
 * - `booked`: the visit is on the schedule
 * - `stopped`: the patient does not want to be reminded
 */
export type RecallStatus = 'open' | 'contacted' | 'booked' | 'stopped';

/** What follows from a patient's visits of one type, and from what was agreed with them. */
export interface RecallState {
  intervalMonths: number;
  /** Of the clinic's calendar. */
  dueOn: Temporal.PlainDate;
  /** Null: there was no visit of the type yet. */
  lastVisitOn: Temporal.PlainDate | null;
  status: RecallStatus;
  /** The last of the contacts since the last visit, and how many there were. */
  contactedAt: Temporal.Instant | null;
  contacts: number;
  /** The visit to come; null unless `booked`. */
  appointmentId: AppointmentId | null;
}

/** When a patient should come again for a type of visit: one for each patient and type. */
export interface Recall extends RecallState {
  id: RecallId;
  patientId: PatientId;
  typeId: AppointmentTypeId;
}

/** Whose recall, for what. */
export interface RecallKey {
  clinicId: ClinicId;
  patientId: PatientId;
  typeId: AppointmentTypeId;
}

/** A visit of the recall's type, in whatever state. */
export interface VisitOfType {
  id: AppointmentId;
  startsAt: Temporal.Instant;
  status: AppointmentStatus;
}

export interface RecallChange {
  clinicId: ClinicId;
  recallId: RecallId;
  actor: Actor;
  now: Temporal.Instant;
}

/** What is agreed with the patient; null stays as it is. */
export interface Agreement {
  /** From 1 to 60. The day follows from it, unless that is agreed, too. */
  months: number | null;
  /** Until the next visit has taken place. */
  dueOn: Temporal.PlainDate | null;
}

/** A null interval is the type's, a null day follows from the interval. */
export interface NewRecall extends RecallKey, Agreement {
  actor: Actor;
  now: Temporal.Instant;
}

export interface IntervalChange extends RecallKey {
  /** From 1 to 60. */
  months: number;
  actor: Actor;
  now: Temporal.Instant;
}
