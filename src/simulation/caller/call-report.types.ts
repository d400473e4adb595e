import type { CallEnding } from '../carrier/carrier.types.js';
import type { Remark, Silence } from './caller.types.js';
import type { BookedAppointment, CallRecord, DeskTask, TurnStages } from './record.types.js';

/** `held` is null for what could not be judged: a voice without captions leaves no words to look for. */
export interface Verdict {
  what: string;
  held: boolean | null;
  /** What was found, in a few words. */
  found: string;
}

/** Of the replies of one call; null when there was none. */
export interface LatencySummary {
  count: number;
  median: number | null;
  p95: number | null;
  max: number | null;
}

/** Of one stage, over the answers in which it was measured. */
export interface StageSummary {
  count: number;
  median: number;
  max: number;
}

/** What `npm run call -- --json` prints, on one line. */
export interface CallReport {
  scenario: string;
  callSid: string;
  /** True when no expectation failed. */
  ok: boolean;
  /** Of the record; null when the server keeps none of the call. */
  outcome: string | null;
  appointment: BookedAppointment | null;
  turns: CallRecord['turns'];
  tools: CallRecord['tools'];
  /** From the caller's last word to the agent's first sound, measured at the caller's ear. */
  latencyMs: LatencySummary;
  /** The same, one by one. */
  latenciesMs: readonly number[];
  /** Where the time went, as the server measured it at its end of the line; null for what no answer had. */
  stages: Record<keyof TurnStages, StageSummary | null>;
  /**
   * How long the caller waited for a sound at most: from the answer, from their last word, or from a break in the line on, and
   * wherever the agent fell silent without having asked anything.
   */
  longestSilenceMs: number;
  /** Every stretch of more than a second in which nobody was heard, the caller's own pauses included. */
  silences: readonly Silence[];
  /** The way to a person; null when there was none. Undefined, like the recordings, when the server does not tell. */
  handover: CallRecord['handover'];
  recordings: CallRecord['recordings'];
  /** What the call left the desk to do; null when the server does not tell. */
  tasks: readonly DeskTask[] | null;
  /** That reached the caller's phone; null when they could not be seen. */
  texts: readonly string[] | null;
  /** What was said and heard at the desk's phone; null without one. */
  desk: Remark[] | null;
  expectations: Verdict[];
  ending: CallEnding;
  /** What was said and what was heard, at the caller's end of the line. */
  transcript: Remark[];
  /** Stretches of the agent's speech that the caller could not make out. */
  garbled: number;
  /** Calls that the scenario placed beside this one. */
  meanwhile: CallReport[];
}
