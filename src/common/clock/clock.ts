import { Temporal } from 'temporal-polyfill';

/** Stops a timer. Safe to call twice, and after the timer has fired. */
export type Cancel = () => void;

/**
 * The only source of time in the product. Abstract class, so that it doubles as the injection token.
 * Timers never keep the process alive: what must finish is awaited, not left to a timer.
 */
export abstract class Clock {
  /**
   * For how long something takes, and which came first: milliseconds that only go forward, whoever sets the machine's clock meanwhile.
   * They begin as those since the epoch, and stay so for as long as nobody does. Asked several times for each frame of audio.
   */
  abstract nowMs(): number;
  abstract after(ms: number, run: () => void): Cancel;
  abstract every(ms: number, run: () => void): Cancel;

  /** What day and hour it is. */
  now(): Temporal.Instant {
    return Temporal.Instant.fromEpochMilliseconds(this.nowMs());
  }

  /** Resolves after `ms`, or at once when `signal` is aborted: callers look at the signal, they need no second path. */
  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const done = () => {
        cancel();
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const cancel = this.after(ms, done);
      signal?.addEventListener('abort', done, { once: true });
    });
  }
}

export class SystemClock extends Clock {
  nowMs(): number {
    return Math.floor(performance.timeOrigin + performance.now());
  }

  override now(): Temporal.Instant {
    return Temporal.Instant.fromEpochMilliseconds(Date.now());
  }

  after(ms: number, run: () => void): Cancel {
    const timer = setTimeout(run, ms);
    timer.unref();
    return () => clearTimeout(timer);
  }

  every(ms: number, run: () => void): Cancel {
    const timer = setInterval(run, ms);
    timer.unref();
    return () => clearInterval(timer);
  }
}
