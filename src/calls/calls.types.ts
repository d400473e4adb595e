import type { Temporal } from 'temporal-polyfill';
import type { CallId, CallSid, ClinicId } from '../common/ids/ids.js';

/** How a conversation ended, as the ending itself tells. A booking made in the call outranks it (see `CallOutcome`). */
export type CallEnding = 'answered' | 'no_input' | 'caller_hung_up' | 'overflow' | 'failed';

export type CallOutcome = CallEnding | 'booked';

/**
 * What the carrier is told when the stream ends. Null on the row means that nobody planned the end: the caller is
 * connected again and the conversation goes on.
 */
export type NextStep = 'hang_up' | 'overflow';

export interface Call {
  clinicId: ClinicId;
  id: CallId;
  callSid: CallSid;
  direction: 'inbound' | 'outbound';
  status: 'ringing' | 'in_progress' | 'completed';
  outcome: CallOutcome | null;
  nextStep: NextStep | null;
  /** As the carrier gave it: usually E.164, but `anonymous`, `client:…` and `sip:…` occur. */
  fromNumber: string;
  toNumber: string;
  /** How many times the caller was connected again after an unplanned end of stream. */
  resumes: number;
  startedAt: Temporal.Instant;
  endedAt: Temporal.Instant | null;
}

export interface NewCall {
  clinicId: ClinicId;
  callSid: CallSid;
  fromNumber: string;
  toNumber: string;
  at: Temporal.Instant;
}

export interface TurnRecord {
  /** Counts from 1 within the call, over all its streams. */
  seq: number;
  role: 'caller' | 'agent';
  text: string;
  /** The part that reached the other's ear: always a prefix of `text`, and all of it for a caller's turn. */
  heard: string;
  interrupted: boolean;
  startedAt: Temporal.Instant;
  latencyMs: number | null;
}

export type ToolStatus = 'succeeded' | 'rejected' | 'failed' | 'timed_out' | 'cancelled';

export interface ToolRecord {
  id: string;
  requestId: string;
  name: string;
  status: ToolStatus | 'running';
  arguments: unknown;
  result: unknown;
  startedAt: Temporal.Instant;
  durationMs: number | null;
}

/** The stored conversation, in order. */
export interface CallHistory {
  turns: TurnRecord[];
  tools: ToolRecord[];
}
