import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { pageParameters } from '../common/http/page.types.js';
import { CALLER_TASK_KINDS } from './desk.types.js';

/** Where a page of tasks ended. */
const DeskTaskPlace = z.object({ createdAtMs: z.int().min(0).max(8.64e15), id: z.uuid() });
export type DeskTaskPlace = z.infer<typeof DeskTaskPlace>;

export const DeskTaskQuery = z.object({
  status: z.enum(['open', 'done']).optional().describe('Both when absent.'),
  ...pageParameters(DeskTaskPlace),
});
export type DeskTaskQuery = z.infer<typeof DeskTaskQuery>;

export const DeskTaskItem = z.object({
  id: z.uuid(),
  kind: z
    .enum([...CALLER_TASK_KINDS, 'collision', 'calendar_unreadable'])
    .describe(
      'What a caller wants: to be called, an answer, a prescription, laboratory work, records, insurance details looked at, help in an ' +
        'emergency. Otherwise: a visit and an appointment of its provider elsewhere lie at one time; a calendar elsewhere ' +
        'can not be read.',
    ),
  origin: z.enum(['voicemail', 'message', 'text', 'calendar']),
  status: z.enum(['open', 'done']),
  callSid: z.string().nullable().describe('The call that it comes from.'),
  callerNumber: z.string().nullable().describe('Null for a task that is about no caller.'),
  callerName: z.string().nullable(),
  note: z.string().nullable(),
  recordingSid: z.string().nullable(),
  createdAt: z.iso.datetime(),
});
export type DeskTaskItem = z.infer<typeof DeskTaskItem>;

export const DeskTaskPage = z.object({
  items: z.array(DeskTaskItem),
  nextCursor: z.string().nullable().describe('Null on the last page.'),
});

export interface ListedDeskTask extends Omit<DeskTaskItem, 'createdAt'> {
  createdAt: Temporal.Instant;
}
