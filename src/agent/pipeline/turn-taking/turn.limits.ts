import type { TurnTaking } from '../../voice-agent.port.js';

/** What a brief says about the end of turns. The silences decide where no event does. */
export interface TurnLimits {
  /** Words have come from a recogniser that leaves turns to us, and then nothing: neither more of them nor the end of an utterance. */
  lullMs: number;
  /** As `lullMs`, in the middle of a number that is being dictated. */
  digitsLullMs: number;
  /** A recogniser that judges turns itself has told of words, or of a probable end, and then of nothing more. */
  unjudgedMs: number;
  /** Whether an answer is prepared to a turn that may not be over. */
  mayGuess: boolean;
}

/** A recogniser's own end of an utterance comes after one second, which is the least it can do. */
const LULL_MS = 1500;
const DIGITS_LULL_MS = 2500;
/** Behind the recogniser's own limit: a timer of ours that comes first would cut off who thinks. */
const SLACK_MS = 1000;

export function turnLimitsFor({ endTimeoutMs, eagerConfidence }: TurnTaking): TurnLimits {
  const unjudgedMs = endTimeoutMs + SLACK_MS;
  return { lullMs: LULL_MS, digitsLullMs: DIGITS_LULL_MS, unjudgedMs, mayGuess: eagerConfidence !== null };
}
