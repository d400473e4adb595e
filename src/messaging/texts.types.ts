import type { Temporal } from 'temporal-polyfill';
import type { AppointmentId, CallId, ClinicId, TextId } from '../common/ids/ids.js';
import type { Actor } from '../compliance/compliance.types.js';

/** Texts that ask for an answer. */
export const ASKING_KINDS = ['confirmation', 'reminder', 'waitlist_offer'] as const;
export type AskingKind = (typeof ASKING_KINDS)[number];

/**
 * `code`: proves who is on the phone. It is kept until it is on its way, and not longer. `details`: what a caller wants to have in
 * writing. `staff`: written by somebody of the staff. `opt_out`: tells once that no more texts will come, and is the one that is
 * sent to somebody who wants none.
 */
export const OUTGOING_KINDS = [...ASKING_KINDS, 'reply', 'code', 'details', 'staff', 'opt_out'] as const;
export type OutgoingKind = (typeof OUTGOING_KINDS)[number];

/**
 * - `queued`: waits for a try; `sending`: a try is under way, or its process died
 * - `sent`: the carrier has it; `delivered`, `undelivered`: what the handset said
 * - `failed`: the carrier refused it or gave up, or we did
 * - `suppressed`: not sent, because the number does not want texts or can't get any
 */
export const OUTGOING_STATUSES = [
  'queued',
  'sending',
  'sent',
  'delivered',
  'undelivered',
  'failed',
  'suppressed',
] as const;
export type OutgoingStatus = (typeof OUTGOING_STATUSES)[number];

export interface TextRef {
  clinicId: ClinicId;
  textId: TextId;
}

export interface NewOutgoingText {
  clinicId: ClinicId;
  kind: OutgoingKind;
  /** As it was said or sent. */
  to: string;
  /** One of the clinic's own numbers; its first one when not given. */
  from?: string;
  body: string;
  /** The same key again sends nothing. */
  idempotencyKey: string;
  callId?: CallId | null;
  appointmentId?: AppointmentId | null;
}

/** Words of somebody of the staff. */
export interface NewStaffText {
  clinicId: ClinicId;
  /** E.164. */
  to: string;
  body: string;
  actor: Actor;
}

/** A text on its way, as one try to send it sees it. */
export interface TextInHand extends TextRef {
  kind: OutgoingKind;
  from: string;
  to: string;
  body: string;
  createdAt: Temporal.Instant;
  /** 1 for the first. */
  attempt: number;
}

/** News of an outgoing text: from the carrier, or of our own giving up. */
export interface TextNews {
  status: 'sent' | 'delivered' | 'undelivered' | 'failed' | 'suppressed';
  carrierSid: string | null;
  /** The carrier's code for what went wrong. */
  errorCode: string | null;
}

/** What a person has sent to one of our numbers. */
export interface IncomingText {
  carrierSid: string;
  /** As the carrier gave it. */
  from: string;
  to: string;
  body: string;
  /** What the carrier itself took it for; null when it doesn't say. */
  optOutType: 'STOP' | 'START' | 'HELP' | null;
}
