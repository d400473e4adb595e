import { z } from 'zod';

const instant = z.iso.datetime();

export const CallSidParam = z.string().regex(/^[\x21-\x7e]{1,64}$/);

const ms = z.number().nonnegative().nullable();

const TurnStages = z
  .object({
    endOfTurnMs: ms.describe("The caller's turn was judged to be over."),
    firstTokenMs: ms.describe("The provider's own word for when it began to write the answer."),
    firstAudioMs: ms.describe("The provider's first audio arrived."),
    toCarrierMs: ms.describe('That audio was handed to the carrier; the same as `latencyMs`.'),
    heardMs: ms.describe('The caller began to hear it.'),
    toolMs: ms.describe('Run time of all tools of the answer.'),
    bargeInMs: ms.describe('For a caller who cut the agent: until the carrier was told to be silent.'),
    reconnectMs: ms.describe('How long the call had been without an agent.'),
  })
  .describe("Milliseconds; the first five count from the end of the caller's speech.");

const dbfs = z.number().min(-80).max(0).nullable();

const AudioHealth = z
  .object({
    issues: z
      .array(z.enum(['one_way', 'too_quiet', 'clipping', 'noisy', 'echo']))
      .describe('What a person should look into; empty for a good line.'),
    callerMs: z.int().describe('Audio that came from the caller.'),
    speechMs: z.int().describe('With speech in it.'),
    speechDbfs: dbfs.describe('Level of the speech; null without any.'),
    noiseDbfs: dbfs.describe('The level that nine frames in ten exceed; -80 is digital silence.'),
    peakDbfs: dbfs.describe('The loudest sample.'),
    clippedPerMille: z.int().describe('Samples at full scale, of those in frames with speech.'),
    silencePerMille: z.int().describe('Frames without speech, of all.'),
    missingMs: z.int().describe('Audio that never came, by the clock.'),
    stalls: z.int().describe('Times that the audio came to a halt for more than a tenth of a second.'),
    echoLagMs: z.int().nullable().describe("How much later than the agent's voice its echo comes; null without one."),
  })
  .describe("Levels are dBFS, RMS; counts are over all of the call's streams.");

/** One call as the REST API shows it. */
export const CallDetail = z.object({
  callSid: z.string(),
  direction: z.enum(['inbound', 'outbound']),
  status: z.enum(['ringing', 'in_progress', 'completed']),
  agentProfileVersion: z
    .int()
    .nullable()
    .describe(
      "The version of the agent's profile that it runs; null until it has begun, and with a clinic that has none.",
    ),
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
  audioHealth: AudioHealth.nullable().describe(
    "How the caller's side sounded; null until their first stream has ended.",
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
      stages: TurnStages.nullable().describe("Where an answer's time went; null for a turn that answers nobody."),
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
