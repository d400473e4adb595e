import { z } from 'zod';
import { pageParameters, pageSchema } from '../../common/http/page.types.js';
import { toWallTimes, wallTimes } from '../../common/http/wall-time.types.js';
import type { BlockoutId } from '../../common/ids/ids.js';
import { day } from '../../common/validation/field.types.js';
import { instant } from '../../common/validation/instant.types.js';
import { rowId } from '../../common/validation/row-id.types.js';
import type { Blockout } from '../blockouts.types.js';
import { timeZoneField } from '../slot-item.types.js';
import { blockoutKind, blockoutReason, reservedBody, reservedItem, toKind, toReservedItem } from './reserved.types.js';

const EARLIEST_MS = Date.UTC(1900, 0, 1);
const LATEST_MS = Date.UTC(2200, 0, 1);

export const BlockoutIdParam = rowId.transform((id) => id as BlockoutId);

/** Where a page ended. */
const BlockoutPlace = z.object({ startsAtMs: z.int().min(EARLIEST_MS).max(LATEST_MS), id: z.uuid() });

export const BlockoutQuery = z.strictObject({
  from: day.optional().describe('The first day. Today when absent.'),
  to: day.optional().describe('The last day. No end when absent.'),
  resourceId: rowId.optional().describe('Of this provider or operatory only.'),
  kind: blockoutKind.optional(),
  ...pageParameters(BlockoutPlace),
});
export type BlockoutQuery = z.infer<typeof BlockoutQuery>;

export const NewBlockoutBody = z.strictObject({
  resourceId: rowId.describe('A provider or an operatory.'),
  startsAt: instant.meta({ example: '2026-11-24T13:00:00-06:00' }),
  endsAt: instant.meta({ example: '2026-11-24T14:30:00-06:00' }),
  reason: blockoutReason,
  reserved: reservedBody,
});
export type NewBlockoutBody = z.infer<typeof NewBlockoutBody>;

export const BlockoutItem = z.object({
  id: z.uuid(),
  resourceId: z.uuid().describe('A provider or an operatory.'),
  kind: blockoutKind,
  reason: z.enum([...blockoutReason.options, 'calendar']).describe('`calendar`: read from a calendar outside.'),
  reserved: reservedItem,
  ...wallTimes('startsAt', 'endsAt'),
  timeZone: timeZoneField,
});
export type BlockoutItem = z.infer<typeof BlockoutItem>;

export const BlockoutPage = pageSchema(BlockoutItem);

export const toBlockoutItem = (blockout: Blockout, timeZone: string): BlockoutItem => ({
  id: blockout.id,
  resourceId: blockout.resourceId,
  kind: toKind(blockout.reserved),
  reason: blockout.reason,
  reserved: toReservedItem(blockout.reserved),
  ...toWallTimes(timeZone, { startsAt: blockout.startsAt, endsAt: blockout.endsAt }),
  timeZone,
});
