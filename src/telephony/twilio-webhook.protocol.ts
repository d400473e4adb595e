import { z } from 'zod';

/** Fields of the carrier's webhooks that we use. More of them come, and new ones may at any time. */
const callSid = z.string().regex(/^CA[0-9a-f]{32}$/i);
const address = z.string().min(1).max(256);

export const VoiceWebhook = z.object({ CallSid: callSid, From: address, To: address });
export type VoiceWebhook = z.infer<typeof VoiceWebhook>;

export const StatusWebhook = VoiceWebhook.extend({ CallStatus: z.string().max(40) });
export type StatusWebhook = z.infer<typeof StatusWebhook>;

/** After these the call can't come back. */
export const FINAL_CALL_STATUSES: ReadonlySet<string> = new Set([
  'completed',
  'busy',
  'failed',
  'no-answer',
  'canceled',
]);
