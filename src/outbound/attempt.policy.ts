import type { CallEnding } from '../calls/calls.types.js';

/** What the last attempt of an order came to, or why there will be none. */
export type AttemptReason = 'answered' | 'message_left' | 'machine' | 'busy' | 'no_answer' | 'failed' | 'unconfirmed';

export interface AttemptResult {
  reason: AttemptReason;
  /** How the call's record ends; null when a conversation took place, which knows its own ending. */
  ending: CallEnding | null;
  /** False once somebody answered, or has a message: they are not called again for this order. */
  again: boolean;
}

export interface EndedAttempt {
  /** The carrier's last word on the call. */
  carrierStatus: 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled';
  answeredBy: 'human' | 'machine' | 'unknown' | null;
  /** The carrier has taken our message to speak it to a machine. */
  messageSpoken: boolean;
}

/** A machine that got no message counts as nobody: an empty room was called. */
export function resultOf({ carrierStatus, answeredBy, messageSpoken }: EndedAttempt): AttemptResult {
  switch (carrierStatus) {
    case 'busy':
      return { reason: 'busy', ending: 'busy', again: true };
    case 'no-answer':
      return { reason: 'no_answer', ending: 'no_answer', again: true };
    case 'failed':
    case 'canceled':
      return { reason: 'failed', ending: 'failed', again: true };
    case 'completed':
      if (messageSpoken) return { reason: 'message_left', ending: 'message_left', again: false };
      if (answeredBy === 'machine') return { reason: 'machine', ending: 'no_answer', again: true };
      return { reason: 'answered', ending: null, again: false };
  }
}
