import type { AgentBrief, AgentFailure } from '../../voice-agent.port.js';

/** The port to streaming speech-to-text. Audio is µ-law 8 kHz. */
export abstract class Recognizer {
  /**
   * Opens one stream and resolves once it takes audio. One attempt. The listener may hear the first event before the awaiting
   * code has its recognition.
   *
   * @throws StageError when there is none, and when `signal` is aborted before there is.
   */
  abstract connect(wish: ListeningWish, listener: RecognitionListener, signal: AbortSignal): Promise<Recognition>;
}

/** What a stream is told about the call. */
export type ListeningWish = Pick<AgentBrief, 'languages' | 'keyterms' | 'turnTaking'>;

export interface RecognitionListener {
  onEvent(event: ListenEvent): void;
  /** The provider takes audio too slowly: so much of the oldest was dropped. */
  onAudioDropped(ms: number): void;
  /** The last word of a stream. Null: we closed it. */
  onClosed(failure: AgentFailure | null): void;
}

/**
 * What was heard, as the provider tells it. Providers come in two kinds. The first (Deepgram listen v1) tells stretches of
 * words and leaves it to us when a turn is over: `interim`, `final`, `utterance_ended`. The second (Flux, listen v2) judges
 * turns itself: `turn_…`. A stream sends events of one kind only; any of them may be lost, late or repeated.
 */
export type ListenEvent =
  /** There is a voice, or what sounds like one. May well be noise. */
  | { type: 'speech_began' }
  /** Words since the last `final`, as far as can be told: the next `interim` or `final` replaces them. May be empty. */
  | { type: 'interim'; text: string }
  /** Words that won't change any more, to be put behind those of earlier finals. May be empty. `endsSpeech`: silence followed. */
  | { type: 'final'; text: string; endsSpeech: boolean; languages: readonly string[] }
  /** Nobody has said a word for the agreed time, whatever the silence detector makes of the noise. */
  | { type: 'utterance_ended' }
  /** All words of the turn so far. `turn` counts up. */
  | { type: 'turn_updated'; turn: number; text: string }
  /** The turn is probably over: an answer may be prepared, but nothing of it said or done. */
  | { type: 'turn_probably_ended'; turn: number; text: string }
  /** It was not over. */
  | { type: 'turn_resumed'; turn: number }
  | { type: 'turn_ended'; turn: number; text: string; languages: readonly string[] }
  /** The stream was lost and replaced: what was said meanwhile is told again, or is lost. */
  | { type: 'stream_replaced' };

export interface Recognition {
  /** The provider's id of the stream, for our log and its support. */
  readonly requestId: string;
  /** Hot path. Any length above zero. Never blocks and never throws. */
  sendAudio(frame: Buffer): void;
  /** Ends the caller's turn now: what was heard so far is told as final. */
  endTurn(): void;
  /** From now on, as far as the provider can change it without a new stream. */
  update(wish: ListeningWish): void;
  /** Asks for a sign of life; without one in `SIGN_OF_LIFE_WITHIN_MS` the stream counts as lost. */
  prove(): void;
  /** Idempotent; resolves when the socket is closed, after a bounded wait. */
  close(): Promise<void>;
}
