import type { Temporal } from 'temporal-polyfill';
import type { CallId, CallSid, ClinicId } from '../common/ids/ids.js';

/**
 * How a call ended, as the ending itself tells. What the call left behind outranks it (see `CallOutcome`).
 * - `transferred`: a person at the desk took over; `time_limit`: it lasted as long as a call may
 * - `overflow`: nobody could talk to the caller; `refused`: nobody wanted to, such as a blocked number
 * - of calls that we place: `no_answer`, `busy`, `message_left` (on a machine), `failed`
 */
export const CALL_ENDINGS = [
  'answered',
  'transferred',
  'no_input',
  'time_limit',
  'caller_hung_up',
  'overflow',
  'refused',
  'failed',
  'no_answer',
  'busy',
  'message_left',
] as const;
export type CallEnding = (typeof CALL_ENDINGS)[number];

/** The carrier ends a call after four hours. One that is still open then was ended without a word to us. */
export const LONGEST_CALL = { hours: 4, minutes: 15 };

/** `booked` when the call booked, else `message_taken` when it left the desk something to do, else how it ended. */
export const CALL_OUTCOMES = ['booked', 'message_taken', ...CALL_ENDINGS] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/**
 * What the carrier is told when the stream ends. Null on the row means that nobody planned the end: the caller is
 * connected again and the conversation goes on. `resume`, `resume_owed`: the same, handed on by a process that ends, while
 * nobody spoke, or before the caller was answered.
 */
export type NextStep = 'hang_up' | 'overflow' | 'transfer' | 'voicemail' | 'resume' | 'resume_owed';

/** `staff`: somebody at the clinic has taken the caller from the receptionist. */
export const HANDOVER_REASONS = [
  'caller_asked',
  'keypad',
  'emergency',
  'failed_turns',
  'agent',
  'no_agent',
  'staff',
] as const;
export type HandoverReason = (typeof HANDOVER_REASONS)[number];

export const HANDOVER_STATUSES = ['planned', 'ringing', 'accepted', 'unanswered', 'returned'] as const;

/** The way of a caller to a person. `returned`: nobody was there, and the agent has taken the caller back. */
export interface Handover {
  reason: HandoverReason;
  /** What the person is told before the caller is put through; null when there is nothing to tell. */
  summary: string | null;
  status: (typeof HANDOVER_STATUSES)[number];
}

/**
 * Danger to life or limb that a caller has spoken of, in the words of first aid. `spreading_infection`: swelling with a fever, or
 * up to the eye, the neck or the throat; `jaw_injury`: also a mouth that does not open or close after a blow.
 */
export const KINDS_OF_DANGER = [
  'airway',
  'bleeding',
  'spreading_infection',
  'jaw_injury',
  'knocked_out_tooth',
] as const;
export type Danger = (typeof KINDS_OF_DANGER)[number];

export interface Emergency {
  danger: Danger;
  /** When the caller had heard what to do; null until then. */
  heardAt: Temporal.Instant | null;
}

export interface Call {
  clinicId: ClinicId;
  id: CallId;
  callSid: CallSid;
  direction: 'inbound' | 'outbound';
  status: 'ringing' | 'in_progress' | 'completed';
  outcome: CallOutcome | null;
  nextStep: NextStep | null;
  handover: Handover | null;
  /** Whether the caller has heard that the call may be recorded, and did not want it. What they said is kept as consents. */
  recordingChoice: 'announced' | 'declined' | null;
  emergency: Emergency | null;
  /** As the carrier gave it: usually E.164, but `anonymous`, `client:…` and `sip:…` occur. */
  fromNumber: string;
  toNumber: string;
  /** How many times the caller was connected again after an unplanned end of stream. */
  resumes: number;
  /** The version of the agent's profile that it runs; null until it has begun, and with a clinic that has none. */
  agentProfileVersion: number | null;
  startedAt: Temporal.Instant;
  endedAt: Temporal.Instant | null;
}

/** A call with a stream that has just begun. */
export interface StreamedCall extends Call {
  /** A process that ended has left the stream before: to the caller nothing has happened. `owed`: they wait for an answer. */
  handedOn: 'quiet' | 'owed' | null;
}

export interface NewCall {
  clinicId: ClinicId;
  callSid: CallSid;
  fromNumber: string;
  toNumber: string;
  at: Temporal.Instant;
}

/**
 * Where the time of an answer goes, in milliseconds; null for what was not measured. The first five count from the end of the
 * caller's speech, and none is less than the one before it.
 */
export interface TurnStages {
  /** The caller's turn was judged to be over. */
  endOfTurnMs: number | null;
  /** By the provider's own word. */
  firstTokenMs: number | null;
  /** The provider's first audio has arrived. */
  firstAudioMs: number | null;
  /** It was handed to the carrier. */
  toCarrierMs: number | null;
  /** It began to play: by the carrier's first mark, less what stands before that mark, or by the clock. */
  heardMs: number | null;
  /** Run time of all tools of the answer, also of those that ran after its first words. */
  toolMs: number | null;
  /** For a caller who cut the agent: from the provider's word to the carrier's clear handed to the socket. */
  bargeInMs: number | null;
  /** How long the call had been without an agent since the answer before. */
  reconnectMs: number | null;
}

export interface TurnRecord {
  /** Counts from 1 within the call, over all its streams. */
  seq: number;
  role: 'caller' | 'agent';
  text: string;
  /** The part that reached the other's ear: always a prefix of `text`, and all of it for a caller's turn. */
  heard: string;
  interrupted: boolean;
  startedAt: Temporal.Instant;
  /** From the caller's last voice to the first audio handed to the carrier; of an agent's answer. */
  latencyMs: number | null;
  /** Of an agent's answer; null for every other turn. */
  stages: TurnStages | null;
}

export const TOOL_STATUSES = ['running', 'succeeded', 'rejected', 'failed', 'timed_out', 'cancelled'] as const;
export type ToolStatus = Exclude<(typeof TOOL_STATUSES)[number], 'running'>;

export interface ToolRecord {
  id: string;
  requestId: string;
  name: string;
  status: ToolStatus | 'running';
  arguments: unknown;
  result: unknown;
  startedAt: Temporal.Instant;
  durationMs: number | null;
}

/** What is known of a run before it is over. */
export type StartedTool = Pick<ToolRecord, 'id' | 'requestId' | 'name' | 'arguments' | 'startedAt'>;

/** The stored conversation, in order. */
export interface CallHistory {
  turns: TurnRecord[];
  tools: ToolRecord[];
}

/** Audio of a call that the carrier keeps. */
export interface RecordingReport {
  recordingSid: string;
  kind: 'call' | 'voicemail';
  status: 'in_progress' | 'completed' | 'absent';
  durationSeconds: number | null;
  /** The carrier's word for why there is no recording. */
  errorCode: string | null;
}
