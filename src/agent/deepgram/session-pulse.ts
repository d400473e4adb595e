import type { Cancel, Clock } from '../../common/clock/clock.js';
import { SIGN_OF_LIFE_WITHIN_MS } from '../voice-agent.port.js';

/**
 * Deepgram closes a session that brings neither audio nor a message (`CLIENT_MESSAGE_TIMEOUT`): reports begin at 8 s, its own
 * advice is a KeepAlive every 8 s, so 5 s leaves room for a late timer.
 */
export const KEEP_ALIVE_AFTER_MS = 5_000;

/**
 * A network that vanishes closes nothing. A second after the second ping without any sign of life it counts as gone: three
 * seconds at most, in which the caller hears nothing, until another session is asked for.
 */
export const PING_EVERY_MS = 1_000;
const PINGS_UNANSWERED_MAX = 2;

/** A timer that is so late tells of this process, not of the peer. */
const LATE_TIMER_MS = 150;

export interface PulseEffects {
  keepAlive(): void;
  ping(): void;
  /** The peer is gone. Reported once; the pulse has stopped by then. */
  lost(): void;
}

/** Keeps an idle session alive, and notices when the peer no longer is. */
export class SessionPulse {
  readonly #stopPings: Cancel;
  #stopKeepAlive: Cancel;
  #stopProof: Cancel = () => {};
  #lastSentMs: number;
  #pingsUnanswered = 0;
  /** A peer is judged by its pongs only once it has sent one, since not every server of this protocol does. */
  #answersPings = false;

  constructor(
    private readonly clock: Clock,
    private readonly effects: PulseEffects,
  ) {
    this.#lastSentMs = clock.nowMs();
    this.#stopKeepAlive = this.#checkIdleAfter(KEEP_ALIVE_AFTER_MS);
    this.#stopPings = clock.every(PING_EVERY_MS, () => this.#ping());
    effects.ping();
  }

  audioSent(): void {
    this.#lastSentMs = this.clock.nowMs();
  }

  /** Any frame of the peer's. */
  heard(): void {
    this.#pingsUnanswered = 0;
    this.#stopProof();
  }

  ponged(): void {
    this.#answersPings = true;
    this.heard();
  }

  /** The peer is lost unless anything of it comes in time. */
  prove(): void {
    this.#stopProof();
    if (!this.#answersPings) return;
    const dueAtMs = this.clock.nowMs() + SIGN_OF_LIFE_WITHIN_MS;
    this.#stopProof = this.clock.after(SIGN_OF_LIFE_WITHIN_MS, () => {
      const isLate = this.clock.nowMs() > dueAtMs + LATE_TIMER_MS; // the answer may wait behind this timer
      if (isLate) this.prove();
      else this.#lost();
    });
    this.effects.ping();
  }

  stop(): void {
    this.#stopProof();
    this.#stopKeepAlive();
    this.#stopPings();
  }

  /** One timer looks again when the idle time could be over, instead of one timer per frame of audio. */
  #checkIdleAfter(ms: number): Cancel {
    return this.clock.after(ms, () => {
      const idleMs = this.clock.nowMs() - this.#lastSentMs;
      if (idleMs >= KEEP_ALIVE_AFTER_MS) {
        this.#lastSentMs = this.clock.nowMs();
        this.effects.keepAlive();
        this.#stopKeepAlive = this.#checkIdleAfter(KEEP_ALIVE_AFTER_MS);
      } else {
        this.#stopKeepAlive = this.#checkIdleAfter(KEEP_ALIVE_AFTER_MS - idleMs);
      }
    });
  }

  #lost(): void {
    this.stop();
    this.effects.lost();
  }

  #ping(): void {
    if (this.#answersPings && this.#pingsUnanswered >= PINGS_UNANSWERED_MAX) return this.#lost();
    this.#pingsUnanswered += 1;
    this.effects.ping();
  }
}
