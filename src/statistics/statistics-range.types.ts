import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { ClinicId } from '../common/ids/ids.js';
import { day, whenRead } from '../common/validation/field.types.js';

const MAX_DAYS = 366;
const rangeFields = {
  from: day.describe("The first day, by the clinic's clocks."),
  to: day.describe('The last day; at most 366 with the first.'),
};

interface DayRange {
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
}

const daysOf = ({ from, to }: DayRange): number => from.until(to, { largestUnit: 'days' }).days + 1;

const isRange = (range: DayRange): boolean => daysOf(range) >= 1 && daysOf(range) <= MAX_DAYS;
const NOT_A_RANGE = {
  path: ['to'],
  error: `expected a day from \`from\` on, and at most ${MAX_DAYS} days in all`,
  ...whenRead,
};

export const RangeQuery = z.strictObject(rangeFields).refine(isRange, NOT_A_RANGE);
export type RangeQuery = z.output<typeof RangeQuery>;

export const PERIODS = ['day', 'week'] as const;
export type Period = (typeof PERIODS)[number];

export const CallsQuery = z
  .strictObject({
    ...rangeFields,
    by: z
      .enum(PERIODS)
      .default('day')
      .describe('What the figures are told for beside the whole. Weeks begin on Monday.'),
  })
  .refine(isRange, NOT_A_RANGE);
export type CallsQuery = z.output<typeof CallsQuery>;

/** Days of a clinic, as the database looks for them: [from, to). */
export interface ClinicDays {
  clinicId: ClinicId;
  timeZone: string;
  from: Temporal.Instant;
  to: Temporal.Instant;
}

/** What every answer says about its days. */
export const rangeOfAnswer = {
  from: z.iso.date().meta({ example: '2026-11-01' }),
  to: z.iso.date().meta({ example: '2026-11-30' }).describe('Included.'),
  timeZone: z
    .string()
    .describe("The clinic's zone, IANA: its days are what is counted by.")
    .meta({ example: 'America/Chicago' }),
};

export const toRangeOfAnswer = ({ from, to }: DayRange, timeZone: string) => ({
  from: from.toString(),
  to: to.toString(),
  timeZone,
});
