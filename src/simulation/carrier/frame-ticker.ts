import type { Cancel, Clock } from '../../common/clock/clock.js';
import { FRAME_MS } from '../../audio/frame.types.js';

/** Hears of every packet's time on the line. `dueMs`, of the ticker's own time, is when it should have come, not when it did. */
export type BeatListener = (dueMs: number) => void;

/** A timer that is later than this was not late: the whole process was held up. */
const HELD_UP_MS = 100;

/**
 * Beats every 20 ms for all lines of a carrier, on absolute deadlines: a late beat is followed by the next one on time, so
 * nothing drifts and none is left out. Rests while nobody listens.
 *
 * Its time is the clock's, less what this process was held up. A carrier is a machine of its own, and callers don't hear a gap
 * because somebody else's processor is busy: on the lines that time does not pass, in neither direction.
 */
export class FrameTicker {
  private readonly listeners = new Set<BeatListener>();
  private dueMs = 0;
  private heldUpMs = 0;
  private cancel: Cancel | null = null;

  constructor(private readonly clock: Clock) {}

  /** The first beat comes one packet's time from now, or sooner when the ticker is beating for others already. */
  subscribe(listener: BeatListener): Cancel {
    this.listeners.add(listener);
    if (!this.cancel) {
      this.dueMs = this.nowMs() + FRAME_MS;
      this.arm();
    }
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      this.cancel?.();
      this.cancel = null;
    };
  }

  nowMs(): number {
    return this.clock.nowMs() - this.heldUpMs;
  }

  /** When the last beat was due: everything before it is past. */
  get lastBeatMs(): number {
    return this.dueMs - FRAME_MS;
  }

  private arm(): void {
    this.cancel?.();
    this.cancel = this.clock.after(this.dueMs - this.nowMs(), () => {
      // Late by a whole packet: this process was busy. What arrived meanwhile is let in first, since a carrier, being a
      // machine of its own, would have had it in time.
      if (this.nowMs() >= this.dueMs + FRAME_MS) this.cancel = this.clock.after(0, () => this.beat());
      else this.beat();
    });
  }

  private beat(): void {
    const lateMs = this.nowMs() - this.dueMs;
    if (lateMs > HELD_UP_MS) this.heldUpMs += lateMs;
    const nowMs = this.nowMs();
    while (this.dueMs <= nowMs) {
      const dueMs = this.dueMs;
      this.dueMs += FRAME_MS;
      for (const listener of [...this.listeners]) listener(dueMs);
    }
    if (this.listeners.size > 0) this.arm();
  }
}
