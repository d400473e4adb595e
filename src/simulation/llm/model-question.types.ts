import type { BrainItem, BrainTool } from '../brain/brain.port.js';

/** Whose protocol is spoken. */
export type LlmVendor = 'open_ai' | 'anthropic';

/** What a request asks of a model, the same for every vendor. */
export interface ModelQuestion {
  model: string;
  /** The system text. */
  prompt: string;
  tools: readonly BrainTool[];
  /** The conversation as the client has it, oldest first. */
  history: readonly BrainItem[];
  /** Null: as long as it likes. */
  maxTokens: number | null;
  streams: boolean;
  /** A stream tells its tokens at the end. */
  countsTokens: boolean;
  /** Everything there is to read, for its length. */
  inputTokens: number;
  /** The beginning that the vendor may keep in its cache; null when there is none to keep. */
  cachedText: string | null;
}

/** Why a request is not answered, in the vendor's words. */
export interface Refusal {
  status: number;
  message: string;
  /** The vendor's name for this kind of error. */
  type: string;
  /** OpenAI's alone: which field, and the error's own name. */
  param?: string;
  code?: string;
}

export type ReadQuestion = { kind: 'question'; question: ModelQuestion } | { kind: 'refusal'; refusal: Refusal };

/** A piece of an answer: what one token is to a client. */
export type ReplyPiece =
  | { type: 'text'; text: string }
  /** A call begins; its arguments follow. `index` counts the calls of the answer from 0. */
  | { type: 'call'; index: number; id: string; name: string }
  | { type: 'arguments'; index: number; json: string };

/** A reply, thought to its end before its first token goes out. */
export interface Answer {
  id: string;
  model: string;
  /** Unix time. */
  createdS: number;
  pieces: readonly ReplyPiece[];
  /** `cut`: it is longer than the client lets it be. */
  finish: 'said' | 'calls' | 'cut';
  tokens: { input: number; cacheRead: number; cacheWritten: number; output: number };
}

/** An answer as server-sent events. */
export interface AnswerFrames {
  /** Sent before the first token is thought of. */
  opening: string;
  /** One for each piece. */
  pieces: readonly string[];
  closing: string;
}
