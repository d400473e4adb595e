import type { Cancel, Clock } from '../../common/clock/clock.js';
import type { Logger } from '../../common/logging/logger.js';
import type { AgentFailure } from '../voice-agent.port.js';
import {
  attentionOf,
  ATTENTION_REASONS,
  CLOSED,
  probeDelayMs,
  reduceCircuit,
  type Circuit,
  type CircuitEvent,
  type NotClosed,
} from './circuit.reducer.js';
import type { RosterMetrics } from './roster.metrics.js';

export interface RosterSurroundings {
  clock: Clock;
  log: Logger;
  metrics: RosterMetrics;
  /** From 0, to below 1. */
  random: () => number;
}

/** Tries the route once with no caller on the line; answers why it didn't work, null when it did. Never throws. */
export type Probe = (signal: AbortSignal) => Promise<AgentFailure | null>;

/** Takes the time from each member of the union by itself. */
type Untimed<Event> = Event extends unknown ? Omit<Event, 'atMs'> : never;
export type RouteNews = Untimed<CircuitEvent>;

/** The circuit of one route: keeps its state, tells the operator, and probes while it is open. */
export class RouteCircuit {
  #state: Circuit = CLOSED;
  /** Of the probe to come, or of the one under way. */
  #cancelProbe: Cancel = () => undefined;
  #probing: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(
    private readonly route: string,
    private readonly probe: Probe,
    private readonly surroundings: RosterSurroundings,
  ) {
    this.#show();
  }

  get letsCallsThrough(): boolean {
    return this.#state.phase === 'closed';
  }

  /** A call that has lost its session has nothing to lose: where time alone may help, it tries, and its success closes the circuit. */
  get letsLiveCallsThrough(): boolean {
    return this.#state.phase === 'closed' || this.#state.cause.kind === 'unavailable';
  }

  report(news: RouteNews): void {
    const before = this.#state;
    const after = reduceCircuit(before, { ...news, atMs: this.surroundings.clock.nowMs() });
    if (after === before) return;
    this.#state = after;
    this.#show();
    this.#log(before, after);
    this.#cancelProbe();
    if (after.phase === 'open') this.#scheduleProbe(after);
  }

  /** Probes no more. Resolves when a probe that is under way has let go of its socket. */
  stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelProbe();
    return this.#probing;
  }

  #scheduleProbe(circuit: NotClosed): void {
    if (this.#isStopped) return;
    const { clock, random } = this.surroundings;
    this.#cancelProbe = clock.after(probeDelayMs(circuit, random()), () => {
      this.report({ type: 'probe_due' });
      this.#probing = this.#runProbe();
    });
  }

  async #runProbe(): Promise<void> {
    const probing = new AbortController();
    this.#cancelProbe = () => probing.abort();
    const failure = await this.probe(probing.signal);
    this.report(failure ? { type: 'probe_failed', failure } : { type: 'probe_succeeded' });
  }

  #show(): void {
    const { metrics } = this.surroundings;
    metrics.circuitOpen.set({ route: this.route }, this.letsCallsThrough ? 0 : 1);
    const attention = attentionOf(this.#state);
    for (const reason of ATTENTION_REASONS) {
      metrics.needsAttention.set({ route: this.route, reason }, reason === attention ? 1 : 0);
    }
  }

  #log(before: Circuit, after: Circuit): void {
    const { log } = this.surroundings;
    const { route } = this;
    if (after.phase === 'closed') {
      if (before.phase === 'closed') return;
      return log.info('agent.circuit_closed', { route, durationMs: after.sinceMs - before.sinceMs });
    }
    const { kind, code } = after.cause;
    if (before.phase === 'closed') log.warn('agent.circuit_opened', { route, reason: kind, code });
    const attention = attentionOf(after);
    if (attention !== null && attention !== attentionOf(before)) {
      log.error('agent.needs_attention', { route, reason: attention, code });
    }
  }
}
