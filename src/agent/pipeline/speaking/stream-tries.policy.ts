import type { AgentFailure } from '../../voice-agent.port.js';
import { NO_AUDIO } from './speech.reducer.js';

/** Waits before the tries to replace a stream. */
const WAITS_MS = [0, 250, 750] as const;
/** So many streams in a row may take text and give no audio before another voice is tried. */
const MUTE_MAX = 2;
/** A stream that lasted so long was a good one: a provider may end one that nobody speaks on. */
const GOOD_AFTER_MS = 10_000;

/** How far the search for a stream has got. */
export interface Tries {
  /** Of the voices. */
  voice: number;
  /** Streams, had or not, since the last good one. */
  failed: number;
  mute: number;
}

export const FIRST_TRY: Tries = { voice: 0, failed: 0, mute: 0 };

export type NextTry = { kind: 'again'; tries: Tries; afterMs: number } | { kind: 'give_up' };

/** What is good stays in use, though it may not be the first voice. */
export function worked(tries: Tries): Tries {
  return { ...tries, failed: 0, mute: 0 };
}

/**
 * What follows on a failed try, or on a stream's loss. A voice that the provider won't speak with is given up for the next one
 * of `voices`; a key that it won't take is good for no voice.
 */
export function nextTry(tries: Tries, failure: AgentFailure, voices: number): NextTry {
  const hasAnother = tries.voice + 1 < voices;
  const another: NextTry = { kind: 'again', tries: { voice: tries.voice + 1, failed: 0, mute: 0 }, afterMs: 0 };
  if (failure.kind !== 'unavailable') return hasAnother && isOfVoice(failure) ? another : { kind: 'give_up' };
  const mute = failure.code === NO_AUDIO.code ? tries.mute + 1 : 0;
  if (mute >= MUTE_MAX && hasAnother) return another;
  const afterMs = WAITS_MS[tries.failed];
  if (afterMs === undefined) return { kind: 'give_up' };
  return { kind: 'again', tries: { ...tries, failed: tries.failed + 1, mute }, afterMs };
}

/** As `nextTry`, for a stream that was had. */
export function afterLoss(tries: Tries, failure: AgentFailure, voices: number, lastedMs: number): NextTry {
  const isGood = lastedMs >= GOOD_AFTER_MS && failure.code !== NO_AUDIO.code;
  return nextTry(isGood ? worked(tries) : tries, failure, voices);
}

/** An unknown voice is a wrong address (400, 404); the right to a voice may be missing (403), while the key itself is good. */
function isOfVoice({ kind, code }: AgentFailure): boolean {
  return kind === 'misused' || code === 'http_403';
}
