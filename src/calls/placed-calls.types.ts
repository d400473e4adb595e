import type { Temporal } from 'temporal-polyfill';
import type { CallSid, ClinicId } from '../common/ids/ids.js';

/** What the carrier's machine detection made of whoever answered. A fax counts as a machine. */
export type AnsweredBy = 'human' | 'machine' | 'unknown';

export interface PlacedCall {
  clinicId: ClinicId;
  callSid: CallSid;
  /** E.164, both. */
  ourNumber: string;
  theirNumber: string;
  /** The version of the agent's profile that is tried by it; null: what is published when it begins. */
  agentProfileVersion: number | null;
  at: Temporal.Instant;
}
