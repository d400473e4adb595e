import { z } from 'zod';
import type { AppointmentTypeId } from '../../common/ids/ids.js';
import { rowId } from '../../common/validation/row-id.types.js';
import type { Reserved } from '../availability.types.js';

// What single and weekly blockouts have in common.

const MAX_TYPES = 100;
const MINUTES_PER_YEAR = 525_600;

export const blockoutReason = z.enum([
  'break',
  'meeting',
  'training',
  'absence',
  'maintenance',
  'emergencies',
  'new_patients',
  'other',
]);

export const blockoutKind = z
  .enum(['busy', 'reserved'])
  .describe('`busy`: not to be had at all. `reserved`: only for some types of visit.');

const releaseMinutes = z
  .int()
  .min(0)
  .max(MINUTES_PER_YEAR)
  .describe('So long before it begins it is open to every type.');

export const reservedBody = z
  .strictObject({
    for: z
      .array(rowId)
      .min(1)
      .max(MAX_TYPES)
      .refine((ids) => new Set(ids).size === ids.length, 'must differ from each other')
      .transform((ids) => ids as AppointmentTypeId[])
      .describe('Types of visit that it is kept for.'),
    releaseMinutes,
  })
  .nullable()
  .default(null)
  .describe('Null: it is not to be had at all.');

export const reservedItem = z
  .object({ for: z.array(z.uuid()), releaseMinutes })
  .nullable()
  .describe('What it is kept for. Null when it is `busy`.');

export const toKind = (reserved: Reserved | null): 'busy' | 'reserved' => (reserved ? 'reserved' : 'busy');

export const toReservedItem = (reserved: Reserved | null) =>
  reserved && { for: reserved.for, releaseMinutes: reserved.releaseMinutes };
