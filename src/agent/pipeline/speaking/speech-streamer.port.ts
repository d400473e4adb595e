import type { AgentFailure } from '../../voice-agent.port.js';

/** The port to streaming text-to-speech. Audio is µ-law 8 kHz without a header. */
export abstract class SpeechStreamer {
  /**
   * Opens one stream and resolves once it takes text. One attempt.
   *
   * @param voice the provider's name, e.g. `aura-2-thalia-en`
   * @throws StageError when there is none, and when `signal` is aborted before there is.
   */
  abstract open(voice: string, listener: SpeechStreamListener, signal: AbortSignal): Promise<SpeechStream>;
}

export interface SpeechStreamListener {
  /** Hot path. Any length above zero; faster than it is played. */
  onAudio(chunk: Buffer): void;
  /** All audio of the text before the oldest unanswered `flush` has come. */
  onFlushed(): void;
  /** Nothing of what was spoken before the oldest unanswered `clear` comes any more. */
  onCleared(): void;
  /** The provider's own code. */
  onWarned(code: string): void;
  /** The last word of a stream. Null: we closed it. */
  onClosed(failure: AgentFailure | null): void;
}

export interface SpeechStream {
  readonly requestId: string;
  /** Text to be spoken behind what came before. The provider may wait for more of it until `flush`. */
  speak(text: string): void;
  flush(): void;
  clear(): void;
  /** Asks for a sign of life; without one in `SIGN_OF_LIFE_WITHIN_MS` the stream counts as lost. */
  prove(): void;
  close(): Promise<void>;
}
