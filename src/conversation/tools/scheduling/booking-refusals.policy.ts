import type { BookOutcome } from '../../../scheduling/scheduling.types.js';
import { rejected, type ToolOutcome } from '../tool.types.js';

/** One answer for whatever the desk has to look at, so that nobody learns by asking who is a patient here. */
export const NOT_BY_PHONE = rejected(
  'not_by_phone',
  'This can not be booked by phone. Offer to take a message for the desk.',
);

export const UNKNOWN_SLOT = rejected('unknown_slot', 'That slotId was not offered in this call. Use find_slots first.');

/** They have to be elsewhere in the clinic then. */
export const TIME_CONFLICT = rejected('time_conflict', 'That time can not be booked for them. Offer another time.');

/**
 * Why a visit was not booked. What stands in the way is known of the patient, not of the caller: who has not proved to be them, or
 * to call from their number, is told none of it. Caller ID is only a hint, so there are no counts, and nothing of their visits.
 */
export function bookingRefused(
  outcome: Exclude<BookOutcome, { kind: 'booked' | 'slot_taken' }>,
  isTheirs: boolean,
): ToolOutcome {
  switch (outcome.kind) {
    case 'given_up':
      return rejected(
        'given_up',
        'That visit was booked in this call, and has been cancelled or moved since. Nothing is booked now. Offer another time.',
      );
    case 'patient_busy':
      return isTheirs ? TIME_CONFLICT : NOT_BY_PHONE;
    case 'too_many_open':
      return isTheirs
        ? rejected('too_many_visits', 'No more can be booked by phone. Offer to take a message.')
        : NOT_BY_PHONE;
    case 'not_eligible':
      return isTheirs
        ? rejected(
            'not_eligible',
            'That type can not be booked for them by phone. Offer another type or to take a message.',
          )
        : NOT_BY_PHONE;
    case 'not_by_phone':
      return NOT_BY_PHONE;
  }
}
