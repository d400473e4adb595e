import { errorFields } from '../../common/logging/logger.js';
import {
  AgentConnectError,
  VoiceAgent,
  type AgentBrief,
  type AgentEvent,
  type AgentFailure,
  type AgentLink,
  type AgentListener,
} from '../voice-agent.port.js';
import { HELD_MS } from './circuit.reducer.js';
import { RouteCircuit, type RosterSurroundings } from './route-circuit.js';

/** Nothing was dialled. */
export const CIRCUIT_OPEN: AgentFailure = { kind: 'unavailable', code: 'circuit_open' };

/** The driver's code for an attempt that its caller gave up. */
const ABORTED = 'aborted';

type Shape = Pick<AgentBrief, 'languages' | 'voices' | 'models' | 'turnTaking'>;

/** Hears nothing: a probe says nothing and is told nothing. */
const nobody: AgentListener = { onAudio: () => undefined, onEvent: () => undefined };

/** A driver behind its circuit: what becomes of its sessions decides whether the next one is opened. */
export class GuardedVoiceAgent extends VoiceAgent {
  readonly #circuit: RouteCircuit;
  readonly #live = new Set<WatchedSession>();
  /** What the last session asked for, without a word of its call: what a probe asks for, too. */
  #shape: Shape | null = null;

  constructor(
    private readonly route: string,
    private readonly agent: VoiceAgent,
    private readonly surroundings: RosterSurroundings,
  ) {
    super();
    this.#circuit = new RouteCircuit(route, (signal) => this.#probe(signal), surroundings);
  }

  get takesCalls(): boolean {
    return this.#circuit.letsCallsThrough;
  }

  get takesLiveCalls(): boolean {
    return this.#circuit.letsLiveCallsThrough;
  }

  async connect(brief: AgentBrief, listener: AgentListener, signal: AbortSignal): Promise<AgentLink> {
    if (!this.takesLiveCalls) throw new AgentConnectError(CIRCUIT_OPEN);
    const { languages, voices, models, turnTaking } = brief;
    this.#shape = { languages, voices, models, turnTaking };
    const session = new WatchedSession(listener, this.#circuit, this.#live, this.surroundings.clock);
    try {
      const link = await this.agent.connect(brief, session, signal);
      session.opened();
      return link;
    } catch (error) {
      if (error instanceof AgentConnectError && error.failure.code !== ABORTED) {
        this.#circuit.report({ type: 'connect_failed', failure: error.failure, liveSessions: this.#live.size });
      }
      throw error;
    }
  }

  /** Probes no more. */
  stop(): Promise<void> {
    return this.#circuit.stop();
  }

  /** The session is closed again before calls are let in: where only so many are allowed, it would take the place of one. */
  async #probe(signal: AbortSignal): Promise<AgentFailure | null> {
    if (!this.#shape) return null; // no session was ever asked for
    const brief = { ...this.#shape, ...nothingToSay };
    try {
      const link = await this.agent.connect(brief, nobody, signal);
      await link.close();
      return null;
    } catch (error) {
      if (error instanceof AgentConnectError) return error.failure;
      this.surroundings.log.error('agent.probe_fault', { route: this.route, ...errorFields(error) });
      return { kind: 'misused', code: 'driver_fault' };
    }
  }
}

const nothingToSay = {
  instructions: 'Nobody is on the line. Say nothing.',
  greeting: null,
  keyterms: [],
  tools: [],
  history: [],
} satisfies Partial<AgentBrief>;

/** Passes on what a session reports, and tells the circuit how long it lasted. */
class WatchedSession implements AgentListener {
  #openedAtMs: number | null = null;
  #cancelHeld = (): void => undefined;

  constructor(
    private readonly listener: AgentListener,
    private readonly circuit: RouteCircuit,
    private readonly live: Set<WatchedSession>,
    private readonly clock: RosterSurroundings['clock'],
  ) {}

  /** A session may report, and even end, before `connect` has handed out its link: whichever comes first says it is open. */
  opened(): number {
    if (this.#openedAtMs !== null) return this.#openedAtMs;
    this.live.add(this);
    this.circuit.report({ type: 'connected' });
    this.#cancelHeld = this.clock.after(HELD_MS, () => this.circuit.report({ type: 'session_held' }));
    return (this.#openedAtMs = this.clock.nowMs());
  }

  onAudio(chunk: Buffer): void {
    this.listener.onAudio(chunk);
  }

  onEvent(event: AgentEvent): void {
    const openedAtMs = this.opened();
    if (event.type === 'link_closed') this.#closed(event.failure, this.clock.nowMs() - openedAtMs);
    this.listener.onEvent(event);
  }

  #closed(failure: AgentFailure | null, heldMs: number): void {
    this.#cancelHeld();
    this.live.delete(this);
    const liveSessions = this.live.size;
    this.circuit.report(failure ? { type: 'session_lost', failure, heldMs, liveSessions } : { type: 'session_ended' });
  }
}
