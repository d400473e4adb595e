import { BYTES_PER_MS } from '../../audio/frame.types.js';
import type { Cancel, Clock } from '../../common/clock/clock.js';

/**
 * Whether the caller is hearing us, as far as can be told from what was sent: audio comes faster than it is played, and what
 * becomes of it is only known to whoever plays it.
 */
export class PlayingEstimate {
  #isPlaying = false;
  #untilMs = 0;
  #cancel: Cancel = () => {};

  constructor(
    private readonly clock: Clock,
    private readonly listener: { onBegan(): void; onFellSilent(): void },
  ) {}

  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  /** Hot path: one timer looks again, instead of one per chunk. */
  sent(bytes: number): void {
    this.#untilMs = Math.max(this.#untilMs, this.clock.nowMs()) + bytes / BYTES_PER_MS;
    if (this.#isPlaying) return;
    this.#isPlaying = true;
    this.#lookWhenPlayed();
    this.listener.onBegan();
  }

  /** What is left is not played. */
  cut(): void {
    this.#untilMs = 0;
    if (this.#isPlaying) this.#fellSilent();
  }

  /** Nothing is told any more. */
  stop(): void {
    this.#cancel();
  }

  #lookWhenPlayed(): void {
    this.#cancel = this.clock.after(this.#untilMs - this.clock.nowMs(), () => {
      if (this.clock.nowMs() >= this.#untilMs) this.#fellSilent();
      else this.#lookWhenPlayed();
    });
  }

  #fellSilent(): void {
    this.#cancel();
    this.#isPlaying = false;
    this.listener.onFellSilent();
  }
}
