/**
 * The playback ledger: what was handed to the carrier, and what the caller has heard of it. Times are milliseconds on one
 * clock; a `turn` is one utterance of the agent, numbered upwards.
 */
export interface PlayoutState {
  /** The latest turns, oldest first. */
  readonly turns: readonly TurnLedger[];
  /** What the carrier has yet to play, by the clock, in order. */
  readonly queue: readonly Run[];
  /** Sent and not returned, in order. */
  readonly marks: readonly Mark[];
  readonly playedOutAtMs: number;
  /** The same, for a carrier that has been late with nothing. */
  readonly soonestOutAtMs: number;
}

export interface TurnLedger {
  readonly turn: number;
  readonly sentBytes: number;
  /** Of the runs that have left the queue. */
  readonly playedBytes: number;
  /** Up to the last mark that came back, and no less than what counted as heard when it did. */
  readonly certainBytes: number;
  /** Set by a clear and by the end of the stream: what was heard then is what was heard. */
  readonly finalBytes: number | null;
  readonly audioDone: boolean;
  /** The provider is gone: the rest of its audio, if there was any, will never come. */
  readonly brokenOff: boolean;
  readonly segments: readonly TextSegment[];
  readonly marksSent: number;
}

/** `atByte`: how much of the turn's audio had been sent when the text came. */
export interface TextSegment {
  readonly text: string;
  readonly atByte: number;
}

/** Audio of one turn that plays without a gap. */
export interface Run {
  readonly turn: number;
  readonly sentAtMs: number;
  readonly startMs: number;
  readonly bytes: number;
}

export interface Mark {
  readonly name: string;
  readonly turn: number;
  /** The mark stands behind so many bytes of its turn. */
  readonly behindBytes: number;
  /** When, by the clock, the audio before it has been played. */
  readonly dueAtMs: number;
  /** Before that no carrier can have played it. */
  readonly soonestAtMs: number;
  /** It came back before that, and will not come again. */
  readonly cameEarly: boolean;
}

export type PlayoutEvent =
  | { type: 'turn_started'; turn: number; atMs: number }
  | { type: 'text_added'; turn: number; text: string; atMs: number }
  | { type: 'audio_sent'; turn: number; bytes: number; atMs: number }
  /** The provider has sent all audio of the turn. */
  | { type: 'audio_done'; turn: number; atMs: number }
  | { type: 'broken_off'; turn: number; atMs: number }
  | { type: 'mark_sent'; turn: number; name: string; atMs: number }
  | { type: 'mark_returned'; name: string; atMs: number }
  | { type: 'cleared'; atMs: number }
  | { type: 'stream_closed'; atMs: number };
