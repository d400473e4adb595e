import { z } from 'zod';
import { requestIdPattern } from '../../deepgram/deepgram-agent.protocol.js';

/** Messages of Deepgram's text to speech over a WebSocket (`/v1/speak`). Binary frames are audio without a header. */
export type AuraClientMessage = { type: 'Speak'; text: string } | { type: 'Flush' } | { type: 'Clear' };

/** The address of one stream. What else stands in its query is kept. */
export function speakStreamUrl(speakUrl: string, voice: string): URL {
  const url = new URL(speakUrl.replace(/^http/i, 'ws'));
  const query = { model: voice, encoding: 'mulaw', sample_rate: '8000', mip_opt_out: 'true' };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}

/** Reaches logs and metrics, so it has to look like a code: free text in its place is replaced. */
const providerCode = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/)
  .catch('UNRECOGNISED_CODE');

const serverMessages = {
  Metadata: z.object({ type: z.literal('Metadata'), request_id: z.string().regex(requestIdPattern) }),
  Flushed: z.object({ type: z.literal('Flushed') }),
  Cleared: z.object({ type: z.literal('Cleared') }),
  /** The code for too many flushes isn't documented: what is wrong stands in words. */
  Warning: z.object({ type: z.literal('Warning'), code: providerCode, description: z.string().catch('') }),
  Error: z.object({ type: z.literal('Error'), code: providerCode }),
};

type ServerMessages = typeof serverMessages;
export type AuraServerMessage = { [Type in keyof ServerMessages]: z.infer<ServerMessages[Type]> }[keyof ServerMessages];

export type AuraParsed =
  | { kind: 'message'; message: AuraServerMessage }
  /** A `type` from after our time, to be skipped. */
  | { kind: 'unknown' }
  | { kind: 'malformed' };

const typed = z.object({ type: z.string() });

export function parseAuraMessage(frame: string): AuraParsed {
  const json = parseJson(frame);
  const type = typed.safeParse(json).data?.type;
  if (type === undefined) return { kind: 'malformed' };
  if (!Object.hasOwn(serverMessages, type)) return { kind: 'unknown' };
  const parsed = serverMessages[type as keyof ServerMessages].safeParse(json);
  return parsed.success ? { kind: 'message', message: parsed.data } : { kind: 'malformed' };
}

/** Deepgram ignores a flush that is one too many, and says so. */
export function isFlushIgnored({ code, description }: { code: string; description: string }): boolean {
  return /flush/i.test(code) || /flush/i.test(description);
}

/** Deepgram's limit for one `Speak`. */
export const MAX_SPEAK_CHARACTERS = 2000;

/** The text in parts that the provider takes, cut behind a sentence, or else between words, or else anywhere. */
export function speakParts(text: string, maxCharacters = MAX_SPEAK_CHARACTERS): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > maxCharacters) {
    const at = cutBefore(rest, maxCharacters);
    parts.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return [...parts, rest].filter((part) => part.trim() !== '');
}

function cutBefore(text: string, max: number): number {
  const head = text.slice(0, max);
  const sentence = Math.max(head.lastIndexOf('. '), head.lastIndexOf('? '), head.lastIndexOf('! '));
  if (sentence > max / 2) return sentence + 2;
  const space = head.lastIndexOf(' ');
  if (space > 0) return space + 1;
  return /[\uD800-\uDBFF]$/.test(head) ? max - 1 : max; // not between the two halves of one character
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
