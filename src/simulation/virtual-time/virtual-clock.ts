import type { Temporal } from 'temporal-polyfill';
import TinyQueue from 'tinyqueue';
import { Clock, type Cancel } from '../../common/clock/clock.js';
import { librariesGoBy } from './library-timers.js';
import type { WorkUnderWay } from './work-under-way.js';

/** Node's own, whatever becomes of the global one. */
const realTimeout = globalThis.setTimeout;

interface Timer {
  dueMs: number;
  /** Numbered as they were set: of two timers that are due together the one that was set first fires first. */
  readonly order: number;
  /** Null once it is cancelled. */
  run: (() => void) | null;
}

/** A timer fires a millisecond from now at the soonest, as Node's own do: time goes on even where a timer sets the next one. */
const SOONEST_MS = 1;
/** After so much real time without a sign of life, what is waited for will not come. */
const STUCK_AFTER_MS = 30_000;
/** Loopback delivers within a turn of the event loop; the second turn is for what the first one caused. */
const QUIET_TURNS = 2;
/** So long nobody looks when there is no timer at all: only the world outside of this process can set one. */
const IDLE_MS = 1;

/** What time waited for in vain. */
export class VirtualTimeStuckError extends Error {
  constructor(readonly waitedFor: readonly string[]) {
    super(`virtual time has stood still for ${STUCK_AFTER_MS / 1000} s; it waits for: ${waitedFor.join('; ')}`);
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

  constructor(
    start: Temporal.Instant,
    private readonly work: WorkUnderWay,
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
    try {
      while (this.isPassing) {
        await this.quiet();
        if (!this.fireNext()) await new Promise((resolve) => realTimeout(resolve, IDLE_MS));
      }
    } finally {
      giveBack();
    }
  }

  /** Time stands still until the next `pass`. */
  stop(): void {
    this.isPassing = false;
  }

  /** Resolves when nothing is under way any more. */
  private async quiet(): Promise<void> {
    let lastSign = this.work.signs;
    let lastSignAtMs = performance.now();
    for (let quietTurns = 0, turns = 0; quietTurns < QUIET_TURNS; turns += 1) {
      await turn();
      if (this.work.signs === lastSign && this.work.isNone()) {
        quietTurns += 1;
        continue;
      }
      quietTurns = 0;
      // Asked seldom: what is waited for takes some turns of the loop, or thousands.
      const look = this.work.signs !== lastSign || turns % 1000 === 0;
      if (!look) continue;
      const nowMs = performance.now();
      if (this.work.signs !== lastSign) lastSignAtMs = nowMs;
      else if (nowMs - lastSignAtMs > STUCK_AFTER_MS) throw new VirtualTimeStuckError(this.work.list());
      lastSign = this.work.signs;
    }
  }

  /** Goes to when the next timer is due, and fires all that are due then. False when there is none. */
  private fireNext(): boolean {
    const next = this.nextLive();
    if (!next) return false;
    this.nowEpochMs = next.dueMs;
    for (let timer: Timer | undefined = next; timer?.dueMs === next.dueMs; timer = this.nextLive()) {
      this.timers.pop();
      fire(timer);
    }
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

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
