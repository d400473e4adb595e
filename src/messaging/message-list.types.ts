import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { RowPlace } from '../common/http/cursor.codec.js';
import { callSid } from '../common/validation/carrier-sid.types.js';
import { longText, phoneNumber } from '../common/validation/field.types.js';
import { instant } from '../common/validation/instant.types.js';
import { pageParameters, pageSchema } from '../common/http/page.types.js';
import { wallTimes } from '../common/http/wall-time.types.js';
import type { TextId } from '../common/ids/ids.js';
import { rowId } from '../common/validation/row-id.types.js';
import { segmentsOf } from './text-segments.policy.js';
import { OUTGOING_KINDS, OUTGOING_STATUSES } from './texts.types.js';

/** What a carrier takes as one text. */
const MAX_CHARACTERS = 1600;
/** Each part is paid for, and people don't read as many. */
const MAX_SEGMENTS = 4;

const direction = z.enum(['inbound', 'outbound']).describe('`inbound`: a person has sent it to the clinic.');
const kind = z
  .enum([...OUTGOING_KINDS, 'received'])
  .describe(
    '`confirmation`, `reminder` and `waitlist_offer` ask for an answer. `reply`: an answer of ours; `code`: proves who is on the ' +
      'phone; `details`: what a caller wanted in writing, or news of a visit; `staff`: written by somebody of the staff; ' +
      '`received`: from a person.',
  );
const status = z
  .enum([...OUTGOING_STATUSES, 'received'])
  .describe(
    '`queued` and `sending`: on its way to the carrier; `sent`: the carrier has it; `delivered`, `undelivered`: what the handset ' +
      'said; `failed`: the carrier refused it or gave up; `suppressed`: not sent, because the number does not want texts or ' +
      'can not get any; `received`: from a person.',
  );

export const MessageQuery = z.strictObject({
  direction: direction.optional(),
  kind: kind.optional(),
  status: status.optional(),
  callSid: callSid.optional().describe('Only those that a call had sent.'),
  appointmentId: rowId.optional().describe('Only those about a visit.'),
  createdAfter: instant.optional().describe('Included.'),
  createdBefore: instant.optional().describe('Not included.'),
  ...pageParameters(RowPlace),
});
export type MessageQuery = z.infer<typeof MessageQuery>;

export const MessageParam = rowId;

export const NewMessageBody = z
  .strictObject({
    to: phoneNumber.optional().describe('Whom to text; this or `patientId`.'),
    patientId: rowId.optional().describe('Texts the number that is on file for the patient.'),
    body: longText(MAX_CHARACTERS)
      .refine((text) => segmentsOf(text) <= MAX_SEGMENTS, `takes more than ${MAX_SEGMENTS} parts to send`)
      .describe(
        `At most ${MAX_SEGMENTS} parts: 612 plain characters, or 268 when one of them is an emoji, a typographic apostrophe or the ` +
          'like. Nothing medical: others read the screen of a phone. Numbers of cards are taken out.',
      )
      .meta({ example: 'Lakeside Dental: your night guard is ready. You can pick it up until 5 PM.' }),
  })
  .refine(({ to, patientId }) => (to === undefined) !== (patientId === undefined), {
    path: ['to'],
    error: 'give either a number or a patient',
  });
export type NewMessageBody = z.infer<typeof NewMessageBody>;

export const MessageItem = z.object({
  id: z.uuid(),
  direction,
  kind,
  status,
  ourNumber: z.string().describe("The clinic's number, E.164."),
  theirNumber: z.string().describe('As it was said or sent when it is not E.164.'),
  body: z.string().nullable().describe('Null for codes, which are for nobody but who gets them.'),
  segments: z.int().nullable().describe('The parts that it takes to send it; null for codes.'),
  callSid: z.string().nullable().describe('The call that had it sent.'),
  appointmentId: z.uuid().nullable().describe('The visit that it is about.'),
  errorCode: z.string().nullable().describe("The carrier's code for why it did not arrive."),
  ...wallTimes('createdAt', 'updatedAt'),
  timeZone: z.string().describe("The clinic's zone, IANA."),
});
export type MessageItem = z.infer<typeof MessageItem>;

export const MessagePage = pageSchema(MessageItem);

/** A text of either direction. */
export interface StoredText extends Pick<
  MessageItem,
  'direction' | 'kind' | 'status' | 'ourNumber' | 'theirNumber' | 'callSid' | 'appointmentId' | 'errorCode'
> {
  id: TextId;
  body: string;
  createdAt: Temporal.Instant;
  updatedAt: Temporal.Instant;
}
