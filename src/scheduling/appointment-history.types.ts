import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { pageParameters, pageSchema } from '../common/http/page.types.js';
import { wallTimes } from '../common/http/wall-time.types.js';
import type { AppointmentId } from '../common/ids/ids.js';
import { APPOINTMENT_STATUSES } from './scheduling.types.js';
import { timeZoneField } from './slot-item.types.js';

const ACTORS = ['agent', 'api_key', 'staff', 'system', 'patient'] as const;

/** What can happen to a visit. In the trail each stands as `appointment.` and this. */
export const VISIT_EVENTS = [
  'requested',
  'booked',
  'moved',
  'scheduled',
  'confirmed',
  'arrived',
  'seated',
  'completed',
  'no_show',
  'cancelled',
] as const;

/** One thing that somebody did to a visit, or to one whose place it took or that took its place. */
export interface VisitEvent {
  seq: number;
  at: Temporal.Instant;
  event: (typeof VISIT_EVENTS)[number];
  actor: { kind: (typeof ACTORS)[number]; id: string };
  callSid: string | null;
  appointmentId: AppointmentId;
  startsAt: Temporal.Instant;
  detail: VisitEventDetail;
}

/** What the trail has beside it, as far as it tells what happened. */
export const VisitEventDetail = z.object({
  movedFrom: z.string().nullish(),
  from: z.enum(APPOINTMENT_STATUSES).nullish().catch(null),
  by: z.enum(['patient', 'clinic']).nullish().catch(null),
  late: z.boolean().nullish(),
});
export type VisitEventDetail = z.infer<typeof VisitEventDetail>;

/** Where a page of a history ended. */
const EventPlace = z.object({ seq: z.int32().min(1) });

export const HistoryQuery = z.strictObject({ ...pageParameters(EventPlace) });
export type HistoryQuery = z.infer<typeof HistoryQuery>;

export const HistoryItem = z.object({
  ...wallTimes('at'),
  timeZone: timeZoneField,
  event: z
    .enum(VISIT_EVENTS)
    .describe(
      '`requested`: a caller has asked for it. `scheduled`: the desk has agreed, or a later status was taken back.',
    ),
  actor: z
    .object({ kind: z.enum(ACTORS), id: z.string().meta({ example: 'receptionist' }) })
    .describe(
      'Who did it: the receptionist, an API key, somebody of the staff by their account, the product itself, or the patient by text.',
    ),
  callSid: z.string().nullable().describe('The call in which it happened.'),
  appointmentId: z.uuid().describe('The visit: this one, one whose place it took, or one that took its place.'),
  ...wallTimes('startsAt'),
  movedFrom: z.uuid().nullable().describe('With `moved`: the visit whose place it took.'),
  statusBefore: z.enum(APPOINTMENT_STATUSES).nullable().describe('Where the status changed: what it was.'),
  by: z.enum(['patient', 'clinic']).nullable().describe('With `moved` and `cancelled`: whose wish it was.'),
  late: z.boolean().nullable().describe("With `moved` and `cancelled`: whether the clinic's rule counts it as late."),
});
export type HistoryItem = z.infer<typeof HistoryItem>;

export const HistoryPage = pageSchema(HistoryItem);
export type HistoryPage = z.infer<typeof HistoryPage>;
