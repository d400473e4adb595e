import type { Temporal } from 'temporal-polyfill';
import type { Slot, SlotQuery } from './scheduling.types.js';

/** One after the other with little waiting in between, or all starting at the same time. */
export type FamilyArrangement = 'back_to_back' | 'parallel';

export interface FamilyQuery extends Pick<SlotQuery, 'clinicId' | 'owner' | 'window' | 'now'> {
  /** Two to six. */
  members: Pick<SlotQuery, 'typeId' | 'standing' | 'providerId'>[];
  how: FamilyArrangement | 'either';
  /** At most so many, well apart. */
  limit: number;
}

/** Times at which a whole family can come. */
export interface FamilyOption {
  how: FamilyArrangement;
  /** Of the first visit. */
  startsAt: Temporal.Instant;
  /** Of the last one. */
  endsAt: Temporal.Instant;
  /** One per member, by their place in the query. Whoever books them in this order gets all of them. */
  visits: { member: number; slot: Slot }[];
}
