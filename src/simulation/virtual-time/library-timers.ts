import type { Cancel, Clock } from '../../common/clock/clock.js';

/** What the product asks `Clock` for, libraries ask Node for: limits of a pool, of a handshake, of a transaction. */
const {
  setTimeout: realTimeout,
  clearTimeout: clearReal,
  setInterval: realInterval,
  clearInterval: clearRealInterval,
} = globalThis;

/** As much of Node's own timers as libraries use. */
class LibraryTimer {
  private cancel: Cancel = () => undefined;

  constructor(
    private readonly clock: Clock,
    private readonly ms: number,
    private readonly run: () => void,
    private readonly repeats: boolean,
  ) {
    this.arm();
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  hasRef(): boolean {
    return false;
  }

  refresh(): this {
    this.close();
    this.arm();
    return this;
  }

  close(): this {
    this.cancel();
    return this;
  }

  private arm(): void {
    this.cancel = this.repeats ? this.clock.every(this.ms, this.run) : this.clock.after(this.ms, this.run);
  }
}

/**
 * Timers that libraries set from now on go by this clock. Otherwise a pool's five seconds of patience would be five seconds of a
 * machine that is busy, in which hours may pass or none.
 *
 * @returns ends it
 */
export function librariesGoBy(clock: Clock): () => void {
  type Set = (run: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) => unknown;
  const setter =
    (repeats: boolean): Set =>
    (run, ms = 1, ...given) =>
      new LibraryTimer(clock, ms, () => run(...given), repeats);
  const clearer = (clear: typeof clearTimeout) => (timer: unknown) =>
    timer instanceof LibraryTimer ? void timer.close() : clear(timer as NodeJS.Timeout);
  Object.assign(globalThis, {
    setTimeout: setter(false),
    setInterval: setter(true),
    clearTimeout: clearer(clearReal),
    clearInterval: clearer(clearRealInterval),
  });
  return () =>
    void Object.assign(globalThis, {
      setTimeout: realTimeout,
      setInterval: realInterval,
      clearTimeout: clearReal,
      clearInterval: clearRealInterval,
    });
}
