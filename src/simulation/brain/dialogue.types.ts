import type { Option, Reading, Scalar } from './options.policy.js';
import type { Slots, Undecided } from './slots.policy.js';
import type { Tool } from './tools.policy.js';

/** What a turn of the caller amounts to. */
export type Turn =
  /** It named a wish, a value or one of the options. */
  | { kind: 'progress' }
  | { kind: 'fact'; fact: string | null }
  /** It asked for what this tool does at once, whatever else is going on. */
  | { kind: 'wish'; tool: string }
  /** The reply that was cut is to go on: the caller only showed that they listen, or says so. */
  | { kind: 'go_on' }
  | { kind: 'leave' | 'drop' | 'declined' | 'repeat' | 'unclear' | 'hello' | 'thanks' | 'agreed' | 'unknown' };

/** All that the policy knows; every bit of it follows from the history, so a resumed conversation goes on seamlessly. */
export interface Dialogue {
  goal: string | null;
  slots: Slots;
  undecided: Undecided | null;
  /** Slots that a tool asked for although its schema calls them optional, or refused the value of. */
  demanded: readonly string[];
  /** What the caller may choose from, and whether a choice was made. */
  offered: readonly Option[] | null;
  offeredBy: string | null;
  chosen: Option | null;
  /** What the last question left to choose from: each is what the caller may have meant. */
  readings: readonly Option[] | null;
  /** Scalars at the top of results: a looked-up key lives here. */
  keys: Readonly<Record<string, Scalar>>;
  /** How strongly the caller's words so far point at each tool. */
  interest: Readonly<Record<string, number>>;
  agentSaid: string;
  /** What the agent had said before the caller's last turn. */
  agentSaidBefore: string;
  turn: Turn | null;
  callerSaid: string;
  /** Every turn of the caller so far. */
  callerWords: readonly string[];
  /** How many turns on end were not understood. */
  misses: number;
  /** Calls made since the caller last spoke, in canonical form. */
  callsMade: readonly string[];
  /** The last call's outcome while it has not been spoken of. */
  outcome: Outcome | null;
}

export interface Outcome {
  tool: string;
  /** `done`: the caller's wish is fulfilled. `lookup`: a step on the way to it. `asks`: it wants to know what was meant. */
  kind: 'offers' | 'asks' | 'nothing_found' | 'failed' | 'done' | 'lookup';
  reading: Reading;
}

export const NOTHING_YET: Dialogue = {
  goal: null,
  slots: {},
  undecided: null,
  demanded: [],
  offered: null,
  offeredBy: null,
  chosen: null,
  readings: null,
  keys: {},
  interest: {},
  agentSaid: '',
  agentSaidBefore: '',
  turn: null,
  callerSaid: '',
  callerWords: [],
  misses: 0,
  callsMade: [],
  outcome: null,
};

export interface World {
  prompt: string;
  tools: readonly Tool[];
  /** What came of tools that are said to have run in this call, by their names. */
  done: ReadonlyMap<string, readonly string[]>;
}
