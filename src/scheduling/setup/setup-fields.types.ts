import { z } from 'zod';
import type { ProviderId } from '../../common/ids/ids.js';
import { rowId } from '../../common/validation/row-id.types.js';

// Pieces of what the routes take by which a practice sets its schedule up.

export const ProviderIdParam = rowId.transform((id) => id as ProviderId);

export const providerRole = z.enum(['dentist', 'hygienist', 'assistant']);
export const operatoryKind = z.enum(['hygiene', 'treatment']);

/** A filter of a list. */
export const activeFilter = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .optional()
  .describe('Those in use, or those that are not. Both when absent.');

/** A stretch of a day, as fields of a body or of an item. */
export const dayMinutes = {
  startMinute: z.int().min(0).max(1439).describe("In minutes of the clinic's local day.").meta({ example: 540 }),
  endMinute: z.int().min(1).max(1440).describe('Not included; 1440 is midnight.').meta({ example: 720 }),
};

export const weekday = z.int().min(1).max(7).describe('ISO: 1 is Monday, 7 is Sunday.');

/** Where a page of a list by name ended. The name itself is looked up: addresses name nobody. */
export const PlaceById = z.object({ id: z.uuid() });
export type PlaceById = z.infer<typeof PlaceById>;

/** A body of which something has to be there. */
export const changeOf = <Shape extends z.ZodRawShape>(fields: Shape) =>
  z
    .strictObject(fields)
    .partial()
    .refine((body) => Object.keys(body).length > 0, 'give at least one field');
