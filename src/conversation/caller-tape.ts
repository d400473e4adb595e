import { BYTES_PER_MS } from '../audio/frame.types.js';
import { TimeBoundedQueue } from '../audio/time-bounded.queue.js';
import { COUGH_AT_MOST_MS } from './talking.limits.js';

/** Longer than any sentence. What is older is part of no sentence that somebody still waits to be answered. */
const LONGEST_MS = 20_000;
/** Kept from before the first voice: words begin softly. */
const RUN_UP_MS = 400;
/** A click is no sentence to wait for. */
const SPEECH_AT_LEAST_MS = 200;
/** So long after the end of a sentence its words are on their way, or nobody has heard it. */
const WORDS_WITHIN_MS = 900;
/** Voice that became no words for so long was none. */
const FORGET_AFTER_QUIET_MS = 10_000;

/**
 * The caller's audio that no session has put into words yet: what is said while there is no session, and the sentence that a
 * session took with it when it was lost. A new session is given it, faster than it was spoken, so that nobody has to say anything
 * twice.
 */
export class CallerTape {
  private readonly frames = new TimeBoundedQueue(LONGEST_MS);
  private voicedMs = 0;
  private quietMs = 0;

  /** Hot path. The tape keeps the buffer. */
  push(frame: Buffer, voiced: boolean): void {
    const ms = frame.length / BYTES_PER_MS;
    this.frames.push(frame);
    if (voiced) {
      this.voicedMs += ms;
      this.quietMs = 0;
      return;
    }
    this.quietMs += ms;
    if (this.quietMs > FORGET_AFTER_QUIET_MS) this.voicedMs = 0;
    if (this.voicedMs === 0) while (this.frames.heldMs > RUN_UP_MS) this.frames.shift();
  }

  /** The caller's words are known. */
  understood(): void {
    this.frames.clear();
    this.voicedMs = 0;
  }

  get hasSpeech(): boolean {
    return this.voicedMs >= SPEECH_AT_LEAST_MS;
  }

  /** A sentence was spoken a moment ago, and nobody knows its words. */
  get isUnheard(): boolean {
    return this.hasSpeech && this.quietMs >= WORDS_WITHIN_MS;
  }

  /** It was no cough. */
  get hasSentence(): boolean {
    return this.voicedMs > COUGH_AT_MOST_MS;
  }

  /** Empty unless there is voice, be it the first sound of a sentence. It stays on the tape: the next session may be lost as well. */
  get speech(): readonly Buffer[] {
    return this.voicedMs > 0 ? [...this.frames.waiting] : [];
  }
}
