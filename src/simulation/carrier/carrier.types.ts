import type { CallStatus } from './call-control.types.js';
import type { CarrierErrorCode } from './carrier.errors.js';

/** Makes the carrier's ids: the prefix (`CA` a call, `MZ` a stream) and 32 hex digits, new ones each time. */
export type SidFactory = (prefix: string) => string;

/** A telephone number as it is set up at the carrier. All addresses are public ones. */
export interface NumberSetup {
  phoneNumber: string;
  /** Answers an incoming call with TwiML. */
  voiceUrl: string;
  /** Asked instead of a document that can't be had or understood, in any call of this number. */
  voiceFallbackUrl?: string | null;
  /** Told when a call is over. */
  statusCallbackUrl: string | null;
}

/** What a test can have go wrong on the media streams of a call. */
export interface StreamFaults {
  start?: 'withheld' | 'twice';
  /** Replaces what the TwiML asked to be handed over in `start`. */
  customParameters?: Record<string, string>;
  /** Replaces the signature of the upgrade request. */
  signature?: string;
  /** Befalls the first stream of a call; the next one is sound. */
  stall?: StreamStall;
  /** The first stream of a call loses its connection, without `stop` or a closing handshake, so long after its start. */
  cutAfterMs?: number;
  /** Marks come back as soon as they are asked for, whatever was played; or they never do. */
  marks?: 'at_once' | 'never';
  /** Every so many-th packet of the party's is lost. */
  losesEvery?: number;
  /** So many packets of the party's come together, each so much later than it should. */
  bunched?: number;
  /** With every so many-th packet comes a message that is none. */
  strayEvery?: number;
}

/** The carrier sends no media for a while, and goes on playing what it is sent. */
export interface StreamStall {
  /** Since the stream's start. */
  afterMs: number;
  forMs: number;
  then: StallEnd;
}

/** What becomes of the media that was not sent: it comes all at once, or never. Timestamps move on either way. */
export type StallEnd = 'burst' | 'skip';

/** What a test can have go wrong in a call. */
export interface CallFaults extends StreamFaults {
  /** The answer to every request for TwiML is lost once: it comes again, under the same idempotency token. */
  documentAnswers?: 'lost_once';
  statusCallbacks?: {
    duplicated?: boolean;
    /** Every second one overtakes the one before it. */
    reordered?: boolean;
    /** Each comes so much later than it should. */
    lateByMs?: number;
  };
}

/** One packet's time on the line, both directions. Audio is µ-law 8 kHz and always fills the 20 ms. */
export interface LineFrame {
  /** Since the call was answered, at the end of this packet. */
  atMs: number;
  /** What reached the party's ear, as really played: silence where there was nothing to play. */
  heard: Buffer;
  /** What the party said. */
  spoken: Buffer;
}

/** How a `<Dial>` went, in the words of its action request. */
export type DialCallStatus = 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled';

export type CarrierEvent =
  | { type: 'document_fetched'; url: string }
  | { type: 'answered' }
  | { type: 'stream_started'; streamSid: string }
  /**
   * `caller`: the party hung up; `carrier`: the call was given something else to do; `network`: the connection broke off
   * without a closing handshake.
   */
  | { type: 'stream_closed'; streamSid: string; by: 'server' | 'caller' | 'carrier' | 'network'; closeCode: number }
  /** Another phone begins to ring for this call, is picked up, and is connected to it. */
  | { type: 'dial_ringing'; callSid: string }
  | { type: 'dial_answered'; callSid: string }
  | { type: 'dial_bridged'; callSid: string }
  | { type: 'dial_ended'; status: DialCallStatus; bridged: boolean }
  | { type: 'machine_detected'; answeredBy: string }
  | { type: 'recording_started'; recordingSid: string }
  | { type: 'recording_ended'; recordingSid: string; durationSeconds: number }
  | { type: 'failed'; code: CarrierErrorCode; detail: string }
  | { type: 'ended'; ending: CallEnding };

export interface CallEnding {
  status: Exclude<CallStatus, 'queued' | 'ringing' | 'in-progress'>;
  /** Who hung up: the party at the phone, or the server (by its TwiML, by the REST API, or by closing the stream). */
  by: 'caller' | 'server';
  /** From answer to end. */
  durationMs: number;
}

/** Follows a call. Both are called synchronously, frames fifty times a second. */
export interface CallObserver {
  onFrame?(frame: LineFrame): void;
  onEvent?(event: CarrierEvent): void;
}
