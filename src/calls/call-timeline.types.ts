import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { wallTimes } from '../common/http/wall-time.types.js';
import type { CallOutcome, Emergency, Handover, RecordingReport, ToolRecord, TurnRecord } from './calls.types.js';
import { CALL_OUTCOMES, HANDOVER_REASONS, HANDOVER_STATUSES, KINDS_OF_DANGER, TOOL_STATUSES } from './calls.types.js';

const at = wallTimes('at');
const durationMs = z.int().nullable();

/** One thing that happened in a call. */
export const TimelineEntry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('started'), ...at }).describe('The phone rang, or was dialled.'),
  z.object({ type: z.literal('answered'), ...at }).describe('The receptionist, or somebody who was called, picked up.'),
  z.object({
    type: z.literal('turn'),
    ...at,
    seq: z.int(),
    role: z.enum(['caller', 'agent']),
    text: z.string().describe('What was said.'),
    heard: z.string().describe("The part of it that reached the caller's ear; always a prefix of `text`."),
    interrupted: z.boolean(),
    latencyMs: durationMs,
  }),
  z
    .object({ type: z.literal('interruption'), ...at, seq: z.int().describe('The turn that was cut.') })
    .describe('The receptionist was cut short.'),
  z.object({ type: z.literal('tool'), ...at, name: z.string(), status: z.enum(TOOL_STATUSES), durationMs }),
  z.object({
    type: z.literal('recording'),
    ...at,
    recordingSid: z.string(),
    kind: z.enum(['call', 'voicemail']),
    status: z.enum(['in_progress', 'completed', 'absent']),
    durationSeconds: z.int().nullable(),
  }),
  z
    .object({ type: z.literal('advice_heard'), ...at, danger: z.enum(KINDS_OF_DANGER) })
    .describe('The caller, who had spoken of danger, had been told what to do, to the last word.'),
  z
    .object({
      type: z.literal('handover'),
      ...at,
      reason: z.enum(HANDOVER_REASONS),
      status: z.enum(HANDOVER_STATUSES).describe('How it stands now.'),
    })
    .describe('It was decided that a person takes over.'),
  z.object({ type: z.literal('text'), ...at, messageId: z.uuid(), kind: z.string(), status: z.string() }),
  z
    .object({ type: z.literal('task'), ...at, taskId: z.uuid(), kind: z.string() })
    .describe('Something was left to the desk.'),
  z.object({ type: z.literal('ended'), ...at, outcome: z.enum(CALL_OUTCOMES) }),
]);
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const CallTimeline = z.object({
  callSid: z.string(),
  timeZone: z.string().describe("The clinic's zone, IANA."),
  entries: z.array(TimelineEntry).describe('In the order in which they happened.'),
});
export type CallTimeline = z.infer<typeof CallTimeline>;

/** What is stored of a call's course. */
export interface CallCourse {
  startedAt: Temporal.Instant;
  answeredAt: Temporal.Instant | null;
  endedAt: Temporal.Instant | null;
  outcome: CallOutcome | null;
  /** `at` is null for one from before it was written down. */
  handover: (Pick<Handover, 'reason' | 'status'> & { at: Temporal.Instant | null }) | null;
  emergency: Emergency | null;
  turns: readonly TurnRecord[];
  tools: readonly Pick<ToolRecord, 'name' | 'status' | 'startedAt' | 'durationMs'>[];
  recordings: readonly (Omit<RecordingReport, 'errorCode'> & { createdAt: Temporal.Instant })[];
  texts: readonly { id: string; kind: string; status: string; createdAt: Temporal.Instant }[];
  tasks: readonly { id: string; kind: string; createdAt: Temporal.Instant }[];
}
