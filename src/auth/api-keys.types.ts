import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { KEY_ROLES, KEY_SCOPES, type KeyRole, type Scope } from '../common/http/access.policy.js';
import { RowPlace } from '../common/http/cursor.codec.js';
import { pageParameters, pageSchema } from '../common/http/page.types.js';
import { toWallTimes, toWallTimesOrNull, wallTimes, wallTimesOrNull } from '../common/http/wall-time.types.js';
import type { ApiKeyId, ClinicId } from '../common/ids/ids.js';
import { shortText, whenRead } from '../common/validation/field.types.js';
import { instant } from '../common/validation/instant.types.js';
import { rowId } from '../common/validation/row-id.types.js';

const MAX_NAME = 100;

export interface StoredApiKey {
  clinicId: ClinicId;
  id: ApiKeyId;
  name: string;
  /** Its first characters, for people to tell keys apart. */
  prefix: string;
  /** Null where scopes were picked one by one. */
  role: KeyRole | null;
  /** What it may do now: those of the role, or those that were picked. */
  scopes: readonly Scope[];
  createdAt: Temporal.Instant;
  /** Null for a key that is good until it is revoked. */
  expiresAt: Temporal.Instant | null;
  /** To the minute. */
  lastUsedAt: Temporal.Instant | null;
}

export const ApiKeyListQuery = z.strictObject(pageParameters(RowPlace));
export type ApiKeyListQuery = z.output<typeof ApiKeyListQuery>;

const name = shortText(MAX_NAME).describe('For people: what it is used for.').meta({ example: 'Practice software' });

export const NewApiKeyBody = z
  .strictObject({
    name,
    role: z.enum(KEY_ROLES).optional().describe('What it may do; this or `scopes`.'),
    scopes: z.array(z.enum(KEY_SCOPES)).min(1).max(KEY_SCOPES.length).optional(),
    expiresAt: instant
      .nullable()
      .optional()
      .describe(
        'In a year when absent, and never later than the key that makes it. Null: good until it is revoked. Null and more than a year are for owners.',
      ),
  })
  .refine(({ role, scopes }) => (role === undefined) !== (scopes === undefined), {
    path: ['scopes'],
    error: 'give either a role or scopes',
    ...whenRead,
  });
export type NewApiKeyBody = z.output<typeof NewApiKeyBody>;

export const ApiKeyChangeBody = z
  .strictObject({
    name: name.optional(),
    expiresAt: instant
      .nullable()
      .optional()
      .describe(
        'Null: good until it is revoked. Null and more than a year from now are for owners. No key gives more time than it has.',
      ),
  })
  .refine((change) => Object.keys(change).length > 0, { error: 'give something to change', ...whenRead });
export type ApiKeyChangeBody = z.output<typeof ApiKeyChangeBody>;

export const ApiKeyItem = z.object({
  id: z.uuid(),
  name: z.string(),
  prefix: z.string(),
  role: z.enum(KEY_ROLES).nullable(),
  scopes: z.array(z.enum(KEY_SCOPES)),
  ...wallTimes('createdAt'),
  ...wallTimesOrNull('expiresAt'),
  expiresSoon: z.boolean().describe('Within 30 days, or it has expired already.'),
  ...wallTimesOrNull('lastUsedAt'),
  timeZone: z.string().describe("The clinic's zone, IANA."),
});
export type ApiKeyItem = z.infer<typeof ApiKeyItem>;

export const ApiKeyPage = pageSchema(ApiKeyItem);

export const CreatedApiKey = ApiKeyItem.extend({ key: z.string().describe('Shown this once.') });
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;

export const IdParam = rowId;

const SOON = { hours: 30 * 24 };

export const expiresSoon = ({ expiresAt }: Pick<StoredApiKey, 'expiresAt'>, now: Temporal.Instant): boolean =>
  expiresAt !== null && expiresAt.epochMilliseconds <= now.add(SOON).epochMilliseconds;

export const toApiKeyItem = (key: StoredApiKey, timeZone: string, now: Temporal.Instant): ApiKeyItem => ({
  id: key.id,
  name: key.name,
  prefix: key.prefix,
  role: key.role,
  scopes: KEY_SCOPES.filter((scope) => key.scopes.includes(scope)),
  ...toWallTimes(timeZone, { createdAt: key.createdAt }),
  ...toWallTimesOrNull(timeZone, { expiresAt: key.expiresAt, lastUsedAt: key.lastUsedAt }),
  expiresSoon: expiresSoon(key, now),
  timeZone,
});
