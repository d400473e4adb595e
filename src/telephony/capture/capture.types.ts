import type { CaptureAudio } from '../../config/app-config.js';

/**
 * A capture: JSON lines, the header first, then what passed between the carrier and us in one call, in the order in which
 * this server saw it. `captures/README.md` describes the format for readers outside; a change to it raises `version`.
 */
export interface CaptureHeader {
  format: 'crownline-capture';
  version: 1;
  appVersion: string;
  callSid: string;
  /** ISO 8601: the time of the first line, from which all lines count. */
  startedAt: string;
  audio: CaptureAudio;
}

/** One message; in the file, `ms` since the first one stands before these fields. */
export type CaptureEntry =
  /** `id` pairs a request with its answer. The query of the path is left out. */
  | { type: 'webhook'; id: string; path: string; fields: Record<string, string> }
  /** `twiml` is the bare markup: neither texts nor attributes. Empty for an answer that has none. */
  | { type: 'answer'; id: string; status: number; twiml: string }
  | { type: 'stream_opened'; stream: string }
  /** `by` is who ended it; `network` when there was no closing handshake. */
  | { type: 'stream_closed'; stream: string; by: 'carrier' | 'server' | 'network'; code: number }
  | ({ type: 'in'; stream: string } & InboundEntry)
  | ({ type: 'out'; stream: string } & OutboundEntry);

export type InboundEntry =
  | { event: 'connected' | 'stop' }
  | { event: 'start'; streamSid: string }
  | { event: 'mark'; name: string }
  | { event: 'dtmf'; digit: string }
  /** `timestampMs` is the carrier's own. */
  | ({ event: 'media'; timestampMs?: number } & CapturedAudio)
  /** An event of the future: nobody knows what it carries. */
  | { event: 'unknown' }
  /** Text that could not be understood, with its letters and digits masked. */
  | { event: 'malformed'; text: string }
  | { event: 'binary'; bytes: number };

export type OutboundEntry = ({ event: 'media' } & CapturedAudio) | { event: 'mark'; name: string } | { event: 'clear' };

/** µ-law, base64; absent where all of it is the one code of a silent line. */
export interface CapturedAudio {
  bytes: number;
  audio?: string;
}
