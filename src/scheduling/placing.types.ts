import type { Temporal } from 'temporal-polyfill';
import type { ClinicId, HoldId, OperatoryId } from '../common/ids/ids.js';
import type { Allotment, OwnHolds, Slot } from './scheduling.types.js';

/** Who wants which time. */
export interface Wish {
  clinicId: ClinicId;
  slot: Omit<Slot, 'providerName'>;
  /** In the slot's chair, and in no other of its kind. */
  onlyIn?: OperatoryId;
  owner?: OwnHolds;
  now: Temporal.Instant;
}

/** What a visit or a hold will take, and what has to go for it. */
export interface Place {
  operatoryId: OperatoryId;
  allotments: Allotment[];
  /** The owner's hold that takes just this already. */
  held: HoldId | null;
  /** Holds that take some of it and have to go before: the owner's, and those that have expired. */
  inTheWay: HoldId[];
}
