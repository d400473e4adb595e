import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { pageParameters, pageSchema } from '../common/http/page.types.js';
import { wallTimesOrNull } from '../common/http/wall-time.types.js';
import { day, whenRead } from '../common/validation/field.types.js';
import { rowId } from '../common/validation/row-id.types.js';
import type { RecallStatus } from './recalls.types.js';

const STATUSES = ['open', 'contacted', 'booked', 'stopped'] as const satisfies readonly RecallStatus[];
const MAX_INTERVAL_MONTHS = 60;

/** Where a page of recalls ended. */
const RecallPlace = z.object({ dueOn: z.iso.date(), id: z.uuid() });
export type RecallPlace = z.infer<typeof RecallPlace>;

const status = z
  .enum(STATUSES)
  .describe(
    '`open`: nobody has reminded the patient of it yet. `contacted`: somebody has. `booked`: the visit is on the schedule. ' +
      '`stopped`: the patient does not want to be reminded.',
  );

export const RecallQuery = z.strictObject({
  status: status.optional(),
  dueAfter: day.optional().describe('Due after this day.'),
  dueBefore: day.optional().describe('Due before this day.'),
  patientId: rowId.optional(),
  ...pageParameters(RecallPlace),
});
export type RecallQuery = z.infer<typeof RecallQuery>;

/** What a list of recalls is narrowed by. */
export interface RecallFilter {
  status?: RecallStatus | undefined;
  dueAfter?: Temporal.PlainDate | undefined;
  dueBefore?: Temporal.PlainDate | undefined;
  patientId?: string | undefined;
}

const intervalMonths = z.int().min(1).max(MAX_INTERVAL_MONTHS);

export const NewRecallBody = z.strictObject({
  patientId: rowId,
  typeId: rowId.describe('The appointment type that is to be repeated.'),
  intervalMonths: intervalMonths.nullable().default(null).describe('Null: as often as the type says.'),
  dueOn: day.nullable().default(null).describe('Null: so long after the last visit of the type, or from today.'),
});
export type NewRecallBody = z.infer<typeof NewRecallBody>;

export const RecallChanges = z
  .strictObject({
    intervalMonths: intervalMonths.optional().describe('The day follows from it, unless that is given, too.'),
    dueOn: day.optional().describe('Until the next visit has taken place; from then on the interval counts.'),
  })
  .refine((changes) => Object.keys(changes).length > 0, { error: 'give at least one field', ...whenRead })
  .describe('What was agreed with the patient. A recall that was stopped goes on.');
export type RecallChanges = z.infer<typeof RecallChanges>;

export const RecallItem = z.object({
  id: z.uuid(),
  patientId: z.uuid(),
  typeId: z.uuid().describe('The appointment type that is to be repeated.'),
  intervalMonths: z.int(),
  dueOn: z.iso.date(),
  lastVisitOn: z.iso.date().nullable().describe('Null: there was no visit of the type yet.'),
  status,
  ...wallTimesOrNull('contactedAt'),
  contacts: z
    .int()
    .describe('How often the patient was reminded since the last visit; the last time was `contactedAt`.'),
  appointmentId: z.uuid().nullable().describe('The visit to come. Null unless `booked`.'),
  timeZone: z.string().describe("The clinic's zone, IANA."),
});
export type RecallItem = z.infer<typeof RecallItem>;

export const RecallPage = pageSchema(RecallItem);
