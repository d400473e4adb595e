import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { ClinicId } from '../common/ids/ids.js';
import type { WebhookAnswer } from '../common/outside/webhook-answer.types.js';

// ── What receivers are told ─────────────────────────────────────────────────────────────────────────────────────────

// Written by the triggers of the migration `webhooks`. Ids, statuses and times: whoever wants more asks the API, with a key.

const id = z.uuid();
const instant = z.iso.datetime({ precision: 3 }).meta({ example: '2026-11-24T15:30:00.000Z' });
const callId = id.nullable().describe('The call that it comes from.');
const callSid = z.string().nullable().describe("The carrier's name for that call.");

const APPOINTMENT_STATUSES = [
  'requested',
  'scheduled',
  'confirmed',
  'arrived',
  'seated',
  'completed',
  'cancelled',
  'no_show',
  'rescheduled',
] as const;

const AppointmentData = z.object({
  appointmentId: id,
  status: z.enum(APPOINTMENT_STATUSES),
  previousStatus: z.enum(APPOINTMENT_STATUSES).nullable().describe('Null for a new appointment.'),
  startsAt: instant,
  endsAt: instant,
  patientId: id,
  providerId: id,
  operatoryId: id,
  typeId: id,
  movedFrom: id.nullable().describe('The appointment that this one took the place of.'),
  cancelledBy: z.enum(['patient', 'clinic']).nullable(),
  callId,
  callSid,
});

const CallData = z.object({
  callId: id,
  callSid: z.string(),
  direction: z.enum(['inbound', 'outbound']),
  status: z.literal('completed'),
  outcome: z.string().nullable().describe('As it was when the call ended; a voicemail that comes later may change it.'),
  startedAt: instant,
  answeredAt: instant.nullable(),
  endedAt: instant,
});

const TaskData = z.object({
  taskId: id,
  kind: z.string().describe('As in the API.'),
  origin: z.string().describe('As in the API.'),
  status: z.enum(['open', 'done']),
  callId,
  callSid,
  createdAt: instant,
  doneAt: instant.nullable(),
});

const MessageData = z.object({
  messageId: id,
  direction: z.enum(['inbound', 'outbound']),
  kind: z.string().describe('As in the API.'),
  status: z
    .enum(['sent', 'delivered', 'undelivered', 'failed', 'suppressed', 'received'])
    .describe('`suppressed`: not sent, because they do not want texts.'),
  errorCode: z.string().nullable().describe("The carrier's."),
  appointmentId: id.nullable(),
  callId,
  callSid,
});

const TestData = z.object({ endpointId: id });

/** What the data of each type of event holds. */
export const WEBHOOK_EVENT_DATA = {
  'appointment.requested': AppointmentData,
  'appointment.booked': AppointmentData,
  'appointment.confirmed': AppointmentData,
  'appointment.moved': AppointmentData,
  'appointment.changed': AppointmentData,
  'appointment.cancelled': AppointmentData,
  'appointment.arrived': AppointmentData,
  'appointment.seated': AppointmentData,
  'appointment.completed': AppointmentData,
  'appointment.no_show': AppointmentData,
  'appointment.reopened': AppointmentData,
  'call.completed': CallData,
  'task.created': TaskData,
  'task.done': TaskData,
  'task.reopened': TaskData,
  'message.received': MessageData,
  'message.sent': MessageData,
  'message.delivered': MessageData,
  'message.failed': MessageData,
  'webhook.test': TestData,
} as const;
export type WebhookEventType = keyof typeof WEBHOOK_EVENT_DATA;

export const WEBHOOK_EVENT_TYPES = Object.keys(WEBHOOK_EVENT_DATA) as [WebhookEventType, ...WebhookEventType[]];

/** Sent when somebody asks for it, to the endpoint that is meant. */
export const TEST_EVENT = 'webhook.test' satisfies WebhookEventType;

/** The types that an endpoint can choose. */
export const CHOSEN_EVENT_TYPES = WEBHOOK_EVENT_TYPES.filter((type) => type !== TEST_EVENT) as [
  Exclude<WebhookEventType, typeof TEST_EVENT>,
  ...Exclude<WebhookEventType, typeof TEST_EVENT>[],
];

/** The body of a request to a receiver. */
export const webhookBodyOf = <Type extends WebhookEventType>(type: Type) =>
  z.object({
    id: id.describe('The same in every try and replay: what came twice has happened once.'),
    type: z.literal(type),
    timestamp: z.iso.datetime().describe('When it happened.'),
    clinicId: id,
    data: WEBHOOK_EVENT_DATA[type],
  });

export interface WebhookEvent {
  id: string;
  clinicId: ClinicId;
  type: WebhookEventType;
  at: Temporal.Instant;
  data: unknown;
}

// ── Who is told ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** Why nothing is sent any more: the receiver said 410 Gone, or it failed for days. */
export const DISABLED_REASONS = ['gone', 'failing'] as const;
export type DisabledReason = (typeof DISABLED_REASONS)[number];

export interface WebhookEndpoint {
  clinicId: ClinicId;
  id: string;
  url: string;
  description: string | null;
  events: readonly WebhookEventType[];
  active: boolean;
  /** The first failure since the last success. */
  failingSince: Temporal.Instant | null;
  disabled: { reason: DisabledReason; at: Temporal.Instant } | null;
  secret: string;
  /** The secret before, which signs too for a while. */
  previous: { secret: string; until: Temporal.Instant } | null;
  createdAt: Temporal.Instant;
}

// ── How it goes ─────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * - `pending`: it will be tried (again); `failed`: it was tried often enough, or the receiver said 410 Gone
 * - `cancelled`: its endpoint was switched off or removed
 */
export const DELIVERY_STATUSES = ['pending', 'delivered', 'failed', 'cancelled'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

export interface WebhookAttempt extends WebhookAnswer {
  /** Counts from 1. One that is missing was cut short with its process. */
  number: number;
  at: Temporal.Instant;
  durationMs: number;
}

export interface WebhookDelivery {
  id: string;
  clinicId: ClinicId;
  endpointId: string;
  eventId: string;
  eventType: WebhookEventType;
  status: DeliveryStatus;
  attemptCount: number;
  nextAttemptAt: Temporal.Instant | null;
  createdAt: Temporal.Instant;
  finishedAt: Temporal.Instant | null;
  replayOf: string | null;
}

/** A try that has begun, by this process and by no other. */
export interface ClaimedDelivery {
  clinicId: ClinicId;
  id: string;
  endpointId: string;
  eventId: string;
  attempt: number;
}
