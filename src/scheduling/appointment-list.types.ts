import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { pageParameters } from '../common/http/page.types.js';
import type { AppointmentId, CallId, ClinicId, PatientId } from '../common/ids/ids.js';
import type { Appointment } from './scheduling.types.js';

const EARLIEST = Temporal.Instant.from('1900-01-01T00:00:00Z');
const LATEST = Temporal.Instant.from('2200-01-01T00:00:00Z');

/** An end of a range: an instant, or a whole day of the clinic, whose zone the request doesn't know. */
export type RangeBound = Temporal.Instant | Temporal.PlainDate;

const rangeBound = z.string().transform((text, context): RangeBound => {
  const bound = parseBound(text);
  if (bound) return bound;
  context.addIssue({
    code: 'custom',
    message: 'expected a date (2026-11-24) or an instant with its offset (2026-11-24T09:30:00Z), 1900 to 2199',
  });
  return z.NEVER;
});

/** Where a page of appointments ended. */
const AppointmentPlace = z.object({
  startsAtMs: z.int().min(EARLIEST.epochMilliseconds).max(LATEST.epochMilliseconds),
  id: z.uuid(),
});
export type AppointmentPlace = z.infer<typeof AppointmentPlace>;

export const AppointmentQuery = z.object({
  from: rangeBound
    .optional()
    .describe('First start: a date of the clinic, or an instant with its offset. The start of today when absent.'),
  to: rangeBound.optional().describe('A date, which is included, or an instant, which is not. No end when absent.'),
  ...pageParameters(AppointmentPlace),
});
export type AppointmentQuery = z.infer<typeof AppointmentQuery>;

export const AppointmentItem = z.object({
  id: z.uuid(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  timeZone: z.string().describe("The clinic's zone, IANA."),
  status: z
    .enum([
      'requested',
      'scheduled',
      'confirmed',
      'arrived',
      'seated',
      'completed',
      'cancelled',
      'no_show',
      'rescheduled',
    ])
    .describe(
      '`requested`: a caller has asked for it and the desk has to agree. `rescheduled`: another visit took its place.',
    ),
  late: z
    .boolean()
    .describe(
      "The patient cancelled or moved it (`status`) so shortly before its start that the clinic's rule counts it as late.",
    ),
  movedFrom: z.uuid().nullable().describe('The visit that this one took the place of; that one is `rescheduled`.'),
  type: z.string().describe('The name of the appointment type.'),
  provider: z.string().describe('The name of the provider.'),
  operatory: z.string().describe('The name of the operatory.'),
  patient: z.object({ id: z.uuid(), name: z.string() }),
  callSid: z.string().nullable().describe('The call that booked it.'),
});
export type AppointmentItem = z.infer<typeof AppointmentItem>;

export const AppointmentPage = z.object({
  items: z.array(AppointmentItem),
  nextCursor: z.string().nullable().describe('Null on the last page.'),
});

/** What is to come for the patients of a call. */
export interface ToComeQuery {
  clinicId: ClinicId;
  patientIds: PatientId[];
  /** Those that this call has booked as well, for whomever; null: not. */
  callId: CallId | null;
  now: Temporal.Instant;
}

/** An appointment with what a list shows beside it. */
export interface ListedAppointment extends Appointment {
  patientName: string;
  callSid: string | null;
  late: boolean;
  movedFrom: AppointmentId | null;
}

function parseBound(text: string): RangeBound | null {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
      const date = Temporal.PlainDate.from(text);
      return date.year >= 1900 && date.year < 2200 ? date : null;
    }
    // A plus sign that was not encoded arrives as a space.
    const instant = Temporal.Instant.from(text.replace(/ (?=\d{2}:?\d{2}$)/, '+'));
    const inRange = Temporal.Instant.compare(EARLIEST, instant) <= 0 && Temporal.Instant.compare(instant, LATEST) < 0;
    return inRange ? instant : null;
  } catch {
    return null;
  }
}
