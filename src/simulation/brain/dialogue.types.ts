import type { BrainCall } from './brain.port.js';
import type { Option, Reading, Scalar } from './options.policy.js';
import type { Undecided } from './choices.policy.js';
import type { Slots } from './slots.types.js';
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
  /** It asked questions, and nothing else. */
  | { kind: 'asked' }
  /** It wants a moment, or was meant for somebody else in the room. */
  | { kind: 'hesitates' }
  /** It asked who, or what, is speaking. */
  | { kind: 'who_speaks' }
  /** What was chosen is to be kept while the caller makes up their mind. */
  | { kind: 'hold'; tool: string }
  /** Something is wrong with a booking; whether it is to be moved or cancelled is open. */
  | { kind: 'move_or_cancel' }
  | { kind: 'upset'; again: boolean }
  /** The caller does not have what was asked for. */
  | { kind: 'cannot_say' }
  | { kind: 'leave' | 'drop' | 'declined' | 'repeat' | 'unclear' | 'hello' | 'thanks' | 'agreed' | 'unknown' };

/** How far a wish has got. */
export type Standing = Pick<
  Dialogue,
  'goal' | 'goalWords' | 'slots' | 'picked' | 'subject' | 'other' | 'offered' | 'offeredBy' | 'chosen' | 'agreed'
>;

/** A wish that waits for its turn: in the caller's words when nothing was done about it yet, otherwise where it stood. */
export type Later = { words: string } | { standing: Standing };

/** A call that answers a question, and the question. */
export interface Errand {
  call: BrainCall;
  question: string;
}

/** All that the policy knows; every bit of it follows from the history, so a resumed conversation goes on seamlessly. */
export interface Dialogue {
  goal: string | null;
  /** The words that asked for the goal, as far as they describe what it is about. */
  goalWords: string;
  /** Other wishes, in the order in which they are taken up. */
  later: readonly Later[];
  /** Tools that were named as what has to be done before the goal; the last one comes first. */
  prerequisites: readonly string[];
  /** Calls that answer questions of the caller; they wait for nothing. */
  errands: readonly Errand[];
  /** What came of errands and has not been said. */
  answers: readonly string[];
  slots: Slots;
  undecided: Undecided | null;
  /** Slots that a tool asked for although its schema calls them optional, or refused the value of. */
  demanded: readonly string[];
  /** What the caller may choose from, and whether a choice was made. */
  offered: readonly Option[] | null;
  offeredBy: string | null;
  chosen: Option | null;
  /** Keys of what was chosen on the way to the goal: the visit that is to be moved. */
  picked: Readonly<Record<string, Scalar>>;
  /** What they are the keys of. */
  subject: Option | null;
  /** The caller has agreed to what can not be taken back. */
  agreed: boolean;
  /** Values that were read back and found right. */
  confirmed: readonly string[];
  /** What the last question left to choose from: each is what the caller may have meant. */
  readings: readonly Option[] | null;
  /** When the caller wanted to come, as long as that could not be had. */
  dropped: Slots;
  /** Scalars at the top of results: a looked-up key lives here. */
  keys: Readonly<Record<string, Scalar>>;
  /** What was made last in this conversation, such as a booking. */
  made: Made | null;
  /** Somebody else whom the caller speaks for: `son`, `Leo`. */
  other: Other | null;
  /** Whom the caller may speak for, as a result has told, by key. */
  people: readonly Option[];
  /** The name that the caller was verified by. */
  knownAs: string | null;
  /** How strongly the caller's words so far point at each tool. */
  interest: Readonly<Record<string, number>>;
  agentSaid: string;
  /** All that the agent has said. */
  agentWords: string;
  /** What the agent had said before the caller's last turn. */
  agentSaidBefore: string;
  turn: Turn | null;
  callerSaid: string;
  /** Every turn of the caller so far. */
  callerWords: readonly string[];
  apologised: boolean;
  /** Whoever was helped at once is not helped again for the same. */
  helped: boolean;
  /** A question that is answered once the caller has said what it is about; `words` ask for that. */
  asking: { call: BrainCall; param: string; words: string } | null;
  /** A question that no tool could answer. */
  unanswered: string | null;
  /** How many turns on end were not understood. */
  misses: number;
  /** Calls made since the caller last spoke, in canonical form. */
  callsMade: readonly string[];
  /** The last call's outcome while it has not been spoken of. */
  outcome: Outcome | null;
}

/** A booking of this conversation: what the result said, and what it had been asked for with. */
export interface Made {
  fields: Readonly<Record<string, Scalar>>;
  slots: Slots;
}

export interface Other {
  relation: string;
  name: string | null;
}

/** Ways out that a result names: they are offered to the caller. */
export type WayOut = 'a_message' | 'a_person' | 'wait';

export interface Outcome {
  tool: string;
  /**
   * `done`: the caller's wish is fulfilled. `lookup`: a step on the way to it. `asks`: it wants to know what was meant. `told`:
   * what it found is all that was wanted. `first`: something else has to be done before. `held`: a time is kept.
   */
  kind: 'first' | 'held' | 'offers' | 'asks' | 'nothing_found' | 'failed' | 'done' | 'lookup' | 'told';
  reading: Reading;
  waysOut: readonly WayOut[];
}

export const NOTHING_YET: Dialogue = {
  goal: null,
  goalWords: '',
  later: [],
  prerequisites: [],
  errands: [],
  answers: [],
  slots: {},
  undecided: null,
  demanded: [],
  offered: null,
  offeredBy: null,
  chosen: null,
  picked: {},
  subject: null,
  agreed: false,
  confirmed: [],
  readings: null,
  dropped: {},
  keys: {},
  made: null,
  other: null,
  people: [],
  knownAs: null,
  interest: {},
  agentSaid: '',
  agentWords: '',
  agentSaidBefore: '',
  turn: null,
  callerSaid: '',
  callerWords: [],
  apologised: false,
  helped: false,
  asking: null,
  unanswered: null,
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
