import { z } from 'zod';
import { wallTimes, wallTimesOrNull } from '../common/http/wall-time.types.js';
import { CallHandover } from './call-list.types.js';
import { CALL_OUTCOMES, TOOL_STATUSES } from './calls.types.js';

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

/** What somebody said, and how much of it was heard. */
export const SaidTurn = z.object({
  seq: z.int().describe('Counts from 1 within the call.'),
  role: z.enum(['caller', 'agent']),
  text: z.string().describe('What was said.'),
  heard: z.string().describe("The part of it that reached the caller's ear; always a prefix of `text`."),
  interrupted: z.boolean(),
  ...wallTimes('startedAt'),
});
export type SaidTurn = z.infer<typeof SaidTurn>;

export const CallRecording = z.object({
  recordingSid: z.string(),
  kind: z.enum(['call', 'voicemail']),
  status: z
    .enum(['in_progress', 'completed', 'absent'])
    .describe('There is audio of those that are `completed`. `absent`: nothing was recorded.'),
  durationSeconds: z.int().nullable(),
});
export type CallRecording = z.infer<typeof CallRecording>;

export const CallRecordings = z.object({ callSid: z.string(), recordings: z.array(CallRecording) });
export type CallRecordings = z.infer<typeof CallRecordings>;

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
  outcome: z.enum(CALL_OUTCOMES).nullable(),
  ...wallTimes('startedAt'),
  ...wallTimesOrNull('endedAt'),
  timeZone: z.string().describe("The clinic's zone, IANA."),
  handover: CallHandover.nullable().describe('Null when the caller was not handed over.'),
  recordings: z.array(CallRecording),
  audioHealth: AudioHealth.nullable().describe(
    "How the caller's side sounded; null until their first stream has ended.",
  ),
  turns: z.array(
    SaidTurn.extend({
      latencyMs: z.int().nullable().describe("From the caller's last voice to the first audio of this one."),
      stages: TurnStages.nullable().describe("Where an answer's time went; null for a turn that answers nobody."),
    }),
  ),
  tools: z.array(
    z.object({
      name: z.string(),
      status: z.enum(TOOL_STATUSES),
      ...wallTimes('startedAt'),
      durationMs: z.int().nullable(),
    }),
  ),
});
export type CallDetail = z.infer<typeof CallDetail>;
