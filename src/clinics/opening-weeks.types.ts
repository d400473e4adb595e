import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { pageParameters, pageSchema } from '../common/http/page.types.js';
import { calendarDay } from './clinic-fields.types.js';
import type { OpeningWeek } from './opening-weeks.policy.js';

/** Nobody opens and closes more often in a week. */
const MAX_STRETCHES = 42;

/** The name of a week: the day on which it begins. */
export const WeekParam = calendarDay.transform((day) => Temporal.PlainDate.from(day));

const stretch = z.strictObject({
  weekday: z.int().min(1).max(7).describe('ISO: 1 is Monday, 7 is Sunday.'),
  startMinute: z.int().min(0).max(1439).describe("In minutes of the clinic's local day.").meta({ example: 540 }),
  endMinute: z.int().min(1).max(1440).describe('Not included; 1440 is midnight.').meta({ example: 1020 }),
});

const hours = z
  .array(stretch)
  .min(1)
  .max(MAX_STRETCHES)
  .describe('All of the week; a weekday that is missing is closed, and a lunch break is a gap between two of one day.');

export const WeekBody = z.strictObject({ hours });
export type WeekBody = z.infer<typeof WeekBody>;

export const NewWeekBody = z.strictObject({
  validFrom: calendarDay.describe("The first day, by the clinic's calendar. They hold until the next ones begin."),
  hours,
});
export type NewWeekBody = z.infer<typeof NewWeekBody>;

/** Where a page of weeks ended. */
const WeekPlace = z.object({ validFrom: calendarDay });

export const WeekQuery = z.strictObject({
  from: calendarDay.optional().describe('Those that hold on this day or later.'),
  ...pageParameters(WeekPlace),
});
export type WeekQuery = z.infer<typeof WeekQuery>;

export const WeekItem = z.object({
  validFrom: z.iso.date().describe('The first day, by which they are named.'),
  validUntil: z.iso
    .date()
    .nullable()
    .describe('The last day: the one before the next hours begin. Null: until further notice.'),
  hours: z.array(z.object(stretch.shape)).describe('By weekday and time. A weekday that is missing is closed.'),
});
export type WeekItem = z.infer<typeof WeekItem>;

export const WeekPage = pageSchema(WeekItem);

export const toWeekItem = ({ validFrom, validUntil, hours: rows }: OpeningWeek): WeekItem => ({
  validFrom: validFrom.toString(),
  validUntil: validUntil?.toString() ?? null,
  hours: rows.map(({ weekday, startMinute, endMinute }) => ({ weekday, startMinute, endMinute })),
});
