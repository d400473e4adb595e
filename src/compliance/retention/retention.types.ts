import type { Temporal } from 'temporal-polyfill';
import type { CallId, CallSid, ClinicId, PatientId } from '../../common/ids/ids.js';
import type { Actor } from '../compliance.types.js';
import type { RetentionKind } from './retention-rules.policy.js';

export type HoldSubject =
  { kind: 'patient'; patientId: PatientId } | { kind: 'call'; callId: CallId } | { kind: 'clinic' };

export interface NewLegalHold {
  clinicId: ClinicId;
  subject: HoldSubject;
  /** For people of the clinic; it may name somebody. */
  reason: string;
  actor: Actor;
}

export interface LegalHold {
  id: string;
  subject: Exclude<HoldSubject, { kind: 'call' }> | { kind: 'call'; callId: CallId; callSid: CallSid };
  reason: string;
  placedAt: Temporal.Instant;
  placedBy: Actor;
  releasedAt: Temporal.Instant | null;
  releasedBy: Actor | null;
}

export interface RetentionRule {
  kind: RetentionKind;
  days: number;
}

/** What a run would do at this moment. */
export interface RetentionForecast extends RetentionRule {
  /** What is older than this is due. */
  before: Temporal.Instant;
  due: number;
  /** Old enough, and kept because of a legal hold. */
  held: number;
}

/** What has been done for one kind on one day: the proof. */
export interface RetentionRun {
  kind: RetentionKind;
  day: Temporal.PlainDate;
  before: Temporal.Instant;
  removed: number;
  held: number;
  failed: number;
  /** The first of those that could not be removed. */
  failedIds: readonly string[];
  oldestAt: Temporal.Instant | null;
  newestAt: Temporal.Instant | null;
  idsHash: string;
  finishedAt: Temporal.Instant | null;
}
