import type { Cancel, Clock } from '../../common/clock/clock.js';
import { QUIET_TURN, reduceTurn, type Turn } from './turn-taking/turn.reducer.js';
import type { TurnLimits } from './turn-taking/turn.limits.js';
import type { TurnAct, TurnSignal, TurnTimer } from './turn-taking/turn-taking.types.js';

/** What the reducer decides beyond its own timers. */
export type TurnDecision = Exclude<TurnAct, { type: 'arm' | 'disarm' }>;

/** Runs the timers that `reduceTurn` asks for, and hands on what it decides, in its order. */
export class TurnWatch {
  #turn: Turn = QUIET_TURN;
  readonly #timers = new Map<TurnTimer, Cancel>();
  readonly #signals: TurnSignal[] = [];
  #isStepping = false;
  #isStopped = false;

  constructor(
    private readonly clock: Clock,
    /** Those that hold at the moment. */
    private readonly limits: () => TurnLimits,
    private readonly decide: (decision: TurnDecision) => void,
  ) {}

  /** The caller has the floor. */
  get callerSpeaks(): boolean {
    return this.#turn.phase === 'speaking';
  }

  /** One signal after the other, also where a decision is answered with the next. */
  signal(signal: TurnSignal): void {
    this.#signals.push(signal);
    if (this.#isStepping) return;
    this.#isStepping = true;
    try {
      for (let next = this.#signals.shift(); next; next = this.#signals.shift()) {
        const { turn, acts } = reduceTurn(this.#turn, next, this.limits());
        this.#turn = turn;
        for (const act of acts) this.#do(act);
      }
    } finally {
      this.#isStepping = false;
    }
  }

  /** Nothing is decided any more. */
  stop(): void {
    this.#isStopped = true;
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }

  #do(act: TurnAct): void {
    if (this.#isStopped) return;
    if (act.type === 'arm') this.#arm(act.timer, act.afterMs);
    else if (act.type === 'disarm') this.#disarm(act.timer);
    else this.decide(act);
  }

  #arm(timer: TurnTimer, afterMs: number): void {
    this.#disarm(timer);
    const fire = (): void => {
      this.#timers.delete(timer);
      this.signal({ type: 'timer_fired', timer });
    };
    this.#timers.set(timer, this.clock.after(afterMs, fire));
  }

  #disarm(timer: TurnTimer): void {
    this.#timers.get(timer)?.();
    this.#timers.delete(timer);
  }
}
