import { z } from 'zod';
import { callSid, carrierText, errorCode, RowReference } from '../carrier/carrier.protocol.js';

/** Fields of the carrier's webhooks that we use. More of them come, and new ones may at any time. */
const recordingSid = z.string().regex(/^RE[0-9a-f]{32}$/i);
const address = carrierText(256).min(1);
/** Withheld numbers come as words, or not at all: whatever it is, somebody is on the line. */
const caller = address.catch('anonymous');
/** A recording lasts four hours at most. */
const seconds = z.coerce.number().int().min(0).max(14_400).optional().catch(undefined);
const word = carrierText(40);

export const VoiceWebhook = z.object({ CallSid: callSid, From: caller, To: address });
export type VoiceWebhook = z.infer<typeof VoiceWebhook>;

/** The action of a stream, and of a dial: then with how the dial went. */
export const NextWebhook = VoiceWebhook.extend({
  DialCallStatus: word.optional(),
  /** `false` also when somebody picked up and hung up during the whisper, which counts as `completed`. */
  DialBridged: z.enum(['true', 'false']).optional().catch(undefined),
});
export type NextWebhook = z.infer<typeof NextWebhook>;

export const StatusWebhook = VoiceWebhook.extend({ CallStatus: word });
export type StatusWebhook = z.infer<typeof StatusWebhook>;

export const KeyWebhook = VoiceWebhook.extend({ Digits: word.optional().catch(undefined) });
export type KeyWebhook = z.infer<typeof KeyWebhook>;

/** The end of a `<Record>`; without a recording when nothing was said. */
export const VoicemailWebhook = VoiceWebhook.extend({
  RecordingSid: recordingSid.optional(),
  RecordingDuration: seconds,
});
export type VoicemailWebhook = z.infer<typeof VoicemailWebhook>;

/** On the desk's leg: `CallSid` and the numbers are that leg's. */
export const DeskLegWebhook = z.object({ CallSid: callSid, Digits: word.optional(), CallStatus: word.optional() });
export type DeskLegWebhook = z.infer<typeof DeskLegWebhook>;

/** It carries no numbers: the clinic is named in our own address. */
export const RecordingWebhook = z.object({
  CallSid: callSid,
  RecordingSid: recordingSid,
  RecordingStatus: z.enum(['in-progress', 'completed', 'absent']),
  RecordingDuration: seconds,
  RecordingSource: word.optional(),
  ErrorCode: errorCode,
});
export type RecordingWebhook = z.infer<typeof RecordingWebhook>;

/** In the query of an address that we are asked at again: how often we were, and what the first request told. */
export const CarriedFields = z.object({
  attempt: z.coerce.number().int().min(1).max(10).catch(1),
  DialCallStatus: word.optional().catch(undefined),
  DialBridged: z.enum(['true', 'false']).optional().catch(undefined),
  Digits: word.optional().catch(undefined),
  RecordingSid: recordingSid.optional().catch(undefined),
  RecordingDuration: seconds,
});
export type CarriedFields = z.infer<typeof CarriedFields>;

/** Names one of our calls in an address of ours: ids only. */
export const CallReference = RowReference.transform(({ clinicId, id }) => ({ clinicId, callId: id }));
export type CallReference = z.infer<typeof CallReference>;
export const CallReferenceQuery = z.object({ call: CallReference });
export type CallReferenceQuery = z.infer<typeof CallReferenceQuery>;
