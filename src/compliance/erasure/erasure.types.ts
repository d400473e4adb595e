import type { Temporal } from 'temporal-polyfill';
import type { ClinicId, PatientId } from '../../common/ids/ids.js';
import { AUDIT_REASONS, type Actor, type AuditReason } from '../compliance.types.js';
import type { ErasureObstacle } from '../records/kept-records.port.js';

export const ERASURE_REASONS = AUDIT_REASONS;
export type ErasureReason = AuditReason;

export interface ErasureOrder {
  clinicId: ClinicId;
  patientId: PatientId;
  reason: ErasureReason;
  actor: Actor;
}

export type ErasureOutcome =
  | {
      kind: 'erased';
      /** Rows removed or overwritten, by what keeps them. */
      removed: Record<string, number>;
      /** At the carrier, which could not be asked to delete them. They are tried again every day. */
      recordingsLeft: number;
    }
  | { kind: 'already_erased'; at: Temporal.Instant }
  | { kind: 'unknown_patient' }
  | { kind: 'on_legal_hold' }
  | { kind: ErasureObstacle };
