import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { placeMs } from '../../common/http/cursor.codec.js';
import { pageParameters, pageSchema } from '../../common/http/page.types.js';
import { wallTimes } from '../../common/http/wall-time.types.js';
import { instant } from '../../common/validation/instant.types.js';
import { phoneNumber } from '../../common/validation/field.types.js';
import { rowId } from '../../common/validation/row-id.types.js';
import type { Consent, ConsentChannel, ConsentChoice, ConsentPurpose, ContactPurpose } from './consent.types.js';

const CONTACT_PURPOSES = ['text', 'call'] as const satisfies readonly ContactPurpose[];
export const PURPOSES = [
  ...CONTACT_PURPOSES,
  'recording',
  'ai_disclosure',
] as const satisfies readonly ConsentPurpose[];
const CHOICES = ['given', 'refused'] as const satisfies readonly ConsentChoice[];
const CHANNELS = ['call', 'text', 'staff', 'web'] as const satisfies readonly ConsentChannel[];

/** Before anything that could be entered here. */
const EARLIEST = Temporal.Instant.from('2000-01-01T00:00:00Z');

/** A consent with its place among those of one moment. */
export interface StoredConsent extends Consent {
  seq: bigint;
}

/** Where a page of consents ended. */
const ConsentPlace = z.object({ atMs: placeMs, seq: z.string().regex(/^\d{1,18}$/) });
export type ConsentPlace = z.infer<typeof ConsentPlace>;

const purpose = z
  .enum(PURPOSES)
  .describe('`text`, `call`: to being texted, or called by the clinic. `recording`, `ai_disclosure`: for one call.');
const choice = z
  .enum(CHOICES)
  .describe('A refusal takes back what was given before. An `ai_disclosure` is `given` with the telling.');

export const ConsentQuery = z.strictObject({
  purpose: purpose.optional(),
  choice: choice.optional(),
  callId: rowId.optional().describe('Of this call.'),
  ...pageParameters(ConsentPlace),
});
export type ConsentQuery = z.infer<typeof ConsentQuery>;

export const ConsentSearch = z.strictObject({ phone: phoneNumber, purpose: purpose.optional() });
export type ConsentSearch = z.infer<typeof ConsentSearch>;

const reference = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,39}$/, 'expected letters, digits and . _ / - only')
  .describe("The clinic's own mark for the form, by which it is found again. Never a name or a number of a person.")
  .meta({ example: 'F-2026-0117' });

export const NewConsentBody = z.strictObject({
  phone: phoneNumber.describe('Whose: consents to being contacted are those of a number.'),
  purpose: z.enum(CONTACT_PURPOSES),
  choice,
  evidence: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('word') }).describe('Said to whoever enters it.'),
      z.strictObject({ kind: z.literal('paper'), reference }).describe('Signed on a form of paper.'),
      z.strictObject({ kind: z.literal('web_form'), reference }).describe("Sent from the clinic's own page."),
    ])
    .describe('Where it was said.'),
  at: instant
    .refine((at) => Temporal.Instant.compare(at, EARLIEST) >= 0, 'expected a time since the year 2000')
    .optional()
    .describe('When it was said: the last word counts, whenever it is entered. Now when absent.'),
});
export type NewConsentBody = z.infer<typeof NewConsentBody>;

export const ConsentItem = z.object({
  id: z.uuid(),
  purpose,
  choice,
  number: z
    .string()
    .nullable()
    .describe('E.164. Null when it was withheld or erased, and to whoever may not read patients.'),
  callId: z.uuid().nullable().describe('The call in which it was said.'),
  wording: z
    .object({ id: z.string(), version: z.int(), language: z.enum(['en', 'es']) })
    .nullable()
    .describe('The words of ours that it is about. Null for what people say of their own accord, or on a form.'),
  channel: z.enum(CHANNELS).describe('In a call, by text, to the staff, or on a page.'),
  evidence: z
    .object({ kind: z.string(), id: z.string().nullable() })
    .describe(
      'Where it was said: a `turn`, `text`, `desk_task` or `call`; who heard it; or the form. Null once it was erased.',
    ),
  ...wallTimes('at'),
  timeZone: z.string().describe("The clinic's zone, IANA."),
});
export type ConsentItem = z.infer<typeof ConsentItem>;

export const ConsentPage = pageSchema(ConsentItem);

export const LastConsents = z.object({
  items: z.array(ConsentItem).describe('The last word on each purpose on which there is one.'),
});
export type LastConsents = z.infer<typeof LastConsents>;
