import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { RowPlace } from '../common/http/cursor.codec.js';
import { pageParameters, pageSchema } from '../common/http/page.types.js';
import { toWallTimes, wallTimes } from '../common/http/wall-time.types.js';
import type { ClinicId } from '../common/ids/ids.js';
import { phoneNumber, shortText } from '../common/validation/field.types.js';

export type BlockedNumberId = string & { readonly __brand: 'BlockedNumberId' };

export interface BlockedNumber {
  clinicId: ClinicId;
  id: BlockedNumberId;
  /** E.164; null once the person is erased. They are not heard from all the same. */
  number: string | null;
  reason: string | null;
  createdAt: Temporal.Instant;
}

export const NewBlockedNumberBody = z.strictObject({
  number: phoneNumber.describe('E.164.'),
  reason: shortText(200).describe('For the desk; told to nobody else.').meta({ example: 'Sells toner every day.' }),
});
export type NewBlockedNumberBody = z.infer<typeof NewBlockedNumberBody>;

export const BlockedNumberQuery = z.strictObject(pageParameters(RowPlace));
export type BlockedNumberQuery = z.infer<typeof BlockedNumberQuery>;

export const BlockedNumberItem = z.object({
  id: z.uuid(),
  number: z.string().nullable().describe('E.164. Null once the person is erased; they stay blocked.'),
  reason: z.string().nullable(),
  ...wallTimes('createdAt'),
  timeZone: z.string().describe("The clinic's zone, IANA."),
});
export type BlockedNumberItem = z.infer<typeof BlockedNumberItem>;

export const BlockedNumberPage = pageSchema(BlockedNumberItem);

export const toBlockedNumberItem = (blocked: BlockedNumber, timeZone: string): BlockedNumberItem => ({
  id: blocked.id,
  number: blocked.number,
  reason: blocked.reason,
  ...toWallTimes(timeZone, { createdAt: blocked.createdAt }),
  timeZone,
});
