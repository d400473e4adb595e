import { z } from 'zod';

/** A capture as it lies in its file: `captures/README.md` describes it. Fields that nobody here needs are passed over. */
const header = z.object({
  format: z.literal('crownline-capture'),
  version: z.literal(1),
  callSid: z.string(),
  startedAt: z.string(),
  audio: z.enum(['scrambled', 'clear']),
});

const ms = z.number().min(0);
const stream = z.string();
/** µ-law; all of it is silence when there is no `audio`. */
const audio = { bytes: z.number().int().min(0), audio: z.base64().optional() };

const inbound = z.object({ type: z.literal('in'), ms, stream });
const entry = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('webhook'),
    ms,
    id: z.string(),
    path: z.string().startsWith('/'),
    fields: z.record(z.string(), z.string()),
  }),
  z.object({ type: z.literal('answer'), ms, id: z.string(), status: z.number(), twiml: z.string() }),
  z.object({ type: z.literal('stream_opened'), ms, stream }),
  z.object({
    type: z.literal('stream_closed'),
    ms,
    stream,
    by: z.enum(['carrier', 'server', 'network']),
    code: z.number(),
  }),
  z.discriminatedUnion('event', [
    z.object({ type: z.literal('out'), ms, stream, event: z.enum(['media', 'clear']) }),
    z.object({ type: z.literal('out'), ms, stream, event: z.literal('mark'), name: z.string() }),
  ]),
  z.discriminatedUnion('event', [
    inbound.extend({ event: z.enum(['connected', 'start', 'stop', 'unknown']) }),
    inbound.extend({ event: z.literal('mark'), name: z.string() }),
    inbound.extend({ event: z.literal('dtmf'), digit: z.string() }),
    inbound.extend({ event: z.literal('media'), ...audio }),
    inbound.extend({ event: z.literal('malformed'), text: z.string() }),
    inbound.extend({ event: z.literal('binary'), bytes: z.number().int().min(0) }),
  ]),
]);

export type CaptureHeader = z.output<typeof header>;
export type CaptureEntry = z.output<typeof entry>;
export type InboundEntry = Extract<CaptureEntry, { type: 'in' }>;

export interface Capture {
  header: CaptureHeader;
  /** In the order in which the server saw them; `ms` since the first one never goes back. */
  entries: readonly CaptureEntry[];
}

/** A file that is no capture, or one that can't be played. The message is for whoever named the file. */
export class CaptureError extends Error {
  override readonly name = 'CaptureError';
}

/**
 * A last line without an end is passed over: its process was killed while it wrote.
 *
 * @param file named in errors
 * @throws CaptureError
 */
export function parseCapture(file: string, text: string): Capture {
  const [first, ...rest] = text
    .split('\n')
    .slice(0, -1)
    .map((line, index) => ({ line, place: `${file}, line ${index + 1},` }));
  const read = parseLine(first ?? { line: '', place: file }, header);
  const entries = rest.map((line) => parseLine(line, entry));
  return { header: read, entries: entries.sort((a, b) => a.ms - b.ms) };
}

function parseLine<T>({ line, place }: { line: string; place: string }, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(parseJson(line));
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.join('.') || 'all of it';
  throw new CaptureError(`${place} is none of a capture: ${path}`);
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
