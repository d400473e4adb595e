import { z } from 'zod';

/** What a client asks of the WebSocket at `/v1/speak`: an Aura voice, as a phone takes it. There is nothing else to be had here. */
export interface SpeakWish {
  model: string;
}

export type ReadSpeakWish = { kind: 'wish'; wish: SpeakWish } | { kind: 'refusal'; why: string };

const querySchema = z.strictObject({
  model: z
    .string()
    .regex(/^aura(-2)?-[a-z]+-[a-z]{2}$/)
    .default('aura-asteria-en'),
  encoding: z.literal('mulaw'),
  sample_rate: z.literal('8000'),
  speed: z
    .string()
    .regex(/^(0\.[7-9]\d?|1(\.[0-5]0?)?)$/)
    .optional(),
  mip_opt_out: z.enum(['true', 'false']).optional(),
  tag: z.string().optional(),
});

export function readSpeakWish(query: URLSearchParams): ReadSpeakWish {
  const parsed = querySchema.safeParse(Object.fromEntries(query));
  if (parsed.success) return { kind: 'wish', wish: { model: parsed.data.model } };
  const [issue] = parsed.error.issues;
  return { kind: 'refusal', why: `${issue?.path.join('.') || 'query'}: ${issue?.message}` };
}

const clientMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('Speak'), text: z.string() }),
  z.strictObject({ type: z.literal('Flush') }),
  z.strictObject({ type: z.literal('Clear') }),
  z.strictObject({ type: z.literal('Close') }),
]);
export type SpeakClientMessage = z.output<typeof clientMessage>;

/** Null for anything else. */
export function parseSpeakMessage(text: string): SpeakClientMessage | null {
  try {
    return clientMessage.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Every text frame of the stream. */
export type SpeakServerMessage =
  | { type: 'Metadata'; request_id: string; model_name: string; model_version: string; model_uuid: string }
  | { type: 'Flushed' | 'Cleared'; sequence_id: number }
  | { type: 'Warning'; code: string; description: string };
