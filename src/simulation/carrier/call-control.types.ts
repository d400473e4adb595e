import type { Temporal } from 'temporal-polyfill';

/** States of a call as the carrier's REST API words them; there is no `initiated` here. */
export type CallStatus =
  'queued' | 'ringing' | 'in-progress' | 'completed' | 'busy' | 'failed' | 'no-answer' | 'canceled';

/** What answered, by the carrier's machine detection. */
export type AnsweredBy =
  'human' | 'machine_start' | 'machine_end_beep' | 'machine_end_silence' | 'machine_end_other' | 'fax' | 'unknown';

export type ProgressEvent = 'initiated' | 'ringing' | 'answered' | 'completed';

/** An order to call somebody, as `POST /Calls.json` takes it. All addresses are public ones. */
export interface OutboundOrder {
  to: string;
  from: string;
  /** Where the TwiML is: an address that is asked when the call is answered, or the document itself. */
  document: { url: string } | { twiml: string };
  fallbackUrl: string | null;
  statusCallback: string | null;
  statusCallbackEvents: readonly ProgressEvent[];
  /** Rings that long before it is `no-answer`. */
  timeoutSeconds: number;
  machineDetection: 'Enable' | 'DetectMessageEnd' | null;
  /** With an address the call goes on while the machine detection listens, and its result is posted there. */
  asyncAmdStatusCallback: string | null;
}

/** A call as the REST API shows it. */
export interface CallResource {
  sid: string;
  from: string;
  to: string;
  status: CallStatus;
  direction: 'inbound' | 'outbound-api' | 'outbound-dial';
  answeredBy: AnsweredBy | null;
  createdAt: Temporal.Instant;
  startedAt: Temporal.Instant | null;
  endedAt: Temporal.Instant | null;
}

export interface RecordingResource {
  sid: string;
  callSid: string;
  status: 'in-progress' | 'paused' | 'stopped' | 'completed' | 'absent';
  channels: 1 | 2;
  durationSeconds: number | null;
  source: 'RecordVerb' | 'StartCallRecordingAPI' | 'DialVerb';
  startedAt: Temporal.Instant;
}

export interface RecordingOrder {
  channels: 1 | 2;
  statusCallback: string | null;
  statusCallbackEvents: readonly ('in-progress' | 'completed' | 'absent')[];
}

export type CallChange = { status: 'completed' | 'canceled' } | { url: string } | { twiml: string };

/** What the carrier's REST API does to calls. Every method answers null for a call, or recording, that is not known. */
export interface CallControl {
  placeOutbound(order: OutboundOrder): CallResource;
  fetch(callSid: string): CallResource | null;
  /** Newest first. */
  list(filter: { to?: string; from?: string; status?: CallStatus }): CallResource[];
  /** Takes the call from whatever it is doing; a live stream gets `stop` and is closed. `not_live` when it has ended. */
  change(callSid: string, change: CallChange): CallResource | 'not_live' | null;
  /** `not_live` when the call is not in progress. */
  record(callSid: string, order: RecordingOrder): RecordingResource | 'not_live' | null;
  /** `recordingSid` may be `Twilio.CURRENT`. `paused` with `skip` leaves no gap, with `silence` it does. */
  changeRecording(
    callSid: string,
    recordingSid: string,
    change: { status: 'paused' | 'in-progress' | 'stopped'; pauseBehavior: 'skip' | 'silence' },
  ): RecordingResource | null;
  /** Of one call, newest first. */
  recordingsOf(callSid: string): RecordingResource[] | null;
  fetchRecording(recordingSid: string): RecordingResource | null;
  /** The recorded audio, µ-law 8 kHz per channel; null while it is not complete. */
  recordedAudio(recordingSid: string): readonly Buffer[] | null;
  removeRecording(recordingSid: string): boolean;
}
