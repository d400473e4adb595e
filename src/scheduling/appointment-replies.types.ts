import type { Temporal } from 'temporal-polyfill';
import type { AppointmentId, ClinicId } from '../common/ids/ids.js';
import type { Actor } from '../compliance/compliance.types.js';

/** A visit to come, as far as an answer to a text needs it. */
export interface UpcomingVisit {
  id: AppointmentId;
  startsAt: Temporal.Instant;
}

/** The visits to come of all who are reached under one number. */
export interface UpcomingVisits {
  /** Soonest first. */
  visits: UpcomingVisit[];
  /** How many patients the number belongs to, with visits or without. */
  patients: number;
}

/** A patient's answer to the question whether they will come. */
export interface AppointmentReply {
  clinicId: ClinicId;
  appointmentId: AppointmentId;
  actor: Actor;
  now: Temporal.Instant;
}

/**
 * - `done`: changed, or it was so already
 * - `too_late`: it has begun, is over, or has ended otherwise
 */
export type ReplyOutcome = 'done' | 'too_late';
