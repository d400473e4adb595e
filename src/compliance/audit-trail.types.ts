import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { pageParameters, pageSchema } from '../common/http/page.types.js';
import { wallTimes } from '../common/http/wall-time.types.js';
import type { CallId } from '../common/ids/ids.js';
import { instant } from '../common/validation/instant.types.js';
import type { Actor } from './compliance.types.js';

export const ACTOR_KINDS = [
  'agent',
  'api_key',
  'staff',
  'system',
  'patient',
  'operator',
] as const satisfies readonly Actor['kind'][];

/** Somebody read or changed something of a patient's. */
export interface Access {
  seq: number;
  at: Temporal.Instant;
  actor: Actor;
  /** What they did, such as `appointment.read`. */
  action: string;
  /** The record. */
  subject: { kind: string; id: string };
  callId: CallId | null;
  reason: string | null;
  /** From where. */
  address: string | null;
}

/** Of a Postgres integer. */
export const MAX_SEQ = 2 ** 31 - 1;

/** Where a page of entries ended. */
export const AuditPlace = z.object({ seq: z.int().min(1).max(MAX_SEQ) });

export const AccessQuery = z.strictObject({
  from: instant.optional().describe('Included. Since ever when absent.'),
  to: instant.optional().describe('Not included. Until now when absent.'),
  ...pageParameters(AuditPlace),
});
export type AccessQuery = z.infer<typeof AccessQuery>;

export const AccessItem = z.object({
  ...wallTimes('at'),
  timeZone: z.string().describe("The clinic's zone, IANA."),
  actor: z.object({
    kind: z.enum(ACTOR_KINDS),
    id: z.string().describe('Of a key, of an account, or the name of a part of the product or of an operator.'),
  }),
  action: z.string().describe('What they did, such as `appointment.read`.'),
  subject: z.object({ kind: z.string(), id: z.string() }).describe('The record.'),
  callId: z.uuid().nullable(),
  reason: z.string().nullable().describe('Where somebody had to say why.'),
  address: z
    .string()
    .nullable()
    .describe('The network address of whoever did it; null for the product and for a call.'),
});
export type AccessItem = z.infer<typeof AccessItem>;

export const AccessPage = pageSchema(AccessItem);
