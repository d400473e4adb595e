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
  at: Temporal.Instant;
}
