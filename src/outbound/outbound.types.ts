import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { CallId, ClinicId } from '../common/ids/ids.js';
import { phoneNumber, shortText } from '../common/validation/field.types.js';
import { instant } from '../common/validation/instant.types.js';
import { rowId } from '../common/validation/row-id.types.js';
import type { Actor } from '../compliance/compliance.types.js';
import type { AttemptReason } from './attempt.policy.js';
import { MACHINE_MESSAGES, type MachineMessage } from './machine-message.builder.js';
import { PATIENT_PURPOSES, PURPOSES, type PatientPurpose, type Purpose, type Refusal } from './outbound.policy.js';

export type OutboundCallId = string & { readonly __brand: 'OutboundCallId' };

export interface OutboundKey {
  clinicId: ClinicId;
  id: OutboundCallId;
}

const MAX_OPENING_CHARACTERS = 500;
const MAX_DAYS_AHEAD = 90;

/** What a part of the product, or a client of the API, wants somebody to be called for. */
export interface NewOutboundCall {
  clinicId: ClinicId;
  /** E.164. */
  to: string;
  purpose: PatientPurpose;
  /** The first words to a person, 1 to 500 characters; the agent goes on from there. */
  opening: string;
  /** What a machine is told. Without one it is hung up on, and the person is tried again. */
  machineMessage?: MachineMessage;
  /** At most 90 days ahead; at once when not given. */
  notBefore?: Temporal.Instant;
  /** Names the order within the clinic, such as `reminder:` and an id: the same order twice is one. */
  idempotencyKey: string;
  actor: Actor;
}

/** Somebody wants to be called now by a version of the receptionist, to hear how it is. */
export interface NewTestCall extends Pick<NewOutboundCall, 'clinicId' | 'to' | 'idempotencyKey' | 'actor'> {
  agentProfileVersion: number;
}

/** An order to call somebody. */
export interface OutboundCall extends OutboundKey {
  purpose: Purpose;
  ourNumber: string;
  theirNumber: string;
  /** Null for a test call: it begins with the greeting of the version that it tries. */
  opening: string | null;
  /** The words themselves; null hangs up on machines. */
  machineMessage: string | null;
  /**
   * - `waiting` for its time, or for the next attempt; `dialling` until somebody answers; `in_progress` with somebody
   * - `completed`: a person or a machine has it; `gave_up`: nobody was reached; `refused`: not to be called
   */
  status: 'waiting' | 'dialling' | 'in_progress' | 'completed' | 'gave_up' | 'refused';
  reason: AttemptReason | Refusal | 'carrier_busy' | 'carrier_rejected' | 'message_started' | null;
  attempts: number;
  maxAttempts: number;
  /** How often the carrier had no room for it. */
  busyAnswers: number;
  /** When a waiting order is due; for any other, when it was dialled last. */
  dueAt: Temporal.Instant;
  /** The call of the last attempt; null until the carrier has named it. */
  callId: CallId | null;
  /** The version that a test call tries; null for calls to patients. */
  agentProfileVersion: number | null;
  createdAt: Temporal.Instant;
}

const notBefore = instant
  .optional()
  .describe('Not before this instant, at most 90 days ahead. As soon as it is permitted when absent.');

export const OrderBody = z.strictObject({
  to: phoneNumber.describe('E.164.'),
  purpose: z
    .enum(PATIENT_PURPOSES)
    .describe('A recall and an offer of the waiting list need the consent of the person called.'),
  opening: shortText(MAX_OPENING_CHARACTERS).describe(
    'The first words to whoever picks up, which may be a child or a colleague: nothing about the visit. The agent goes on from there.',
  ),
  machineMessage: z
    .enum(MACHINE_MESSAGES)
    .optional()
    .describe('Spoken to an answering machine. Only these: anybody may listen to it. None hangs up and tries again.'),
  notBefore,
});
export type OrderBody = z.infer<typeof OrderBody>;

export const TestCallBody = z.strictObject({
  to: phoneNumber.describe('E.164. A phone of your own: it is called now, at any hour.'),
});
export type TestCallBody = z.infer<typeof TestCallBody>;

export const OutboundCallParam = rowId;

/** An order as the API shows it: what became of it, without the person. */
export const OutboundCallItem = z.object({
  id: z.uuid(),
  purpose: z.enum(PURPOSES),
  status: z.enum(['waiting', 'dialling', 'in_progress', 'completed', 'gave_up', 'refused']),
  reason: z.string().nullable().describe('Why it was refused, or what the last attempt came to.'),
  attempts: z.int(),
  maxAttempts: z.int(),
  dueAt: z.iso.datetime().describe('When a waiting order is due; for any other, when it was dialled last.'),
  callSid: z.string().nullable().describe('The call of the last attempt.'),
  agentProfileVersion: z.int().nullable().describe('The version that a test call tries; null for calls to patients.'),
  createdAt: z.iso.datetime(),
});
export type OutboundCallItem = z.infer<typeof OutboundCallItem>;

export const toItem = (order: OutboundCall, callSid: string | null): OutboundCallItem => ({
  id: order.id,
  purpose: order.purpose,
  status: order.status,
  reason: order.reason,
  attempts: order.attempts,
  maxAttempts: order.maxAttempts,
  dueAt: order.dueAt.toString(),
  callSid,
  agentProfileVersion: order.agentProfileVersion,
  createdAt: order.createdAt.toString(),
});

export const latestDue = (now: Temporal.Instant): Temporal.Instant => now.add({ hours: MAX_DAYS_AHEAD * 24 });
