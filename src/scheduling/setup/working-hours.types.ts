import { z } from 'zod';
import { day } from '../../common/validation/field.types.js';
import { timeZoneField } from '../slot-item.types.js';
import { dayMinutes, weekday } from './setup-fields.types.js';

const MAX_STRETCHES = 70;

export const WorkingWeekBody = z.strictObject({
  validFrom: day.describe('The first day on which it holds: today or later.').meta({ example: '2026-12-01' }),
  hours: z
    .array(z.strictObject({ weekday, ...dayMinutes }))
    .max(MAX_STRETCHES)
    .describe('All hours of the week; a lunch break is a gap. Empty: at no time.'),
});
export type WorkingWeekBody = z.infer<typeof WorkingWeekBody>;

export const WorkingHoursItem = z.object({
  providerId: z.uuid(),
  hours: z
    .array(
      z.object({
        weekday,
        ...dayMinutes,
        validFrom: z.iso.date(),
        validUntil: z.iso.date().nullable().describe('The last day. Null: until further notice.'),
      }),
    )
    .describe('Those that hold today or later.'),
  timeZone: timeZoneField,
});
export type WorkingHoursItem = z.infer<typeof WorkingHoursItem>;
