import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { pageParameters, pageSchema } from '../../common/http/page.types.js';
import type { ProviderId } from '../../common/ids/ids.js';
import { day } from '../../common/validation/field.types.js';
import { timeZoneField } from '../slot-item.types.js';
import { dayMinutes, ProviderIdParam } from './setup-fields.types.js';

const MAX_STRETCHES = 24;
const HOUSE = 'house';

/** Whose hours on which day: that is what tells them apart, so their id says it. */
export interface OverrideKey {
  day: Temporal.PlainDate;
  /** Null: the house. */
  providerId: ProviderId | null;
}

export const overrideIdOf = (key: OverrideKey): string => `${key.day.toString()}_${key.providerId ?? HOUSE}`;

export const OverrideIdParam = z
  .string()
  .transform((text, context): OverrideKey => {
    const [, dayText, whose] = /^([^_]{1,20})_([^_]{1,40})$/.exec(text) ?? [];
    const key = {
      day: day.safeParse(dayText),
      providerId: whose === HOUSE ? { success: true as const, data: null } : ProviderIdParam.safeParse(whose),
    };
    if (key.day.success && key.providerId.success) return { day: key.day.data, providerId: key.providerId.data };
    context.addIssue({ code: 'custom', message: 'not an id of such a day' });
    return z.NEVER;
  })
  .meta({ example: '2026-12-24_house' });

const hours = z
  .array(z.strictObject(dayMinutes))
  .max(MAX_STRETCHES)
  .transform((stretches) => [...stretches].sort((a, b) => a.startMinute - b.startMinute))
  .describe("All hours of that day, instead of its weekday's. Empty: a day off.");
const providerId = z.uuid().nullable().describe('Whose hours. Null: those of the house.');

/** Where a page ended. */
const OverridePlace = z.object({ day: z.iso.date(), providerId: z.uuid().nullable() });

export const HoursOverrideQuery = z.strictObject({
  from: day.optional().describe('The first day. Today when absent.'),
  to: day.optional().describe('The last day. No end when absent.'),
  whose: z.enum(['house', 'providers']).optional().describe('Both when absent.'),
  providerId: ProviderIdParam.optional().describe('Of this provider only.'),
  ...pageParameters(OverridePlace),
});
export type HoursOverrideQuery = z.infer<typeof HoursOverrideQuery>;

export const NewHoursOverrideBody = z.strictObject({
  day: day.describe('A day of the clinic.').meta({ example: '2026-12-24' }),
  providerId: ProviderIdParam.nullable().describe('Whose hours. Null: those of the house.'),
  hours,
});
export type NewHoursOverrideBody = z.infer<typeof NewHoursOverrideBody>;

export const HoursOverrideChange = z.strictObject({ hours });
export type HoursOverrideChange = z.infer<typeof HoursOverrideChange>;

export const HoursOverrideItem = z.object({
  id: z.string().describe('The day and whose it is.').meta({ example: '2026-12-24_house' }),
  day: z.iso.date(),
  providerId,
  hours: z.array(z.object(dayMinutes)).describe("Instead of its weekday's. Empty: a day off."),
  timeZone: timeZoneField,
});
export type HoursOverrideItem = z.infer<typeof HoursOverrideItem>;

export const HoursOverrideDetail = HoursOverrideItem.extend({
  appointmentsOutside: z
    .array(z.uuid())
    .describe(
      'Appointments that are booked and lie outside of these hours, in whole or in part: somebody has to see to them.',
    ),
});
export type HoursOverrideDetail = z.infer<typeof HoursOverrideDetail>;

export const HoursOverridePage = pageSchema(HoursOverrideItem);
