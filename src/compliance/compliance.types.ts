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

/** Why, where somebody had to say it: of a list, since nothing in the trail can be taken out again. */
export const AUDIT_REASONS = ['asked_by_patient', 'asked_by_representative', 'ordered', 'other'] as const;
export type AuditReason = (typeof AUDIT_REASONS)[number];

/**
 * Ids, words of lists, counts and times: never what a person said, wrote or is called. `withoutWords` (audit-words.policy.ts) sees to
 * it for what the compiler lets through.
 */
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
  reason?: AuditReason | null;
  /** The network address from which somebody acted. None for the product itself and for a call. */
  address?: string | null;
  requestId?: string | null;
  detail?: Record<string, string | number | boolean | null>;
}
