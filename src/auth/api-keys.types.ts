import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { KEY_ROLES, KEY_SCOPES, type KeyRole, type Scope } from '../common/http/access.policy.js';
import type { ApiKeyId, ClinicId } from '../common/ids/ids.js';

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

const printable = /^\P{Cc}+$/u;

export const NewApiKeyBody = z
  .object({
    name: z.string().trim().min(1).max(100).regex(printable).describe('For people: what it is used for.'),
    role: z.enum(KEY_ROLES).optional().describe('What it may do; this or `scopes`.'),
    scopes: z.array(z.enum(KEY_SCOPES)).min(1).optional(),
    expiresAt: z.iso
      .datetime({ offset: true })
      .transform((text) => Temporal.Instant.from(text))
      .optional()
      .describe('Good until it is revoked when absent.'),
  })
  .refine(({ role, scopes }) => (role === undefined) !== (scopes === undefined), {
    path: ['scopes'],
    error: 'give either a role or scopes',
  });
export type NewApiKeyBody = z.infer<typeof NewApiKeyBody>;

export const ApiKeyItem = z.object({
  id: z.uuid(),
  name: z.string(),
  prefix: z.string(),
  role: z.enum(KEY_ROLES).nullable(),
  scopes: z.array(z.enum(KEY_SCOPES)),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable().describe('To the minute.'),
});
export type ApiKeyItem = z.infer<typeof ApiKeyItem>;

export const ApiKeyList = z.object({ items: z.array(ApiKeyItem) });
export type ApiKeyList = z.infer<typeof ApiKeyList>;

export const CreatedApiKey = ApiKeyItem.extend({ key: z.string().describe('Shown this once.') });
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;

export const IdParam = z.uuid();

export const toApiKeyItem = (key: StoredApiKey): ApiKeyItem => ({
  id: key.id,
  name: key.name,
  prefix: key.prefix,
  role: key.role,
  scopes: KEY_SCOPES.filter((scope) => key.scopes.includes(scope)),
  createdAt: key.createdAt.toString(),
  expiresAt: key.expiresAt?.toString() ?? null,
  lastUsedAt: key.lastUsedAt?.toString() ?? null,
});
