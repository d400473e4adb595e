import type { Moment } from './moments.policy.js';

/** A value the caller gave. A moment is kept in its parts, so that a later turn can change one of them. */
export interface Slot {
  value: unknown;
  moment: Moment | null;
}
export type Slots = Readonly<Record<string, Slot>>;
