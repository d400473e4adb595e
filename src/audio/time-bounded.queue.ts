import { BYTES_PER_MS } from './frame.types.js';

/**
 * Audio that waits for somebody to take it, oldest first. Holds no more than a stretch of time: live audio that comes late is
 * worth less than none, so the oldest goes first. Counts what it drops.
 */
export class TimeBoundedQueue {
  private readonly capacityBytes: number;
  private readonly frames: Buffer[] = [];
  private bytes = 0;
  private droppedBytes = 0;
  private dropped = 0;

  /** @throws RangeError unless the capacity is above zero. */
  constructor(capacityMs: number) {
    if (!(capacityMs > 0)) throw new RangeError('capacityMs must be above zero');
    this.capacityBytes = capacityMs * BYTES_PER_MS;
  }

  /**
   * Takes a frame of any length; one that is longer than the capacity is dropped itself. Answers the milliseconds of audio
   * that were dropped for it.
   */
  push(frame: Buffer): number {
    const droppedBefore = this.droppedBytes;
    this.frames.push(frame);
    this.bytes += frame.length;
    while (this.bytes > this.capacityBytes) {
      this.droppedBytes += this.shift()?.length ?? 0;
      this.dropped++;
    }
    return (this.droppedBytes - droppedBefore) / BYTES_PER_MS;
  }

  shift(): Buffer | undefined {
    const frame = this.frames.shift();
    this.bytes -= frame?.length ?? 0;
    return frame;
  }

  /** What waits, oldest first. It goes on waiting. */
  get waiting(): readonly Buffer[] {
    return this.frames;
  }

  /** Empties the queue. What is given up on purpose isn't a drop. */
  clear(): void {
    this.frames.length = 0;
    this.bytes = 0;
  }

  get isEmpty(): boolean {
    return this.frames.length === 0;
  }

  get heldMs(): number {
    return this.bytes / BYTES_PER_MS;
  }

  get droppedFrames(): number {
    return this.dropped;
  }

  get droppedMs(): number {
    return this.droppedBytes / BYTES_PER_MS;
  }
}
