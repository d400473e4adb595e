import { z } from 'zod';

const instant = z.iso.datetime();

export const CallSidParam = z.string().regex(/^[\x21-\x7e]{1,64}$/);

/** One call as the REST API shows it. */
export const CallDetail = z.object({
  callSid: z.string(),
  direction: z.enum(['inbound', 'outbound']),
  status: z.enum(['ringing', 'in_progress', 'completed']),
  outcome: z
    .enum([
      'booked',
      'message_taken',
      'transferred',
      'answered',
      'no_input',
      'time_limit',
      'caller_hung_up',
      'overflow',
      'refused',
      'failed',
      'no_answer',
      'busy',
      'message_left',
    ])
    .nullable(),
  startedAt: instant,
  endedAt: instant.nullable(),
  handover: z
    .object({
      reason: z.enum(['caller_asked', 'keypad', 'emergency', 'failed_turns', 'agent', 'no_agent']),
      status: z.enum(['planned', 'ringing', 'accepted', 'unanswered', 'returned']),
    })
    .nullable()
    .describe('How the caller was handed over to a person; null when they were not.'),
  recordings: z.array(
    z.object({
      recordingSid: z.string(),
      kind: z.enum(['call', 'voicemail']),
      status: z.enum(['in_progress', 'completed', 'absent']),
      durationSeconds: z.int().nullable(),
    }),
  ),
  turns: z.array(
    z.object({
      seq: z.int(),
      role: z.enum(['caller', 'agent']),
      text: z.string().describe('What was said.'),
      heard: z.string().describe("The part of it that reached the caller's ear; always a prefix of `text`."),
      interrupted: z.boolean(),
      startedAt: instant,
      latencyMs: z.int().nullable().describe("From the caller's last voice to the first audio of this one."),
    }),
  ),
  tools: z.array(
    z.object({
      name: z.string(),
      status: z.enum(['running', 'succeeded', 'rejected', 'failed', 'timed_out', 'cancelled']),
      startedAt: instant,
      durationMs: z.int().nullable(),
    }),
  ),
});
export type CallDetail = z.infer<typeof CallDetail>;
