import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { RowPlace } from '../common/http/cursor.codec.js';
import { pageParameters, pageSchema } from '../common/http/page.types.js';
import { wallTimes } from '../common/http/wall-time.types.js';
import type { AppointmentTypeId, HoldId, OperatoryId, ProviderId } from '../common/ids/ids.js';
import { instant } from '../common/validation/instant.types.js';
import type { Hold, Slot } from './scheduling.types.js';
import { idOf, slotFields } from './slot-item.types.js';

const HOLDERS = ['call', 'offer', 'api_key', 'staff'] as const;

/** A hold with whose it is and what a list shows beside it. */
export interface ListedHold extends Hold {
  slot: Slot;
  holder: { kind: (typeof HOLDERS)[number]; id: string };
  createdAt: Temporal.Instant;
}

export const HoldQuery = z.strictObject({ ...pageParameters(RowPlace) });
export type HoldQuery = z.infer<typeof HoldQuery>;

export const HoldIdParam = idOf<HoldId>();

export const NewHoldBody = z.strictObject({
  typeId: idOf<AppointmentTypeId>().describe('What the visit would be for: an appointment type.'),
  providerId: idOf<ProviderId>().describe('Who would lead it.'),
  startsAt: instant.describe('As `GET /api/v1/availability` names it.').meta({ example: '2026-11-24T15:30:00Z' }),
  operatoryId: idOf<OperatoryId>().optional().describe('This operatory and no other. Any of its kind when absent.'),
  forMinutes: z.int().min(1).max(30).default(5).describe('How long it is held.'),
});
export type NewHoldBody = z.infer<typeof NewHoldBody>;

export const HoldItem = z.object({
  id: z.uuid(),
  ...slotFields,
  heldBy: z
    .object({ kind: z.enum(HOLDERS), id: z.uuid() })
    .describe('A call, an offer from the waiting list, an API key, or somebody of the staff by their account.'),
  ...wallTimes('createdAt', 'expiresAt'),
});
export type HoldItem = z.infer<typeof HoldItem>;

export const HoldPage = pageSchema(HoldItem);
