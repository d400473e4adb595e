import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { RowPlace } from '../common/http/cursor.codec.js';
import { pageParameters, pageSchema } from '../common/http/page.types.js';
import { toWallTimes, toWallTimesOrNull, wallTimes, wallTimesOrNull } from '../common/http/wall-time.types.js';
import type { AccountId, BreakGlassId } from '../common/ids/ids.js';

/** Somebody has gone beyond their role, for a while. */
export interface BreakGlassAccess {
  id: BreakGlassId;
  account: { id: AccountId; name: string; email: string };
  openedAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
  /** When it was ended before its time. */
  endedAt: Temporal.Instant | null;
  reason: string | null;
}

export const BreakGlassListQuery = z.strictObject(pageParameters(RowPlace));
export type BreakGlassListQuery = z.output<typeof BreakGlassListQuery>;

export const BreakGlassItem = z.object({
  id: z.uuid().describe('Stands as `breakGlassId` in the detail of each audit entry of that time.'),
  account: z.object({ id: z.uuid(), name: z.string(), email: z.string() }),
  reason: z.string().nullable().describe('As they have given it, but for numbers, addresses and dates of birth.'),
  ...wallTimes('openedAt', 'expiresAt'),
  ...wallTimesOrNull('endedAt'),
  timeZone: z.string().describe("The clinic's zone, IANA."),
});
export type BreakGlassItem = z.infer<typeof BreakGlassItem>;

export const BreakGlassPage = pageSchema(BreakGlassItem);

export const toBreakGlassItem = (access: BreakGlassAccess, timeZone: string): BreakGlassItem => ({
  id: access.id,
  account: access.account,
  reason: access.reason,
  ...toWallTimes(timeZone, { openedAt: access.openedAt, expiresAt: access.expiresAt }),
  ...toWallTimesOrNull(timeZone, { endedAt: access.endedAt }),
  timeZone,
});
