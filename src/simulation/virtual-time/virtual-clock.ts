import type { Temporal } from 'temporal-polyfill';
import TinyQueue from 'tinyqueue';
import { Clock, type Cancel } from '../../common/clock/clock.js';
import { librariesGoBy } from './library-timers.js';
import type { WorkUnderWay } from './work-under-way.js';

/** Node's own, whatever becomes of the global one. */
const { setTimeout: realTimeout, setInterval: realInterval, clearInterval: clearRealInterval } = globalThis;

interface Timer {
  dueMs: number;
  /** Numbered as they were set: of two timers that are due together the one that was set first fires first. */
  readonly order: number;
  /** Null once it is cancelled. */
  run: (() => void) | null;
}

/** A timer fires a millisecond from now at the soonest, as Node's own do: time goes on even where a timer sets the next one. */
const SOONEST_MS = 1;
/** Loopback delivers within a turn of the event loop; the second turn is for what the first one caused. */
const QUIET_TURNS = 2;
/** So long nobody looks when there is no timer at all: only the world outside of this process can set one. */
const IDLE_MS = 1;
/** After so much real time without a sign of life, what is waited for will not come. */
const STUCK_AFTER_MS = 30_000;

/** What time waited for in vain. */
export class VirtualTimeStuckError extends Error {
  constructor(
    readonly waitedFor: readonly string[],
    afterMs: number,
  ) {
    super(`virtual time has stood still for ${afterMs / 1000} s; it waits for: ${waitedFor.join('; ')}`);
  }
}

/**
 * Time that stands still while anything is under way in this process, and jumps to the next timer when nothing is. So whatever the
 * machine takes for a reply takes no time on this clock, and a minute's call is over as soon as its work is done.
 */
export class VirtualClock extends Clock {
  private nowEpochMs: number;
  private lastOrder = 0;
  private readonly timers = new TinyQueue<Timer>(
    [],
    (one, other) => one.dueMs - other.dueMs || one.order - other.order,
  );
  private isPassing = false;
  private lastSign = 0;
  private quietTurns = 0;
  private stopped: () => void = () => undefined;
  /** There may be more timers that are due at this very millisecond. */
  private isWithinInstant = false;

  constructor(
    start: Temporal.Instant,
    private readonly work: WorkUnderWay,
    private readonly stuckAfterMs = STUCK_AFTER_MS,
  ) {
    super();
    this.nowEpochMs = start.epochMilliseconds;
  }

  nowMs(): number {
    return this.nowEpochMs;
  }

  after(ms: number, run: () => void): Cancel {
    const timer: Timer = { dueMs: this.nowEpochMs + Math.max(SOONEST_MS, Math.ceil(ms)), order: ++this.lastOrder, run };
    this.timers.push(timer);
    return () => (timer.run = null);
  }

  every(ms: number, run: () => void): Cancel {
    let cancel: Cancel;
    const arm = () => {
      cancel = this.after(ms, () => {
        arm();
        run();
      });
    };
    arm();
    return () => cancel();
  }

  /**
   * Lets time pass until `stop`, for the timers of libraries too.
   *
   * @throws VirtualTimeStuckError
   */
  async pass(): Promise<void> {
    this.isPassing = true;
    const giveBack = librariesGoBy(this);
    let stopWatching: Cancel = () => undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        stopWatching = this.watchForStandstill(reject);
        this.stopped = resolve;
        this.look(resolve);
      });
    } finally {
      this.isPassing = false;
      stopWatching();
      giveBack();
    }
  }

  /** Time stands still until the next `pass`. */
  stop(): void {
    this.isPassing = false;
    this.stopped();
  }

  /** Once a turn of the event loop: fires what is due next when nothing is under way. Callbacks: a promise a turn would cost more than the turn. */
  private look(stopped: () => void): void {
    const again = () => this.look(stopped);
    if (!this.isPassing || this.stopped !== stopped) return; // it has stopped, and may pass anew
    if (this.isWithinInstant) {
      this.fireNext();
    } else if (this.work.signs !== this.lastSign || this.work.isOnItsWay()) {
      this.lastSign = this.work.signs;
      this.quietTurns = 0;
    } else if (this.work.isAwaited()) {
      // Others have the processor until then: the database, on the same machine.
      this.quietTurns = 0;
      return this.work.onNextSign(again);
    } else if (++this.quietTurns >= QUIET_TURNS) {
      this.quietTurns = 0;
      if (this.work.isAskedOfNode()) return void setImmediate(again);
      if (!this.fireNext()) return void realTimeout(again, IDLE_MS);
    }
    setImmediate(again);
  }

  private watchForStandstill(onStuck: (error: VirtualTimeStuckError) => void): Cancel {
    let lastSign = -1;
    const watch = realInterval(() => {
      const isStuck = this.work.signs === lastSign && this.work.list().length > 0;
      if (isStuck) onStuck(new VirtualTimeStuckError(this.work.list(), this.stuckAfterMs));
      lastSign = this.work.signs;
    }, this.stuckAfterMs);
    return () => clearRealInterval(watch);
  }

  /**
   * Goes to when the next timer is due, and fires it. One that is due at the same time is fired a turn later: what the first one gives up
   * at once does not fire, as with Node's own. False when there is none.
   */
  private fireNext(): boolean {
    const next = this.nextLive();
    if (!next) return false;
    this.timers.pop();
    this.nowEpochMs = next.dueMs;
    fire(next);
    this.isWithinInstant = this.nextLive()?.dueMs === this.nowEpochMs;
    return true;
  }

  private nextLive(): Timer | undefined {
    while (this.timers.peek()?.run === null) this.timers.pop();
    return this.timers.peek();
  }
}

/** As with Node's own timers, an error of one of them is nobody's to catch, and the others fire all the same. */
function fire({ run }: Timer): void {
  try {
    run?.();
  } catch (error) {
    process.nextTick(() => {
      throw error;
    });
  }
}
