import type { AgentTool, ThinkingModel } from '../../voice-agent.port.js';

/** The port to a language model that streams its reply. */
export abstract class LanguageModel {
  /**
   * One round: words, tools that it wants run, or both, as they are thought of. One attempt. Aborting `signal` ends it at once.
   *
   * @throws StageError from the iteration, when the model can't be had or its stream breaks. Never with the words of a call.
   */
  abstract reply(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelPiece>;
}

export interface ModelRequest {
  model: Pick<ThinkingModel, 'name' | 'temperature'>;
  instructions: string;
  /** The conversation, oldest first. Begins with the caller, or with the agent's greeting. */
  messages: readonly ModelMessage[];
  tools: readonly AgentTool[];
  maxOutputTokens: number;
}

export type ModelMessage =
  | { role: 'caller'; text: string }
  /** What was heard of a reply, and the tools that it asked for. One of both may be empty. */
  | { role: 'agent'; text: string; calls: readonly ToolCall[] }
  /** Answers to the calls of the agent's message right before. */
  | { role: 'tools'; results: readonly ToolResult[] };

export interface ToolCall {
  /** The provider's, or ours where it gives none. */
  id: string;
  name: string;
  /** As the model wrote it: need not be JSON, nor fit the schema. Empty arguments are `{}`. */
  argumentsJson: string;
}

export interface ToolResult {
  id: string;
  name: string;
  resultJson: string;
}

export type ModelPiece =
  /** The next letters of what is to be said. */
  | { type: 'text'; text: string }
  /** A tool is to be run; complete. Several of one round may run side by side. */
  | { type: 'call'; call: ToolCall }
  /** The last piece. `cut`: the reply is longer than it may be, or was stopped by the provider. */
  | { type: 'end'; why: 'said' | 'calls' | 'cut'; tokens: TokenUse };

export interface TokenUse {
  /** Read, of which `cached` from the provider's cache. */
  input: number;
  cached: number;
  output: number;
}
