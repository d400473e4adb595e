import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { RowPlace } from '../common/http/cursor.codec.js';
import { callSid } from '../common/validation/carrier-sid.types.js';
import { longText, phoneNumber, shortText } from '../common/validation/field.types.js';
import { instant } from '../common/validation/instant.types.js';
import { pageParameters, pageSchema } from '../common/http/page.types.js';
import { wallTimes, wallTimesOrNull } from '../common/http/wall-time.types.js';
import { rowId } from '../common/validation/row-id.types.js';
import { CALLER_TASK_KINDS, SCHEDULE_TASK_KINDS } from './desk.types.js';

const MAX_NOTE_CHARACTERS = 2000;

const kind = z
  .enum([...CALLER_TASK_KINDS, ...SCHEDULE_TASK_KINDS])
  .describe(
    'What a caller wants: to be called, an answer, a prescription, laboratory work, records, insurance details looked at, help in an ' +
      'emergency. Otherwise: a visit and an appointment of its provider elsewhere lie at one time; a calendar elsewhere ' +
      'can not be read.',
  );

const status = z.enum(['open', 'done']);

export const DeskTaskQuery = z.strictObject({
  status: status.optional().describe('Both when absent.'),
  kind: kind.optional(),
  callSid: callSid.optional().describe('What this call left to do.'),
  createdAfter: instant.optional().describe('Included.'),
  createdBefore: instant.optional().describe('Not included.'),
  ...pageParameters(RowPlace),
});
export type DeskTaskQuery = z.infer<typeof DeskTaskQuery>;

export const DeskTaskParam = rowId;

const note = longText(MAX_NOTE_CHARACTERS).describe('Numbers of cards are taken out before it is stored.');

export const NewDeskTaskBody = z
  .strictObject({
    kind: z.enum(CALLER_TASK_KINDS).describe('What somebody wants.'),
    note: note.meta({ example: 'Wants to know whether the crown is covered.' }),
    callSid: callSid.optional().describe('The call that it comes from.'),
    callerNumber: phoneNumber.optional().describe('Whom it is about. Needed for a callback.'),
    callerName: shortText(100).optional(),
  })
  .refine(({ kind, callerNumber }) => kind !== 'callback' || callerNumber !== undefined, {
    path: ['callerNumber'],
    error: 'needed for a callback',
  });
export type NewDeskTaskBody = z.infer<typeof NewDeskTaskBody>;

export const DeskTaskChangeBody = z
  .strictObject({ status: status.optional(), note: note.nullable().optional() })
  .refine((change) => Object.keys(change).length > 0, 'nothing to change');
export type DeskTaskChangeBody = z.infer<typeof DeskTaskChangeBody>;

export const DeskTaskItem = z.object({
  id: z.uuid(),
  kind,
  origin: z
    .enum(['voicemail', 'message', 'text', 'calendar', 'staff'])
    .describe(
      'A recorded message, one that the receptionist took, a text, a calendar elsewhere, or somebody of the staff.',
    ),
  status,
  callSid: z.string().nullable().describe('The call that it comes from.'),
  callerNumber: z.string().nullable().describe('Null for a task that is about no caller.'),
  callerName: z.string().nullable(),
  note: z.string().nullable(),
  recordingSid: z.string().nullable(),
  ...wallTimes('createdAt'),
  ...wallTimesOrNull('doneAt'),
  timeZone: z.string().describe("The clinic's zone, IANA."),
});
export type DeskTaskItem = z.infer<typeof DeskTaskItem>;

export const DeskTaskPage = pageSchema(DeskTaskItem);

export interface StoredDeskTask extends Pick<
  DeskTaskItem,
  'id' | 'kind' | 'origin' | 'status' | 'callSid' | 'callerNumber' | 'callerName' | 'note' | 'recordingSid'
> {
  createdAt: Temporal.Instant;
  doneAt: Temporal.Instant | null;
}
