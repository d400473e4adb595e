import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { pageParameters, pageSchema } from '../common/http/page.types.js';
import { sortBy } from '../common/http/sort.types.js';
import { wallTimes } from '../common/http/wall-time.types.js';
import { callSid } from '../common/validation/carrier-sid.types.js';
import { whenRead } from '../common/validation/field.types.js';
import { instant } from '../common/validation/instant.types.js';
import type {
  AppointmentId,
  AppointmentTypeId,
  CallId,
  ClinicId,
  OperatoryId,
  PatientId,
  ProviderId,
} from '../common/ids/ids.js';
import { APPOINTMENT_STATUSES, type Appointment } from './scheduling.types.js';
import { idOf, timeZoneField } from './slot-item.types.js';

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
const bound = rangeBound.meta({ example: '2026-11-24' });

const epochMs = z.int().min(EARLIEST.epochMilliseconds).max(LATEST.epochMilliseconds);

/** Where a page of appointments ended: in order of their starts, or of their last changes. */
const AppointmentPlace = z.union([
  z.strictObject({ startsAtMs: epochMs, id: z.uuid() }),
  z.strictObject({ changedAtMs: epochMs, id: z.uuid() }),
]);
export type AppointmentPlace = z.infer<typeof AppointmentPlace>;

const status = z.enum(APPOINTMENT_STATUSES);

export const AppointmentQuery = z
  .strictObject({
    from: bound
      .optional()
      .describe(
        'First start: a date of the clinic, or an instant with its offset. When absent: the start of today, or since ever with `changedSince` or `callSid`.',
      ),
    to: bound.optional().describe('A date, which is included, or an instant, which is not. No end when absent.'),
    status: z
      .union([status, z.array(status).min(1).max(APPOINTMENT_STATUSES.length)])
      .transform((all) => (Array.isArray(all) ? all : [all]))
      .optional()
      .describe('May be given several times.'),
    providerId: idOf<ProviderId>().optional(),
    operatoryId: idOf<OperatoryId>().optional(),
    typeId: idOf<AppointmentTypeId>().optional(),
    patientId: idOf<PatientId>().optional(),
    callSid: callSid.optional().describe('What this call booked.'),
    changedSince: instant
      .optional()
      .describe(
        'Booked or changed then or later, an instant. To keep up with changes, sort by `changedAt` and begin a minute before the last one seen.',
      ),
    sort: sortBy('startsAt', '-startsAt', 'changedAt', '-changedAt'),
    ...pageParameters(AppointmentPlace),
  })
  .superRefine(({ sort, cursor }, context) => {
    const fits = !cursor || 'changedAtMs' in cursor === sort.endsWith('changedAt');
    if (!fits) context.addIssue({ code: 'custom', path: ['cursor'], message: 'not a cursor of this list' });
  }, whenRead);
export type AppointmentQuery = z.infer<typeof AppointmentQuery>;
export type AppointmentSort = AppointmentQuery['sort'];
export type AppointmentFilters = Pick<
  AppointmentQuery,
  'status' | 'providerId' | 'operatoryId' | 'typeId' | 'patientId' | 'callSid' | 'changedSince'
>;

export const AppointmentItem = z.object({
  id: z.uuid(),
  ...wallTimes('startsAt', 'endsAt'),
  timeZone: timeZoneField,
  status: status.describe(
    '`requested`: a caller has asked for it and the desk has to agree. `rescheduled`: another visit took its place.',
  ),
  late: z
    .boolean()
    .describe(
      "The patient cancelled or moved it (`status`) so shortly before its start that the clinic's rule counts it as late.",
    ),
  cancelledBy: z.enum(['patient', 'clinic']).nullable().describe('Null unless it is `cancelled`.'),
  movedFrom: z.uuid().nullable().describe('The visit that this one took the place of; that one is `rescheduled`.'),
  movedTo: z.uuid().nullable().describe('The visit that took the place of this one.'),
  type: z.string().describe('The name of the appointment type.').meta({ example: 'Cleaning' }),
  typeId: z.uuid(),
  provider: z.string().describe('The name of the provider.').meta({ example: 'Dr. Rivera' }),
  providerId: z.uuid(),
  operatory: z.string().describe('The name of the operatory.').meta({ example: 'Room 2' }),
  operatoryId: z.uuid(),
  patient: z.object({ id: z.uuid(), name: z.string().meta({ example: 'Ada Marsh' }) }),
  callSid: z.string().nullable().describe('The call that booked it.'),
  ...wallTimes('changedAt'),
});
export type AppointmentItem = z.infer<typeof AppointmentItem>;

export const AppointmentPage = pageSchema(AppointmentItem);

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
  cancelledBy: 'patient' | 'clinic' | null;
  movedFrom: AppointmentId | null;
  movedTo: AppointmentId | null;
  changedAt: Temporal.Instant;
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
