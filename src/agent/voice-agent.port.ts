/**
 * The port to whatever listens, thinks and speaks. A driver translates one provider's protocol to it; provider vocabulary
 * stops there. Audio both ways is µ-law 8 kHz (src/audio/frame.types.ts).
 */

/** A network's round trip and a retransmission. */
export const SIGN_OF_LIFE_WITHIN_MS = 600;

/** A provider that hears has told something of a sentence so long after its end, or after it was given all of it again. */
export const DEAF_AFTER_MS = 1500;

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
  /** BCP-47 primary tags, e.g. `en`. The first is spoken now; callers may switch to the others. */
  languages: readonly string[];
  /** The provider's names of voices, e.g. `aura-2-thalia-en`, in the order in which they are tried. */
  voices: readonly string[];
  /** What thinks, in the order in which it is tried; every turn begins with the first again. */
  models: readonly ThinkingModel[];
  turnTaking: TurnTaking;
  /** Names the recogniser should expect: the clinic, its providers. */
  keyterms: readonly string[];
  tools: readonly AgentTool[];
  /** The conversation so far, oldest first; empty on a fresh call. */
  history: readonly HistoryItem[];
}

export interface ThinkingModel {
  vendor: 'open_ai' | 'anthropic' | 'google';
  name: string;
  /** From 0, the same answer every time, to 1. */
  temperature: number;
}

/** When the caller's turn counts as over. */
export interface TurnTaking {
  /** How sure the recogniser must be: 0.5 answers fast and cuts in more often, 0.9 waits longer. */
  endConfidence: number;
  /** Below `endConfidence`: thinking begins on a guess, and is thrown away if the caller goes on. Null: no guessing. */
  eagerConfidence: number | null;
  /** Silence that ends a turn whatever the confidence. */
  endTimeoutMs: number;
}

/** What can change while a session goes on. */
export type BriefChange = Partial<
  Pick<AgentBrief, 'instructions' | 'tools' | 'models' | 'languages' | 'voices' | 'turnTaking' | 'keyterms'>
>;

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
 * text nor end of the reply it cut is reported: the driver withholds them until the provider signals a new turn, until it begins
 * to speak a line that was handed to `say` since, or until it replies to a tool's answer that it got after it had cut its reply.
 */
export type AgentEvent =
  /** The caller began to speak: whatever is queued for playback is to be dropped, in this tick. */
  | { type: 'caller_started_speaking' }
  /** The caller's turn was judged to be over; its words come next, at once or a little later. Once a turn that has words. */
  | { type: 'caller_turn_ended' }
  /** The words of the caller's finished turn. `languages`: BCP-47 tags of what was heard, most first; empty when unknown. */
  | { type: 'caller_said'; text: string; languages: readonly string[] }
  /** Where a provider leaves off what it was saying, to answer a turn that was given to `hear`, or of whose beginning it did not tell: what comes from here on is the answer. */
  | { type: 'reply_left' }
  /** A sentence or more of the agent's reply; consecutive ones belong to one turn. May come before or after its audio. */
  | { type: 'agent_said'; text: string }
  /** The provider has sent (not: the caller has heard) all audio of the current reply. Not guaranteed for a cut reply. */
  | { type: 'agent_audio_done' }
  /** Several requests may be open at once. Each is answered exactly once with `answerTool`, unless it is cancelled. */
  | { type: 'tool_requested'; requestId: string; name: string; argumentsJson: string }
  | { type: 'tool_cancelled'; requestId: string }
  /** The line last handed to `say` was refused because somebody was mid-turn. Once a line. */
  | { type: 'say_refused' }
  /** What the provider says of its own times, in the present turn. */
  | { type: 'latency_reported'; stage: AgentStage; ms: number }
  /** The provider will end this session within minutes: it is to be replaced at a quiet moment. */
  | { type: 'session_expiring' }
  /**
   * The session goes on. `code` is the provider's own, for logs and metrics. A model or a voice that failed is one of these as
   * long as another one of its list took over.
   */
  | { type: 'warned'; code: string }
  /** The session is over, whoever ended it. Always the last event, exactly once after a successful connect. */
  | { type: 'link_closed'; failure: AgentFailure | null };

/**
 * Stages of the provider's own work on a turn: from the end of the caller's turn to the first token and the first sentence of
 * text, for a decision to use a tool, for thinking aloud; from text to its first audio; and from the end of turn to first audio.
 */
export type AgentStage = 'first_token' | 'first_text' | 'tool_choice' | 'thinking' | 'speech' | 'total';

export const FAILURE_KINDS = ['refused', 'unavailable', 'misused'] as const;

/**
 * Why a session could not be had, or ended without our doing.
 * - `refused`: bad or missing credentials, no credit, no permission (401, 402, 403). Retrying can't help; a person must act.
 * - `unavailable`: over capacity, server error, network (429, 5xx, drops). A retry may help.
 * - `misused`: the provider says that we broke its protocol, or it broke ours. Retrying repeats it.
 */
export interface AgentFailure {
  kind: (typeof FAILURE_KINDS)[number];
  /**
   * The provider's code, an HTTP status or a close code, e.g. `close_1011`, `INVALID_SETTINGS`. An answer by HTTP always goes
   * by its status, so that the person who must act knows where: `http_401` the credentials, `http_402` the credit, `http_403`
   * the permission, `http_429` the number of sessions.
   */
  code: string;
}

/** The provider shows life, and has told nothing of a sentence. */
export const DEAF: AgentFailure = { kind: 'unavailable', code: 'deaf' };

export class AgentConnectError extends Error {
  constructor(readonly failure: AgentFailure) {
    super(`voice agent ${failure.kind}: ${failure.code}`);
  }
}

export type SayHow = 'queue' | 'interrupt' | 'if_idle';

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
   * Speaks a line of ours. `queue` waits behind the current reply, `interrupt` replaces it, `if_idle` is dropped when anybody
   * is speaking. May be answered by `say_refused`.
   */
  say(text: string, how: SayHow): void;
  /**
   * Gives the agent a turn of the caller's that another session had heard and not answered; it replies as if it had just been
   * said. Not reported back as `caller_said`.
   */
  hear(text: string): void;
  /** Ends the caller's turn now; for a provider that has missed its end. Nothing happens when no turn is going on. */
  endTurn(): void;
  /** The caller cut the reply, and heard no more of it than this: what the agent may take for said. May be empty. */
  replyHeard(text: string): void;
  /** Changes parts of the brief from the next turn on. What is not named stays. */
  update(change: BriefChange): void;
  /**
   * Asks for a sign of life, when the caller should have been heard: a connection whose provider shows none within
   * `SIGN_OF_LIFE_WITHIN_MS` is lost, sooner than it would be by itself. The session ends as unavailable, unless the driver can
   * go on with another connection. One that is `overdue`, since a sentence was said long enough ago, ends as `DEAF` when it has
   * not told so much as its beginning.
   */
  prove(overdue?: boolean): void;
  /** Idempotent; resolves when the session is closed, after a bounded wait even if the peer never answers. */
  close(): Promise<void>;
}
