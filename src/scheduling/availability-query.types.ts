import { z } from 'zod';
import { placeMs } from '../common/http/cursor.codec.js';
import { pageParameters, pageSchema } from '../common/http/page.types.js';
import type { AppointmentTypeId, OperatoryId, ProviderId } from '../common/ids/ids.js';
import { day, whenRead } from '../common/validation/field.types.js';
import { idOf, SlotItem } from './slot-item.types.js';

export const MAX_AVAILABILITY_DAYS = 31;

/** In minutes of the local day: the same parts of the day as when callers name them. */
export const PARTS_OF_DAY = {
  morning: { earliestMinute: 0, latestMinute: 720 },
  afternoon: { earliestMinute: 720, latestMinute: 1020 },
  evening: { earliestMinute: 1020, latestMinute: 1440 },
} as const;

/** Where a page of slots ended. */
const SlotPlace = z.object({ startsAtMs: placeMs, providerId: z.uuid() });
export type SlotPlace = z.infer<typeof SlotPlace>;

const weekday = z.coerce.number().int().min(1).max(7);

export const AvailabilityQuery = z
  .strictObject({
    typeId: idOf<AppointmentTypeId>().describe('What the visit is for: an appointment type.'),
    from: day.describe("The first day, on the clinic's calendar."),
    to: day.describe(`The last day, included. At most ${MAX_AVAILABILITY_DAYS} days can be asked for at once.`),
    providerId: idOf<ProviderId>().optional().describe('Led by this provider only.'),
    operatoryId: idOf<OperatoryId>().optional().describe('In this operatory only.'),
    timeOfDay: z
      .enum(['morning', 'afternoon', 'evening'])
      .optional()
      .describe("When it begins, by the clinic's clock: before noon, from noon to 17:00, from 17:00 on."),
    weekday: z
      .union([weekday, z.array(weekday).min(1).max(7)])
      .transform((days) => (Array.isArray(days) ? days : [days]))
      .optional()
      .describe('ISO: 1 is Monday. May be given several times.'),
    ...pageParameters(SlotPlace),
  })
  .superRefine(({ from, to }, context) => {
    const days = from.until(to, { largestUnit: 'days' }).days + 1;
    const message =
      days < 1 ? 'is before the first day' : `at most ${MAX_AVAILABILITY_DAYS} days can be asked for at once`;
    if (days < 1 || days > MAX_AVAILABILITY_DAYS) context.addIssue({ code: 'custom', path: ['to'], message });
  }, whenRead);
export type AvailabilityQuery = z.infer<typeof AvailabilityQuery>;

export const SlotPage = pageSchema(SlotItem);
export type SlotPage = z.infer<typeof SlotPage>;
