import { promisify } from 'node:util';
import type { Cancel, Clock } from '../../common/clock/clock.js';

/** What the product asks `Clock` for, libraries ask Node for: limits of a pool, of a handshake, of a transaction. */
const REAL = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
};

/** What timers go by now: a clock, or Node's own again. */
let goneBy: Clock | null = null;
const waiting = new Set<LibraryTimer>();

/** As much of Node's own timers as libraries use. */
class LibraryTimer {
  private cancel: Cancel = () => undefined;

  constructor(
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

  /** Some libraries keep one timer for good, and begin it anew whenever they need one: long after the clock has stopped, too. */
  refresh(): this {
    this.close();
    this.arm();
    return this;
  }

  close(): this {
    waiting.delete(this);
    this.cancel();
    return this;
  }

  private arm(): void {
    waiting.add(this);
    const fire = () => {
      if (!this.repeats) waiting.delete(this);
      this.run();
    };
    this.cancel = goneBy
      ? this.repeats
        ? goneBy.every(this.ms, fire)
        : goneBy.after(this.ms, fire)
      : inRealTime(this.repeats, this.ms, fire);
  }
}

function inRealTime(repeats: boolean, ms: number, fire: () => void): Cancel {
  const timer = repeats ? REAL.setInterval(fire, ms) : REAL.setTimeout(fire, ms);
  timer.unref();
  return () => REAL.clearTimeout(timer);
}

function clear(timer: unknown): void {
  if (timer instanceof LibraryTimer) timer.close();
  else REAL.clearTimeout(timer as NodeJS.Timeout);
}

/**
 * Timers that libraries set from now on go by this clock. Otherwise a pool's five seconds of patience would be five seconds of a
 * machine that is busy, in which hours may pass or none.
 *
 * @returns ends it: those that wait still begin anew, in real time
 */
export function librariesGoBy(clock: Clock): () => void {
  type Set = (run: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) => unknown;
  const setter =
    (repeats: boolean): Set =>
    (run, ms = 1, ...given) =>
      new LibraryTimer(ms, () => run(...given), repeats);
  const sleep = (ms?: number, value?: unknown) => new Promise((resolve) => setter(false)(() => resolve(value), ms));
  goneBy = clock;
  Object.assign(globalThis, {
    setTimeout: Object.assign(setter(false), { [promisify.custom]: sleep }),
    setInterval: setter(true),
    clearTimeout: clear,
    clearInterval: clear,
  });
  return () => {
    goneBy = null;
    // Those that clear stay: a timer of ours can be ended long after the clock has stopped, and Node's own would not know it.
    Object.assign(globalThis, { setTimeout: REAL.setTimeout, setInterval: REAL.setInterval });
    for (const timer of [...waiting]) timer.refresh();
  };
}
