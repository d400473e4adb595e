/**
 * The port to whatever listens, thinks and speaks. A driver translates one provider's protocol to it; provider vocabulary
 * stops there. Audio both ways is µ-law 8 kHz (src/audio/frame.types.ts).
 */

/** One live conversation with a voice agent. Abstract class, so that it doubles as the injection token. */
export abstract class VoiceAgent {
  /**
   * Opens a session and resolves once it takes audio. One attempt: retrying is the caller's decision, since it knows the
   * conversation so far. The listener is handed over beforehand, so no event is lost: it hears nothing of an attempt that
   * fails, and of one that succeeds it may hear the first audio, or even the end, before the awaiting code has its link.
   *
   * @throws AgentConnectError when the session can't be had, and when `signal` is aborted before it is.
   */
  abstract connect(brief: AgentBrief, listener: AgentListener, signal: AbortSignal): Promise<AgentLink>;
}

/** All that a session needs to know, once, at its start. */
export interface AgentBrief {
  instructions: string;
  /** Said word for word as soon as the session is ready. Null when a conversation is resumed: no second greeting. */
  greeting: string | null;
  /** BCP-47, e.g. `en`. */
  language: string;
  /** The provider's name of the voice, e.g. `aura-2-thalia-en`. */
  voice: string;
  /** Names the recogniser should expect: the clinic, its providers. */
  keyterms: readonly string[];
  tools: readonly AgentTool[];
  /** The conversation so far, oldest first; empty on a fresh call. */
  history: readonly HistoryItem[];
}

export interface AgentTool {
  name: string;
  description: string;
  /** JSON Schema of the arguments; always `type: object`. */
  parameters: Record<string, unknown>;
  /** True when running it changes something: it must not start before the caller's turn is known to be over. */
  mutates: boolean;
}

export type HistoryItem =
  | { kind: 'said'; role: 'caller' | 'agent'; text: string }
  | { kind: 'tool'; requestId: string; name: string; argumentsJson: string; resultJson: string };

export interface AgentListener {
  /** Hot path: a plain call per chunk, of any length above zero. The listener owns the buffer from here on. */
  onAudio(chunk: Buffer): void;
  onEvent(event: AgentEvent): void;
}

/**
 * What a session reports, in the provider's order relative to the audio. After `caller_started_speaking` neither audio nor
 * text of the reply it cut is reported: the driver withholds both until the provider signals a new turn, or until it begins
 * to speak a line that was handed to `say` since.
 */
export type AgentEvent =
  /** The caller began to speak: whatever is queued for playback is to be dropped, in this tick. */
  | { type: 'caller_started_speaking' }
  /** The words of the caller's finished turn. */
  | { type: 'caller_said'; text: string }
  /** A sentence or more of the agent's reply; consecutive ones belong to one turn. May come before or after its audio. */
  | { type: 'agent_said'; text: string }
  /** The provider has sent (not: the caller has heard) all audio of the current reply. Not guaranteed for a cut reply. */
  | { type: 'agent_audio_done' }
  /** Several requests may be open at once. Each is answered exactly once with `answerTool`, unless it is cancelled. */
  | { type: 'tool_requested'; requestId: string; name: string; argumentsJson: string }
  | { type: 'tool_cancelled'; requestId: string }
  /** The line last handed to `say` was refused because somebody was mid-turn. Once a line. */
  | { type: 'say_refused' }
  /** The session goes on. `code` is the provider's own, for logs and metrics. */
  | { type: 'warned'; code: string }
  /** The session is over, whoever ended it. Always the last event, exactly once after a successful connect. */
  | { type: 'link_closed'; failure: AgentFailure | null };

/**
 * Why a session could not be had, or ended without our doing.
 * - `refused`: bad or missing credentials, no credit, no permission (401, 402, 403). Retrying can't help; a person must act.
 * - `unavailable`: over capacity, server error, network (429, 5xx, drops). A retry may help.
 * - `misused`: the provider says that we broke its protocol, or it broke ours. Retrying repeats it.
 */
export interface AgentFailure {
  kind: 'refused' | 'unavailable' | 'misused';
  /** The provider's code, an HTTP status or a close code, e.g. `http_401`, `close_1011`, `INVALID_SETTINGS`. */
  code: string;
}

export class AgentConnectError extends Error {
  constructor(readonly failure: AgentFailure) {
    super(`voice agent ${failure.kind}: ${failure.code}`);
  }
}

export interface AgentLink {
  /** The provider's id of this session, for our log and its support. */
  readonly sessionId: string;
  /**
   * Any length; empty frames are left out. The link keeps the buffer. Never blocks and never throws; when the provider takes
   * audio too slowly, the oldest is dropped and counted.
   */
  sendAudio(frame: Buffer): void;
  /** `resultJson` is what the agent gets to read. Answers to cancelled or unknown requests are dropped. */
  answerTool(requestId: string, resultJson: string): void;
  /**
   * Speaks a line of ours. `queue` waits behind the current reply; `interrupt` replaces it. May be answered by `say_refused`.
   */
  say(text: string, how: 'queue' | 'interrupt'): void;
  /**
   * Gives the agent a turn of the caller's that another session had heard and not answered; it replies as if it had just been
   * said. Not reported back as `caller_said`.
   */
  hear(text: string): void;
  /** Idempotent; resolves when the session is closed, after a bounded wait even if the peer never answers. */
  close(): Promise<void>;
}
