import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { callSid } from '../common/validation/call-sid.types.js';
import { instant } from '../common/validation/instant.types.js';
import { lineInput, phoneInput, wordsInput } from '../common/http/input.types.js';
import { pageParameters } from '../common/http/page.types.js';
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

/** Where a page of tasks ended. */
const DeskTaskPlace = z.object({ createdAtMs: z.int().min(0).max(8.64e15), id: z.uuid() });
export type DeskTaskPlace = z.infer<typeof DeskTaskPlace>;

export const DeskTaskQuery = z.strictObject({
  status: status.optional().describe('Both when absent.'),
  kind: kind.optional(),
  createdAfter: instant.optional().describe('Included.'),
  createdBefore: instant.optional().describe('Not included.'),
  ...pageParameters(DeskTaskPlace),
});
export type DeskTaskQuery = z.infer<typeof DeskTaskQuery>;

export const DeskTaskParam = rowId;

const note = wordsInput(MAX_NOTE_CHARACTERS).describe('Numbers of cards are taken out before it is stored.');

export const NewDeskTaskBody = z
  .strictObject({
    kind: z.enum(CALLER_TASK_KINDS).describe('What somebody wants.'),
    note: note.meta({ example: 'Wants to know whether the crown is covered.' }),
    callSid: callSid.optional().describe('The call that it comes from.'),
    callerNumber: phoneInput.optional().describe('Whom it is about. Needed for a callback.'),
    callerName: lineInput(100).optional(),
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

export const DeskTaskPage = z.object({
  items: z.array(DeskTaskItem),
  nextCursor: z.string().nullable().describe('Null on the last page.'),
});

export interface StoredDeskTask extends Pick<
  DeskTaskItem,
  'id' | 'kind' | 'origin' | 'status' | 'callSid' | 'callerNumber' | 'callerName' | 'note' | 'recordingSid'
> {
  createdAt: Temporal.Instant;
  doneAt: Temporal.Instant | null;
}
