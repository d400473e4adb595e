import { z } from 'zod';
import type { ClinicId, TextId } from '../common/ids/ids.js';
import { storable } from '../common/validation/storable.policy.js';
import { carrierText, errorCode } from '../carrier/carrier.protocol.js';
import type { TextRef } from './texts.types.js';

/** Fields of the carrier's webhooks about texts, as far as they are used. More of them come, and new ones may at any time. */
const messageSid = z.string().regex(/^[SM]M[0-9a-f]{32}$/i);
const address = carrierText(256).min(1);

export const SmsWebhook = z.object({
  MessageSid: messageSid,
  From: address,
  To: address,
  /** Empty for a picture without words. */
  Body: z.string().max(20_000).default('').transform(storable),
  /** Sent by Messaging Services with Advanced Opt-Out only. */
  OptOutType: z.enum(['STOP', 'START', 'HELP']).optional().catch(undefined),
});
export type SmsWebhook = z.infer<typeof SmsWebhook>;

export const SmsReceipt = z.object({
  MessageSid: messageSid,
  MessageStatus: carrierText(40),
  ErrorCode: errorCode,
});
export type SmsReceipt = z.infer<typeof SmsReceipt>;

const RECEIPT_PATH = '/twilio/sms/status';

/** Names the text by ids of our own: a receipt may come before the answer that tells us the carrier's name for it. */
export const receiptUrl = (publicUrl: string, { clinicId, textId }: TextRef): string =>
  `${publicUrl}${RECEIPT_PATH}?clinic=${clinicId}&text=${textId}`;

export const ReceiptQuery = z
  .object({ clinic: z.uuid(), text: z.uuid() })
  .transform(({ clinic, text }): TextRef => ({ clinicId: clinic as ClinicId, textId: text as TextId }));
