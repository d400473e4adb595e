import type { Temporal } from 'temporal-polyfill';
import type { CallId, ClinicId, PatientId } from '../common/ids/ids.js';

/**
 * Who did it: the receptionist, a holder of an API key (the key's id), somebody of the staff (their account), a job of the product
 * itself, the patient by text, or whoever runs a command (by the name that they gave).
 */
export interface Actor {
  kind: 'agent' | 'api_key' | 'staff' | 'system' | 'patient' | 'operator';
  id: string;
  /** While somebody has broken the glass (docs/access.md): stands in the detail of every entry. */
  breakGlassId?: string;
}

/** Who does what a caller asks for. */
export const RECEPTIONIST: Actor = { kind: 'agent', id: 'receptionist' };

export interface AuditEntry {
  clinicId: ClinicId;
  at: Temporal.Instant;
  actor: Actor;
  /** Dotted and in the past tense, such as `appointment.booked`. */
  action: string;
  subject: { kind: string; id: string };
  /** Whose data was read or changed. */
  patientIds?: readonly PatientId[];
  callId?: CallId | null;
  /** Why, where somebody had to say it. Never about the patient. */
  reason?: string | null;
  /** The network address from which somebody acted. None for the product itself and for a call. */
  address?: string | null;
  requestId?: string | null;
  /** Ids, enums, counts and times only: never what a person said or is called. */
  detail?: Record<string, string | number | boolean | null>;
}
