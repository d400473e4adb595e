import type { CallFaults } from './carrier.types.js';
import type { PhoneCall } from './phone-call.js';

/** What a phone does when it is rung. */
export type PhoneBehaviour =
  /** Rings until whoever calls gives up. */
  | { does: 'ring_on' }
  | { does: 'be_busy' }
  /** The network does not put the call through. */
  | { does: 'refuse' }
  /**
   * Is picked up. `onRinging` gets the call, to observe it, speak into it, press keys and hang up; hanging up before the
   * answer declines it.
   */
  | { does: 'answer'; afterMs: number; onRinging: (call: PhoneCall) => void };

/** A phone that the carrier can ring. */
export interface Phone {
  /** E.164. */
  number: string;
  behaviour: PhoneBehaviour;
  /** Of the calls to this phone. */
  faults?: CallFaults;
}
