import type { SlotWindow } from '../scheduling.types.js';

/** What a caller's words about time come to. */
export type WhenOutcome =
  | { kind: 'window'; window: SlotWindow }
  /** They may mean several things: `question` is what to ask, in words for the ear; `readings` are the answers to it, at least two. */
  | { kind: 'ambiguous'; question: string; readings: { label: string; window: SlotWindow }[] }
  /** Over, contradictory, or not about time. */
  | { kind: 'unclear' };
