import { BYTES_PER_MS } from '../audio/frame.types.js';
import { isVoiced } from '../audio/voice-activity.policy.js';
import type { Clock } from '../common/clock/clock.js';

/** So much quiet, and the next voice begins a new stretch of speech. */
const STRETCH_ENDS_MS = 1000;

/** What our own ear tells of the caller, apart from any recogniser: whether there is voice, since when not, and how much of it. */
export class CallerVoice {
  private lastVoiceAtMs = -Infinity;
  private stretchMs = 0;

  constructor(private readonly clock: Clock) {}

  /** Hot path. True when there is voice in the frame. */
  hear(frame: Buffer): boolean {
    if (!isVoiced(frame)) return false;
    if (this.quietMs > STRETCH_ENDS_MS) this.stretchMs = 0;
    this.stretchMs += frame.length / BYTES_PER_MS;
    this.lastVoiceAtMs = this.clock.nowMs();
    return true;
  }

  /** Since the last voice; infinite before the first. */
  get quietMs(): number {
    return this.clock.nowMs() - this.lastVoiceAtMs;
  }

  /** Voice in the present stretch of speech, or in the last one. */
  get voicedMs(): number {
    return this.stretchMs;
  }
}
