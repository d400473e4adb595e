import type { AgentRoster, AgentRoute } from '../agent/roster/agent-roster.js';
import {
  AgentConnectError,
  DEAF,
  DEAF_AFTER_MS,
  type AgentBrief,
  type AgentEvent,
  type AgentLink,
} from '../agent/voice-agent.port.js';
import { BYTES_PER_MS } from '../audio/frame.types.js';
import type { Cancel, Clock } from '../common/clock/clock.js';
import { CallerTape } from './caller-tape.js';

/**
 * A carrier that stalls brings no audio, and providers are known to close sessions after some eight seconds of that, whatever
 * else they are sent. Before that they hear silence; late audio may still come until then and is one sentence with what was before.
 */
const STALLED_AFTER_MS = 3000;
const LOOK_EVERY_MS = 200;
const MULAW_SILENCE = Buffer.alloc(LOOK_EVERY_MS * BYTES_PER_MS, 0xff);

export interface SessionWish {
  /** At another provider than the present one. */
  elsewhere: boolean;
  /** The caller has been talked to: the call is worth a try where new ones are not sent. */
  live: boolean;
}

export interface AgentSessionListener {
  onAudio(chunk: Buffer): void;
  onEvent(event: AgentEvent): void;
  /** A session has ended, by us or by its provider. `route`: the way to it. */
  onOver(route: string, lastedMs: number): void;
}

/**
 * The agent's side of a call: one session at a time, at whichever provider. Events of a session that was given up are dropped,
 * and what the caller says between two sessions is handed to the next one.
 */
export class AgentSession {
  private current: AgentLink | null = null;
  private route: AgentRoute | null = null;
  /** Providers that this call has turned away from; it does not go back to them. */
  private readonly left = new Set<string>();
  private connecting = new AbortController();
  /** Tells the present session from those that were given up. */
  private session = 0;
  private readonly tape = new CallerTape();
  private heldTurns: string[] = [];
  private openedAtMs = 0;
  private lastFrameAtMs: number;
  /** Of the present session, which should have heard what the caller said last. */
  private askedForLife = false;
  /** The session before was given up because it told nothing of what was said: if this one tells nothing of it either, it was a noise. */
  private followsDeaf = false;
  private readonly stopLooking: Cancel;

  constructor(
    private readonly roster: AgentRoster,
    private readonly clock: Clock,
    private readonly listener: AgentSessionListener,
  ) {
    this.lastFrameAtMs = clock.nowMs();
    this.stopLooking = clock.every(LOOK_EVERY_MS, () => this.look());
  }

  /** Null while there is no session. An answer to a tool belongs to the session that asked: keep the link. */
  get link(): AgentLink | null {
    return this.current;
  }

  /** Of the present session, or of the last that was asked for. */
  get routeName(): string | null {
    return this.route?.name ?? null;
  }

  /** Another provider than the present one would take the call. */
  get hasElsewhere(): boolean {
    return this.roster.pick(new Set([...this.left, ...(this.route ? [this.route.name] : [])])) !== null;
  }

  /** The caller has said something that no session has understood yet: the next one is given it. */
  get hasUnheardSpeech(): boolean {
    return this.tape.hasSpeech;
  }

  /**
   * Opens a session; `ready` runs before anything of it is reported. A session that was given up meanwhile ends quietly.
   *
   * @throws AgentConnectError, or whatever `prepare` throws
   */
  async open(prepare: () => Promise<AgentBrief>, ready: () => void, { elsewhere, live }: SessionWish): Promise<void> {
    const session = ++this.session;
    const isPresent = () => session === this.session;
    const { signal } = (this.connecting = new AbortController());
    if (elsewhere && this.route) this.left.add(this.route.name);
    // The provider's first messages may come with its consent, before `connect` has handed us the link.
    let early: (() => void)[] | null = [];
    const inOrder = (handle: () => void) => {
      if (!isPresent()) return;
      if (early) early.push(handle);
      else handle();
    };
    const listener = {
      onAudio: (chunk: Buffer) => inOrder(() => this.listener.onAudio(chunk)),
      onEvent: (event: AgentEvent) => inOrder(() => this.reported(event)),
    };
    try {
      const brief = await prepare();
      if (!isPresent()) return;
      const { agent } = this.takeRoute(live);
      const link = await agent.connect(brief, listener, signal);
      if (!isPresent()) return void (await link.close());
      this.current = link;
      this.openedAtMs = this.clock.nowMs();
      this.askedForLife = false;
      ready();
      for (const turn of this.heldTurns.splice(0)) this.current?.hear(turn);
      // In one piece: of many at once, a connection that is slower than they come drops the oldest as late.
      const speech = Buffer.concat(this.tape.speech);
      if (speech.length > 0) this.current?.sendAudio(speech);
      const first = early;
      early = null;
      for (const handle of first) if (isPresent()) handle();
    } catch (error) {
      if (isPresent()) throw error;
    }
  }

  /** Hot path. The session keeps the buffer. */
  sendAudio(frame: Buffer, voiced: boolean): void {
    this.lastFrameAtMs = this.clock.nowMs();
    this.tape.push(frame, voiced);
    this.current?.sendAudio(frame);
  }

  /** A turn of the caller that was not spoken, such as keys. */
  hear(turn: string): void {
    if (this.current) this.current.hear(turn);
    else this.heldTurns.push(turn);
  }

  /** Gives the session up: nothing of it is reported any more. Resolves when its socket is closed. */
  async close(): Promise<void> {
    this.session += 1;
    this.connecting.abort();
    await this.forget()?.close();
  }

  /** Closes, for good. */
  async end(): Promise<void> {
    this.stopLooking();
    this.tape.understood();
    await this.close();
  }

  private takeRoute(live: boolean): AgentRoute {
    const route = this.roster.pick(this.left, { live });
    if (!route) throw new AgentConnectError({ kind: 'unavailable', code: 'no_route' });
    // Where a call has moved to it stays: whoever lost it once may do so again.
    if (this.route && this.route.name !== route.name) this.left.add(this.route.name);
    return (this.route = route);
  }

  private reported(event: AgentEvent): void {
    if (event.type === 'link_closed') {
      this.forget();
      this.followsDeaf = event.failure?.code === DEAF.code;
    }
    if (event.type === 'caller_started_speaking') this.followsDeaf = false;
    if (event.type === 'caller_said') this.tape.understood();
    this.listener.onEvent(event);
  }

  private forget(): AgentLink | null {
    const link = this.current;
    this.current = null;
    if (link && this.route) this.listener.onOver(this.route.name, this.clock.nowMs() - this.openedAtMs);
    return link;
  }

  private look(): void {
    this.bridgeStall();
    const isUnheard = this.tape.isUnheard && this.clock.nowMs() - this.openedAtMs >= DEAF_AFTER_MS;
    if (isUnheard && !this.askedForLife) this.current?.prove(this.tape.hasSentence && !this.followsDeaf);
    this.askedForLife = isUnheard;
  }

  private bridgeStall(): void {
    if (this.clock.nowMs() - this.lastFrameAtMs >= STALLED_AFTER_MS) this.current?.sendAudio(MULAW_SILENCE);
  }
}
