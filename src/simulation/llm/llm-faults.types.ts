import type { LlmRequest } from './llm-request.js';

/** What goes wrong. A fault strikes once and is gone, so that the next request can show the recovery; what stays says so. */
export interface LlmFaults {
  /** HTTP statuses for the next requests, one each: 429 over the limit, 500 broken, 529 overloaded, 401 no such key. */
  refuseWith?: number[];
  /** The connections of so many next requests are reset, without an answer. */
  resets?: number;
  /** Every request is refused: stays until `untilMs` (Unix time), or until it is taken away. `reset` as above. */
  outage?: { with: number | 'reset'; untilMs?: number };
  /** The HTTP status for such a request, e.g. for one of several models; null where there is an answer. Stays. */
  refuse?: (request: LlmRequest) => number | null;

  /** What goes wrong with one request alone, by what it asks; null where nothing does. Asked once of each. */
  befalls?: (request: LlmRequest) => RequestFaults | null;

  /** The model answers with nothing. */
  emptyReply?: boolean;
  /** So much later come the head of the answer and all of it, or its first token and all that follows. */
  stall?: { before: 'head' | 'first_token'; ms: number };
  /** How a streamed answer ends after so many of its tokens, or behind the last one when it has fewer. */
  breaks?: { afterTokens: number; how: StreamBreakage };
  /** Each token of every streamed answer comes so long after the one before. Stays. */
  tokenMs?: number;
}

export interface RequestFaults extends Pick<LlmFaults, 'emptyReply' | 'stall' | 'breaks'> {
  refuseWith?: number | 'reset';
}

export type StreamBreakage =
  /** The connection is reset. */
  | 'reset'
  /** The stream ends as if it were complete, without the vendor's own end. */
  | 'end'
  /** An error of the vendor's in the stream: it is overloaded. */
  | 'error'
  /** Nothing comes any more, and the connection stays. */
  | 'mute';
