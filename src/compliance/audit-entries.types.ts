import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { pageParameters, pageSchema } from '../common/http/page.types.js';
import { wallTimes } from '../common/http/wall-time.types.js';
import type { CallSid } from '../common/ids/ids.js';
import { instant } from '../common/validation/instant.types.js';
import { rowId } from '../common/validation/row-id.types.js';
import { Anchor } from './audit-anchors/audit-anchor.types.js';
import type { ChainedContent } from './audit-chain.js';
import { AUDIT_FAULTS } from './audit-faults.types.js';
import { ACTOR_KINDS, AuditPlace, auditToken, MAX_SEQ } from './audit-trail.types.js';

const token = (what: string) => auditToken.optional().describe(what);

const bounds = {
  from: instant.optional().describe('Included. Since ever when absent.'),
  to: instant.optional().describe('Not included. Until now when absent.'),
};

export const AuditEntryQuery = z.strictObject({
  action: token('What was done, such as `appointment.booked`.'),
  actorKind: z.enum(ACTOR_KINDS).optional().describe('What sort of somebody did it.'),
  actorId: token('Who did it: a key, an account, or a part of the product.'),
  subjectKind: token('What sort of record it was done to, such as `appointment`.'),
  subjectId: token('The record.'),
  patientId: rowId.optional().describe('Whose data was read or changed.'),
  callSid: token('The call in which it was done.'),
  ...bounds,
  ...pageParameters(AuditPlace),
});
export type AuditEntryQuery = z.output<typeof AuditEntryQuery>;

export type AuditEntryFilter = Omit<AuditEntryQuery, 'cursor' | 'limit'>;

/** By its id, or by its number in the clinic's chain. */
export const AuditEntryParam = z.union([
  z.uuid(),
  z
    .string()
    .regex(/^[1-9]\d{0,9}$/)
    .transform(Number)
    .pipe(z.int().max(MAX_SEQ)),
]);
export type AuditEntryParam = z.output<typeof AuditEntryParam>;

/** An entry with what is shown beside it. */
export interface StoredAuditEntry {
  content: ChainedContent;
  at: Temporal.Instant;
  hash: string;
  callSid: CallSid | null;
}

const seq = z.int().min(1).describe("Its number in the clinic's chain: from 1, without gaps.");
const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' })
  .describe('SHA-256 over the hash of the entry before and all of this one.');
const address = z
  .string()
  .nullable()
  .describe('The network address of whoever did it; null for the product and for a call.');
const requestId = z
  .string()
  .nullable()
  .describe('The request in which it was done, as its answer and the log name it.');
const detail = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
  .describe('Ids, enums, counts and times: never what a person said or is called.');

export const AuditEntryItem = z.object({
  seq,
  id: z.uuid(),
  ...wallTimes('at'),
  timeZone: z.string().describe("The clinic's zone, IANA."),
  actor: z.object({
    kind: z.enum(ACTOR_KINDS),
    id: z.string().describe('Of a key, of an account, or the name of a part of the product.'),
  }),
  action: z.string().meta({ example: 'appointment.booked' }),
  subject: z.object({ kind: z.string(), id: z.string() }).describe('The record.'),
  patientIds: z.array(z.uuid()).describe('Whose data was read or changed.'),
  callSid: z.string().nullable().describe('The call in which it was done.'),
  reason: z.string().nullable().describe('Where somebody had to say why.'),
  address,
  requestId,
  detail,
  hash,
});
export type AuditEntryItem = z.infer<typeof AuditEntryItem>;

export const AuditEntryPage = pageSchema(AuditEntryItem);

const end = { seq: z.int().min(0).max(MAX_SEQ), hash };

export const VerificationBody = z
  .strictObject({
    after: z
      .strictObject(end)
      .optional()
      .describe('`end` of an earlier answer: that entry must still be what it was, and those behind it are verified.'),
  })
  .prefault({});
export type VerificationBody = z.output<typeof VerificationBody>;

export const Verification = z.object({
  ok: z.boolean(),
  checked: z.int().min(0).describe('Entries that were read for this answer.'),
  firstBad: z
    .object({
      clinicId: z.uuid(),
      seq: z.int().min(0),
      id: z.uuid().nullable().describe('Null where there is no entry.'),
      fault: z
        .enum(AUDIT_FAULTS)
        .describe(
          '`altered`: it says something else than it did. `missing`: there was one with this number. `forged`: nobody with our key ' +
            'has written it. `after_the_end`, `cut_off`: the chain is longer or shorter than it was. `head_forged`: where it ends ' +
            'was not written by us. `unprovable`: it names a key that is not there, and no rotation of keys has vouched for it. ' +
            '`mark_forged`: what says how far it was verified was not written by us.',
        ),
    })
    .nullable()
    .describe('The first entry that does not fit.'),
  end: z.object(end).describe('The last entry that was verified; 0 for none.'),
  complete: z.boolean().describe('False when more entries follow: ask again with `end` as `after`.'),
});
export type Verification = z.infer<typeof Verification>;

export const AuditExportQuery = z.strictObject(bounds);
export type AuditExportQuery = z.output<typeof AuditExportQuery>;

const proof = {
  mac: z.string().describe('HMAC under a key that is not in the database.'),
  keyId: z.string(),
};

const signed = {
  at: Anchor.shape.at.nullable(),
  signature: Anchor.shape.signature.nullable().meta({
    description: `${Anchor.shape.signature.description ?? ''} The keys: \`GET /api/v1/audit-entries/signing-keys\`. Null where we did not write that end.`,
  }),
};

/** One line of an export. The first is a `range`, the last is the `head`, and between them are entries in order. */
export const AuditExportLine = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('range'),
    clinicId: z.uuid(),
    first: z.int().nullable().describe('`seq` of the first entry; null without any.'),
    last: z.int().nullable(),
    before: z.string().nullable().describe('The hash of the entry before the first; 64 zeros where there is none.'),
  }),
  z.object({
    kind: z.literal('entry'),
    seq,
    id: z.uuid(),
    at: z.iso.datetime(),
    actorKind: z.enum(ACTOR_KINDS),
    actorId: z.string(),
    action: z.string(),
    subjectKind: z.string(),
    subjectId: z.string(),
    patientIds: z.array(z.uuid()),
    callId: z.uuid().nullable(),
    reason: z.string().nullable(),
    address,
    requestId,
    detail,
    hash,
    ...proof,
  }),
  z
    .object({ kind: z.literal('head'), clinicId: z.uuid(), seq: z.int(), hash, ...proof, ...signed })
    .describe('Where the whole chain ended when the export began, as `npm run audit:verify -- --heads` takes it.'),
]);
export type AuditExportLine = z.infer<typeof AuditExportLine>;
