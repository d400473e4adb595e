import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { pageParameters, pageSchema } from '../common/http/page.types.js';
import { wallTimes } from '../common/http/wall-time.types.js';
import type { CallId, PatientId } from '../common/ids/ids.js';
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

/** Ids of keys and accounts are UUIDs; parts of the product and operators have names. */
export const auditToken = z.string().regex(/^[\x21-\x7e]{1,100}$/);

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

/** Where a page of patients ended: by the first entry, and then by the patient, since one entry names many. */
export const SeenPlace = AuditPlace.extend({ patientId: z.uuid() });

export const SeenQuery = z.strictObject({
  actorKind: z.enum(ACTOR_KINDS).describe('What sort of somebody is asked about.'),
  actorId: auditToken.describe('A key, an account, or the name of a part of the product or of an operator.'),
  from: instant.optional().describe('Included. Since ever when absent.'),
  to: instant.optional().describe('Not included. Until now when absent.'),
  address: auditToken
    .optional()
    .describe('Only what was done from this network address, as entries have it: that of whoever has stolen a key.'),
  ...pageParameters(SeenPlace),
});
export type SeenQuery = z.output<typeof SeenQuery>;

/** Entries that are alike, told as one. */
interface Gathered {
  /** The number of the first. */
  seq: number;
  firstAt: Temporal.Instant;
  lastAt: Temporal.Instant;
  entries: number;
}

export interface SeenPatient extends Gathered {
  patientId: PatientId;
  actions: string[];
}

const gathered = {
  ...wallTimes('firstAt', 'lastAt'),
  timeZone: z.string().describe("The clinic's zone, IANA."),
  entries: z.int().min(1).describe('How many entries of the audit trail tell of it.'),
};

export const SeenPatientItem = z.object({
  patientId: z.uuid(),
  ...gathered,
  actions: z.array(z.string()).describe('What was done, such as `patient.read`.'),
});
export type SeenPatientItem = z.infer<typeof SeenPatientItem>;

export const SeenPatientPage = pageSchema(SeenPatientItem);

/** The ways by which something about a patient leaves what the clinic has here. */
export const DISCLOSURE_KINDS = ['archive', 'api', 'webhook', 'calendar_feed', 'audit_export'] as const;

export interface Disclosure extends Gathered {
  kind: (typeof DISCLOSURE_KINDS)[number];
  recipient: { kind: string; id: string; name: string | null };
  action: string;
}

export const DisclosureItem = z.object({
  kind: z
    .enum(DISCLOSURE_KINDS)
    .describe(
      '`archive`: all that is held on them was exported. `api`: another system asked with a key. `webhook`: a server of the ' +
        "clinic's choice was told of an event. `calendar_feed`: a calendar with a visit of theirs was fetched. `audit_export`: entries " +
        'that name them were exported.',
    ),
  recipient: z
    .object({
      kind: z.string().meta({ example: 'api_key' }),
      id: z.string(),
      name: z
        .string()
        .nullable()
        .describe("The key's name, the server's, the provider's whose calendar it is, or the person's."),
    })
    .describe('Who got it, as far as it is known here: for a file, who fetched it.'),
  action: z.string().meta({ example: 'patient.read' }),
  ...gathered,
});
export type DisclosureItem = z.infer<typeof DisclosureItem>;

export const DisclosurePage = pageSchema(DisclosureItem);
