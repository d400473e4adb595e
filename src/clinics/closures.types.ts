import { z } from 'zod';
import { pageParameters, pageSchema } from '../common/http/page.types.js';
import { sortBy } from '../common/http/sort.types.js';
import type { ClinicId } from '../common/ids/ids.js';
import { shortText } from '../common/validation/field.types.js';
import { calendarDay, changeOf } from './clinic-fields.types.js';

export type ClosureId = string & { readonly __brand: 'ClosureId' };

export interface ClosureKey {
  clinicId: ClinicId;
  id: ClosureId;
}

/** Whole local days, both included, as `2026-12-24`. */
const content = {
  name: shortText(100).describe('As callers hear it.').meta({ example: 'Christmas' }),
  startsOn: calendarDay.describe("The first day, by the clinic's calendar."),
  endsOn: calendarDay.describe('The last day, which is included; at most a year after the first.'),
};

export const NewClosureBody = z.strictObject(content);
export type NewClosureBody = z.infer<typeof NewClosureBody>;

export const ClosureChangeBody = changeOf(content);
export type ClosureChangeBody = z.infer<typeof ClosureChangeBody>;

/** Where a page of closures ended. */
const ClosurePlace = z.object({ startsOn: calendarDay, id: z.uuid() });

export const ClosureQuery = z.strictObject({
  from: calendarDay.optional().describe('Those that are not over before this day.'),
  to: calendarDay.optional().describe('Those that begin on this day at the latest.'),
  sort: sortBy('startsOn', '-startsOn'),
  ...pageParameters(ClosurePlace),
});
export type ClosureQuery = z.infer<typeof ClosureQuery>;

export const ClosureItem = z.object({
  id: z.uuid(),
  name: z.string(),
  startsOn: z.iso.date().describe("The first day, by the clinic's calendar."),
  endsOn: z.iso.date().describe('The last day, which is included.'),
  visits: z
    .int()
    .describe(
      'Visits that lie in it, wholly or in part, and are neither over nor given up. A closure cancels none: the desk does.',
    ),
});
export type ClosureItem = z.infer<typeof ClosureItem>;

export const ClosurePage = pageSchema(ClosureItem);
