import { z } from 'zod';
import type { CallSid, ClinicId } from '../common/ids/ids.js';
import type { OutboundCallId, OutboundKey } from './outbound.types.js';

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const refPattern = new RegExp(`^(${uuid})\\.(${uuid})$`);

/** How our addresses name an order: both ids, since every query names the clinic. Opaque to everybody else. */
export const refOf = ({ clinicId, id }: OutboundKey): string => `${clinicId}.${id}`;

export const OutboundRef = z.string().transform((text, context): OutboundKey => {
  const [, clinicId, id] = refPattern.exec(text) ?? [];
  if (clinicId && id) return { clinicId: clinicId as ClinicId, id: id as OutboundCallId };
  context.addIssue({ code: 'custom', message: 'not an order' });
  return z.NEVER;
});

const callSid = z
  .string()
  .regex(/^CA[0-9a-f]{32}$/i)
  .transform((text) => text as CallSid);

export const AnsweredWebhook = z.object({ CallSid: callSid });
export type AnsweredWebhook = z.infer<typeof AnsweredWebhook>;

export const ProgressWebhook = z.object({ CallSid: callSid, CallStatus: z.string().max(40) });
export type ProgressWebhook = z.infer<typeof ProgressWebhook>;

/** Comes without the numbers of the call. Values of `AnsweredBy` differ by how detection was asked for. */
export const MachineDetectionWebhook = z.object({ CallSid: callSid, AnsweredBy: z.string().max(40) });
export type MachineDetectionWebhook = z.infer<typeof MachineDetectionWebhook>;

export const FINAL_STATUSES = ['completed', 'busy', 'no-answer', 'failed', 'canceled'] as const;
export type FinalStatus = (typeof FINAL_STATUSES)[number];

export const isFinal = (status: string): status is FinalStatus =>
  (FINAL_STATUSES as readonly string[]).includes(status);

/** Where the carrier asks and reports, absolute. */
export const addressesOf = (publicUrl: string, key: OutboundKey) => {
  const answered = `${publicUrl}/twilio/voice/outbound/${refOf(key)}`;
  return {
    answered,
    status: `${answered}/status`,
    message: `${answered}/message`,
    machineDetection: `${publicUrl}/twilio/voice/amd?call=${refOf(key)}`,
  };
};
