import { z } from 'zod';
import { slotLabel } from '../../../scheduling/spoken/when.policy.js';
import type { Appointment, AppointmentStatus } from '../../../scheduling/scheduling.types.js';
import { rejected, type ToolContext, type ToolOutcome } from '../tool.types.js';

/** The argument of whatever is done to a visit. */
export const visitField = z
  .string()
  .max(60)
  .describe('The visit, from list_appointments, or from book_appointment in this call.');

/** A visit as it is said: "Cleaning on Tuesday, March 9 at 10:00 AM with Marisol Vega". */
export const visitLabel = (
  visit: Pick<Appointment, 'typeName' | 'startsAt' | 'providerName'>,
  { profile, now }: Pick<ToolContext, 'profile' | 'now'>,
): string => `${visit.typeName} on ${slotLabel(visit, profile.timeZone, now)}`;

/** Why a visit can't be changed any more. */
export function notToCome(status: AppointmentStatus): ToolOutcome {
  switch (status) {
    case 'cancelled':
      return rejected('already_cancelled', 'That visit is cancelled. Offer to book another one with find_slots.');
    case 'rescheduled':
      return rejected('already_moved', 'That visit was moved. Use list_appointments for the one in its place.');
    default:
      return rejected('already_over', 'That visit has begun or is over, and stays as it is. Offer to take a message.');
  }
}

/** A visit that waits for the desk is none yet. */
export const NOT_AGREED = rejected(
  'not_agreed',
  'The practice has not agreed to that visit yet. Say that somebody calls back about it.',
);

/** What is said of a visit that the patient gave up when the practice could hardly fill it any more. */
export const LATE_NOTE = 'It is short notice. Say so kindly, without reproach.';
