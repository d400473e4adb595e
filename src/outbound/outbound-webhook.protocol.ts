import { z } from 'zod';
import { callSid, carrierText, referenceTo, RowReference } from '../carrier/carrier.protocol.js';
import type { CallSid, ClinicId } from '../common/ids/ids.js';
import type { OutboundCallId, OutboundKey } from './outbound.types.js';

export const OutboundRef = RowReference.transform(({ clinicId, id }): OutboundKey => ({
  clinicId: clinicId as ClinicId,
  id: id as OutboundCallId,
}));

const namedCall = callSid.transform((text) => text as CallSid);

export const AnsweredWebhook = z.object({ CallSid: namedCall });
export type AnsweredWebhook = z.infer<typeof AnsweredWebhook>;

export const ProgressWebhook = z.object({ CallSid: namedCall, CallStatus: carrierText(40) });
export type ProgressWebhook = z.infer<typeof ProgressWebhook>;

/** Comes without the numbers of the call. Values of `AnsweredBy` differ by how detection was asked for. */
export const MachineDetectionWebhook = z.object({ CallSid: namedCall, AnsweredBy: carrierText(40) });
export type MachineDetectionWebhook = z.infer<typeof MachineDetectionWebhook>;

/** Where the carrier asks and reports, absolute. */
export const addressesOf = (publicUrl: string, key: OutboundKey) => {
  const answered = `${publicUrl}/twilio/voice/outbound/${referenceTo(key)}`;
  return {
    answered,
    status: `${answered}/status`,
    message: `${answered}/message`,
    machineDetection: `${publicUrl}/twilio/voice/amd?call=${referenceTo(key)}`,
  };
};
