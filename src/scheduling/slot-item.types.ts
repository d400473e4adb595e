import { z } from 'zod';
import { wallTimes } from '../common/http/wall-time.types.js';

// What the API shows and takes of times on the schedule.

/** An id of ours in a query or body, in lower case as the database spells it. */
export const idOf = <Id extends string>() =>
  z
    .uuid()
    .toLowerCase()
    .transform((text) => text as Id);

/** Somebody or something of the practice. */
export const Named = z.object({ id: z.uuid(), name: z.string().meta({ example: 'Dr. Rivera' }) });

export const timeZoneField = z.string().describe("The clinic's zone, IANA.").meta({ example: 'America/Chicago' });

export const slotFields = {
  typeId: z.uuid().describe('The appointment type.'),
  ...wallTimes('startsAt', 'endsAt'),
  timeZone: timeZoneField,
  provider: Named.describe('Who leads the visit.'),
  operatory: z
    .object({ id: z.uuid(), name: z.string().meta({ example: 'Room 2' }) })
    .describe('Where it would be. Whoever books without naming one may get another of its kind.'),
};

/** A time that can be booked. */
export const SlotItem = z.object(slotFields);
export type SlotItem = z.infer<typeof SlotItem>;
