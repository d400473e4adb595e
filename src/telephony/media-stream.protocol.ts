import { z } from 'zod';
import { carrierText } from '../carrier/carrier.protocol.js';

/**
 * Twilio Media Streams, the carrier's side. Unknown events and unknown fields are allowed for: Twilio adds both.
 * `customParameters` is missing from older streams that have none.
 */
const Inbound = z.discriminatedUnion('event', [
  z.object({ event: z.literal('connected') }),
  z.object({
    event: z.literal('start'),
    streamSid: carrierText(64).min(1),
    start: z.object({
      callSid: carrierText(64).min(1),
      mediaFormat: z.object({ encoding: z.string(), sampleRate: z.number(), channels: z.number() }),
      customParameters: z.record(z.string(), z.string()).optional(),
    }),
  }),
  z.object({ event: z.literal('media'), media: z.object({ track: z.string().optional(), payload: z.string() }) }),
  z.object({ event: z.literal('mark'), mark: z.object({ name: z.string().max(200) }) }),
  z.object({ event: z.literal('dtmf'), dtmf: z.object({ digit: z.string().max(4) }) }),
  z.object({ event: z.literal('stop') }),
]);

const Named = z.object({ event: z.string() });

export type InboundMessage = z.infer<typeof Inbound>;
export type StartMessage = Extract<InboundMessage, { event: 'start' }>;

export type Parsed =
  | { kind: 'audio'; frame: Buffer }
  | { kind: 'message'; message: Exclude<InboundMessage, { event: 'media' }> }
  /** An event of the future. */
  | { kind: 'unknown' }
  | { kind: 'malformed' };

const MEDIA_START = '{"event":"media"';
const PAYLOAD_KEY = '"payload":"';
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Parses one text frame. Media comes fifty times a second per call, so its usual form is scanned, not parsed. */
export function parseInbound(text: string): Parsed {
  const payload = text.startsWith(MEDIA_START) ? scanPayload(text) : null;
  if (payload !== null) return decode(payload);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'malformed' };
  }
  const parsed = Inbound.safeParse(json);
  if (!parsed.success) return isUnknown(json) ? { kind: 'unknown' } : { kind: 'malformed' };
  if (parsed.data.event !== 'media') return { kind: 'message', message: parsed.data };
  // Streams that carry both tracks send the agent's own voice back as `outbound`.
  return parsed.data.media.track === 'outbound' ? { kind: 'unknown' } : decode(parsed.data.media.payload);
}

/** Null when the message is not in the usual form, which the full parser then judges. */
function scanPayload(text: string): string | null {
  const key = text.indexOf(PAYLOAD_KEY, MEDIA_START.length);
  if (key < 0 || !text.endsWith('}') || text.includes('"outbound"')) return null;
  const start = key + PAYLOAD_KEY.length;
  const end = text.indexOf('"', start);
  return end < 0 ? null : text.slice(start, end);
}

function decode(payload: string): Parsed {
  if (payload === '' || !BASE64.test(payload)) return { kind: 'malformed' };
  return { kind: 'audio', frame: Buffer.from(payload, 'base64') };
}

const KNOWN_EVENTS: ReadonlySet<string> = new Set(['connected', 'start', 'media', 'mark', 'dtmf', 'stop']);

function isUnknown(json: unknown): boolean {
  const named = Named.safeParse(json);
  return named.success && !KNOWN_EVENTS.has(named.data.event);
}

/** Exactly the fields that Twilio knows: one more of them is a protocol warning there. */
export const outboundMedia = (streamSid: string, chunk: Buffer): string =>
  `{"event":"media","streamSid":${JSON.stringify(streamSid)},"media":{"payload":"${chunk.toString('base64')}"}}`;

export const outboundMark = (streamSid: string, name: string): string =>
  JSON.stringify({ event: 'mark', streamSid, mark: { name } });

export const outboundClear = (streamSid: string): string => JSON.stringify({ event: 'clear', streamSid });
