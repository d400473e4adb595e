import type { Clock } from '../../common/clock/clock.js';
import type { Speech } from '../speech/speech.types.js';
import type { CarrierError, CarrierErrorCode } from './carrier.errors.js';
import type { FrameTicker } from './frame-ticker.js';
import type { WebhookClient } from './webhook.client.js';

/** Makes the carrier's ids: the prefix (`CA` a call, `MZ` a stream) and 32 hex digits, new ones each time. */
export type SidFactory = (prefix: string) => string;

/** A telephone number as it is set up at the carrier. */
export interface NumberSetup {
  phoneNumber: string;
  /** Public address that answers an incoming call with TwiML. */
  voiceUrl: string;
  /** Public address that is told when a call is over. */
  statusCallbackUrl: string | null;
}

/** What a test can have go wrong on every media stream of a call. */
export interface StreamFaults {
  start?: 'withheld' | 'twice';
  /** Replaces what the TwiML asked to be handed over in `start`. */
  customParameters?: Record<string, string>;
  /** Replaces the signature of the upgrade request. */
  signature?: string;
}

/** One packet's time on the line, both directions. Audio is µ-law 8 kHz and always fills the 20 ms. */
export interface LineFrame {
  /** Since the call was answered, at the end of this packet. */
  atMs: number;
  /** What reached the caller's ear, as really played: silence where there was nothing to play. */
  heard: Buffer;
  /** What the caller said. */
  spoken: Buffer;
}

export type CarrierEvent =
  | { type: 'document_fetched'; url: string }
  | { type: 'answered' }
  | { type: 'stream_started'; streamSid: string }
  /** `network`: the connection broke off without a closing handshake. */
  | { type: 'stream_closed'; streamSid: string; by: 'server' | 'caller' | 'network'; closeCode: number }
  | { type: 'desk_answered' }
  | { type: 'failed'; code: CarrierErrorCode; detail: string }
  | { type: 'ended'; ending: CallEnding };

export interface CallEnding {
  status: 'completed' | 'busy' | 'no-answer';
  /** Who hung up. */
  by: 'caller' | 'server';
  /** From answer to end. */
  durationMs: number;
}

/** Follows a call. Both are called synchronously, frames fifty times a second. */
export interface CallObserver {
  onFrame?(frame: LineFrame): void;
  onEvent?(event: CarrierEvent): void;
}

/** What a call needs of the carrier that carries it. */
export interface CallContext {
  accountSid: string;
  authToken: string;
  /** Where a public url is really served. */
  reach: (publicUrl: string) => string;
  /** Streams may use plain `ws`: for servers whose public address is plain http. The real carrier takes neither. */
  plainSockets: boolean;
  webhooks: WebhookClient;
  ticker: FrameTicker;
  clock: Clock;
  speech: Speech;
  newSid: SidFactory;
}

/** Where the parts of a call report what happens. */
export interface CallJournal {
  emit(event: CarrierEvent): void;
  fail(error: CarrierError): void;
  /** Posts a callback whose answer does not matter to the call; its failure is journalled. */
  notify(url: string, fields: Record<string, string>): Promise<void>;
}
