import { z } from 'zod';
import { pageParameters, pageSchema } from '../../common/http/page.types.js';
import { day } from '../../common/validation/field.types.js';
import { rowId } from '../../common/validation/row-id.types.js';
import type { ListedWeeklyBlockout } from '../blockouts.types.js';
import { timeZoneField } from '../slot-item.types.js';
import { blockoutKind, blockoutReason, reservedBody, reservedItem, toKind, toReservedItem } from './reserved.types.js';
import { dayMinutes, weekday } from './setup-fields.types.js';

export const WeeklyBlockoutIdParam = rowId;

/** Where a page ended. */
const WeeklyBlockoutPlace = z.object({ weekday, startMinute: dayMinutes.startMinute, id: z.uuid() });

export const WeeklyBlockoutQuery = z.strictObject({
  from: day.optional().describe('Those that still hold on this day, or will later. Today when absent.'),
  resourceId: rowId.optional().describe('Of this provider or operatory only.'),
  kind: blockoutKind.optional(),
  ...pageParameters(WeeklyBlockoutPlace),
});
export type WeeklyBlockoutQuery = z.infer<typeof WeeklyBlockoutQuery>;

const validUntil = day.nullable().describe('The last day. Null: until further notice.');

export const NewWeeklyBlockoutBody = z.strictObject({
  resourceId: rowId.describe('A provider or an operatory.'),
  weekday,
  ...dayMinutes,
  validFrom: day.describe('The first day.').meta({ example: '2026-12-01' }),
  validUntil: validUntil.default(null),
  reason: blockoutReason,
  reserved: reservedBody,
});
export type NewWeeklyBlockoutBody = z.infer<typeof NewWeeklyBlockoutBody>;

export const WeeklyBlockoutChange = z.strictObject({ validUntil });
export type WeeklyBlockoutChange = z.infer<typeof WeeklyBlockoutChange>;

export const WeeklyBlockoutItem = z.object({
  id: z.uuid(),
  resourceId: z.uuid().describe('A provider or an operatory.'),
  kind: blockoutKind,
  reason: blockoutReason,
  reserved: reservedItem,
  weekday,
  ...dayMinutes,
  validFrom: z.iso.date(),
  validUntil: z.iso.date().nullable().describe('The last day. Null: until further notice.'),
  timeZone: timeZoneField,
});
export type WeeklyBlockoutItem = z.infer<typeof WeeklyBlockoutItem>;

export const WeeklyBlockoutPage = pageSchema(WeeklyBlockoutItem);

export const toWeeklyBlockoutItem = (weekly: ListedWeeklyBlockout, timeZone: string): WeeklyBlockoutItem => ({
  id: weekly.id,
  resourceId: weekly.resourceId,
  kind: toKind(weekly.reserved),
  reason: weekly.reason,
  reserved: toReservedItem(weekly.reserved),
  weekday: weekly.weekday,
  startMinute: weekly.startMinute,
  endMinute: weekly.endMinute,
  validFrom: weekly.validFrom.toString(),
  validUntil: weekly.validUntil?.toString() ?? null,
  timeZone,
});
