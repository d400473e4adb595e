/**
 * What thinks in a stand-in for a voice or language-model vendor. The slot-filling policy is one; a scripted or a hostile
 * model takes its place by implementing the same interface.
 */
export interface Brain {
  /** Asked after each turn of the caller and after each round of tool results. Same context, same step. */
  respond(context: BrainContext): BrainStep | Promise<BrainStep>;
}

export interface BrainContext {
  prompt: string;
  tools: readonly BrainTool[];
  /** Everything so far, oldest first. */
  history: readonly BrainItem[];
}

export interface BrainTool {
  name: string;
  description: string;
  /** JSON Schema of the arguments. */
  parameters: Readonly<Record<string, unknown>>;
}

export type BrainItem =
  /** `…` stands for a stretch that could not be made out. `cutsReply`: it was said over the agent, who then fell silent. */
  | { kind: 'user'; text: string; cutsReply?: true }
  | { kind: 'agent'; text: string }
  | { kind: 'call'; name: string; argumentsJson: string; resultJson: string };

export type BrainStep =
  /** Sentences to be spoken in order. None at all is possible: a model may answer with nothing. */
  | { kind: 'say'; sentences: readonly string[] }
  /** Tools to be run, all in one round. `lead` is spoken first; null when there is nothing to say before. */
  | { kind: 'call'; lead: string | null; calls: readonly BrainCall[] };

export interface BrainCall {
  name: string;
  arguments: Readonly<Record<string, unknown>>;
  /** Goes out instead of `arguments`, as it is: what a model writes need not be JSON. */
  argumentsJson?: string;
}
