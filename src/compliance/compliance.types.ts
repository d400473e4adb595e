import type { Temporal } from 'temporal-polyfill';
import type { CallId, ClinicId } from '../common/ids/ids.js';

/** Who did it: the receptionist, a holder of an API key (its prefix), or a job of the product itself. */
export interface Actor {
  kind: 'agent' | 'api_key' | 'system';
  id: string;
}

export interface AuditEntry {
  clinicId: ClinicId;
  at: Temporal.Instant;
  actor: Actor;
  /** Dotted and in the past tense, such as `appointment.booked`. */
  action: string;
  subject: { kind: string; id: string };
  callId?: CallId | null;
  /** Ids, enums, counts and times only: never what a person said or is called. */
  detail?: Record<string, string | number | boolean | null>;
}
