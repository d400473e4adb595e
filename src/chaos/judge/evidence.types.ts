import type { CallerAccount } from '../../simulation/caller/caller.types.js';
import type { CallPlan, SceneFault, StreamFault } from '../plan/plan.types.js';

/** What the database holds of a call when all is over. Times are milliseconds since the epoch, by the server's clock. */
export interface CallRow {
  id: string;
  callSid: string;
  status: string;
  outcome: string | null;
  handoverStatus: string | null;
  startedAtMs: number;
  endedAtMs: number | null;
  turns: { seq: number; role: string; text: string; heard: string; interrupted: boolean; atMs: number }[];
  tools: { name: string; status: string }[];
  booked: { status: string; type: string; startsAtMs: number }[];
  tasks: { kind: string; origin: string }[];
  texts: { kind: string; status: string }[];
  liveHolds: number;
}

/** A line of the server's log. */
export interface LogLine {
  level: number;
  event: string;
  callId?: string;
  /** As it was written. */
  text: string;
}

/** What one call leaves behind for the judge. */
export interface CallEvidence {
  plan: CallPlan;
  account: CallerAccount;
  /** Of its clinic, which has been called once. */
  rows: CallRow[];
  /** Of the visits that its clinic had before. */
  cancelled: number;
  /** That name the call. */
  log: LogLine[];
  /** On the server's clock, when it was placed. */
  placedAtMs: number;
}

/** What a scene leaves behind for the judge, beside its calls. */
export interface SceneEvidence {
  faults: readonly SceneFault[];
  streams: readonly StreamFault[];
  log: LogLine[];
  /** When its first call was to begin, on the server's clock. */
  beganAtMs: number;
  /** Errors that no code of the server or of a stand-in caught. */
  strays: string[];
  /** That are still there although all calls are over. */
  open: string[];
}

/** What did not hold, in words. */
export type Complaint = string;
