import { start } from './call-flow-steps.builder.js';
import type { CallEffect } from './call-flow.types.js';

export const SILENCE_MS = 8000;
/** Audible silence after which a noise without words is looked at. */
export const NOISE_OVER_MS = 1200;
/** A cough, a door or a single "hm" lasts no longer. A caller whose voice lasts longer has said something. */
export const COUGH_AT_MOST_MS = 700;
/** By then the provider's own time-out is over, and another second (`endTimeoutMs` of a profile is 6 s at most). */
export const FORCE_END_AFTER_MS = 5300;
export const LOOK_AGAIN_SOONEST_MS = 200;

/** A muted line may send noise for ever, and each noise may look like a beginning: so long without a word, and nobody is there. */
export const MUTED_LINE_MS = 60_000;

/** By the clock the last words of ours are over, and the carrier has not said so: it is late, or its marks are lost. */
export const CARRIER_CAP_MS = 5000;

/** From the caller's last voice: two seconds without a sound are too many. */
const ANSWER_OR_FILLER_MS = 1700;
const FILLER_SOONEST_MS = 300;
/** Slower than any honest answer. */
const REPLY_LOST_MS = 6000;

/** Whatever is done about it meanwhile: an answer that does not come by then is lost. */
export const replyLostAfter = (): CallEffect => start('reply_lost', REPLY_LOST_MS);

/** The caller waits for an answer, and has been quiet for a while already. */
export const awaitReply = (quietMs: number): CallEffect[] => [
  start('filler', Math.max(FILLER_SOONEST_MS, ANSWER_OR_FILLER_MS - quietMs)),
  replyLostAfter(),
];

/** The caller has not been quiet for long enough yet: the noise is looked at again later. */
export const lookAgain = (inMs: number): CallEffect => start('no_words', Math.max(LOOK_AGAIN_SOONEST_MS, inMs));
