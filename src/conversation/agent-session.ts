import type { AgentBrief, AgentEvent, AgentLink, VoiceAgent } from '../agent/voice-agent.port.js';
import { TimeBoundedQueue } from '../audio/time-bounded.queue.js';

/** What the caller says while there is no agent is kept that long and handed over when there is one. */
const HELD_CALLER_AUDIO_MS = 5000;

export interface AgentSessionListener {
  onAudio(chunk: Buffer): void;
  onEvent(event: AgentEvent): void;
}

/**
 * The agent's side of a call: one session at a time. Events of a session that was given up are dropped, and what the caller
 * says between two sessions is handed to the next one.
 */
export class AgentSession {
  private current: AgentLink | null = null;
  private connecting = new AbortController();
  /** Tells the present session from those that were given up. */
  private session = 0;
  private readonly held = new TimeBoundedQueue(HELD_CALLER_AUDIO_MS);
  private heldTurns: string[] = [];

  constructor(
    private readonly agent: VoiceAgent,
    private readonly listener: AgentSessionListener,
  ) {}

  /** Null while there is no session. An answer to a tool belongs to the session that asked: keep the link. */
  get link(): AgentLink | null {
    return this.current;
  }

  /**
   * Opens a session; `ready` runs before anything of it is reported. A session that was given up meanwhile ends quietly.
   *
   * @throws AgentConnectError, or whatever `prepare` throws
   */
  async open(prepare: () => Promise<AgentBrief>, ready: () => void): Promise<void> {
    const session = ++this.session;
    const isPresent = () => session === this.session;
    const { signal } = (this.connecting = new AbortController());
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
      const link = await this.agent.connect(brief, listener, signal);
      if (!isPresent()) return void (await link.close());
      this.current = link;
      for (let frame = this.held.shift(); frame; frame = this.held.shift()) link.sendAudio(frame);
      ready();
      for (const turn of this.heldTurns.splice(0)) this.current?.hear(turn);
      const first = early;
      early = null;
      for (const handle of first) handle();
    } catch (error) {
      if (isPresent()) throw error;
    }
  }

  /** Hot path. */
  sendAudio(frame: Buffer): void {
    if (this.current) this.current.sendAudio(frame);
    else this.held.push(frame);
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
    this.held.clear();
    const link = this.current;
    this.current = null;
    await link?.close();
  }

  private reported(event: AgentEvent): void {
    if (event.type === 'link_closed') this.current = null;
    this.listener.onEvent(event);
  }
}
