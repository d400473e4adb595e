import type { HouseHours } from '../../clinics/opening-hours.policy.js';
import type { SlotWindow } from '../scheduling.types.js';

/** The place whose days and hours are meant. */
export interface WhenPlace extends HouseHours {
  timeZone: string;
}

/** One thing that words may mean. */
export interface WhenReading {
  /** For the ear: "Friday, November 27 at 3:00 PM". Said by the caller it means this reading and no other. */
  label: string;
  window: SlotWindow;
}

/** What a caller's words about time come to. */
export type WhenOutcome =
  | { kind: 'window'; window: SlotWindow }
  /** They may mean several things: `question` is what to ask, in words for the ear; `readings` are the answers to it, at least two. */
  | { kind: 'ambiguous'; question: string; readings: WhenReading[] }
  /** Over, contradictory, or not about time. */
  | { kind: 'unclear' };
