import { z } from 'zod';

/**
 * What a client asks of `/v1/listen` (Nova) and `/v2/listen` (Flux) in its query. The stand-in is stricter than the service:
 * a parameter that nobody knows is a slip, and one whose effect can't be simulated would be a promise that isn't kept.
 * Formatting (`punctuate`, `smart_format`, `numerals`) is taken, but words are always told as the caller's captions have them.
 */
export type ListenWish = NovaWish | FluxWish;

export interface NovaWish {
  version: 'v1';
  model: string;
  /** A BCP-47 tag, or `multi`. */
  language: string;
  interimResults: boolean;
  /** Silence that makes a result `speech_final`; null when none does. */
  endpointingMs: number | null;
  /** Time without a word behind which `UtteranceEnd` comes; null when it doesn't. */
  utteranceEndMs: number | null;
  vadEvents: boolean;
  keyterms: readonly string[];
}

export interface FluxWish {
  version: 'v2';
  model: 'flux-general-en' | 'flux-general-multi';
  thresholds: FluxThresholds;
  keyterms: readonly string[];
  languageHints: readonly string[];
}

/** Named as on the wire. */
export interface FluxThresholds {
  eot_threshold: number;
  eot_timeout_ms: number;
  /** Turns on `EagerEndOfTurn` and `TurnResumed`. */
  eager_eot_threshold?: number | undefined;
}

export type ReadWish = { kind: 'wish'; wish: ListenWish } | { kind: 'refusal'; why: string };

export const eotThreshold = z.number().min(0.5).max(1);
export const eagerEotThreshold = z.number().min(0.3).max(0.9);
export const eotTimeoutMs = z.int().min(500).max(60_000);

/** An eager end that takes more confidence than the end itself would never come. */
export const fitTogether = ({ eot_threshold, eager_eot_threshold }: FluxThresholds): boolean =>
  eager_eot_threshold === undefined || eager_eot_threshold <= eot_threshold;

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const count = z.string().regex(/^\d+$/).transform(Number);
const decimal = z
  .string()
  .regex(/^\d+(\.\d+)?$/)
  .transform(Number);
const list = z.array(z.string().min(1)).default([]);

/** Raw audio as a phone has it; the service takes many more kinds. */
const audio = { encoding: z.literal('mulaw'), sample_rate: z.literal('8000') };
const both = { keyterm: list, tag: list, mip_opt_out: flag.optional(), numerals: flag.optional() };
/** They may stand in the query more than once. */
const LISTS = ['keyterm', 'tag', 'language_hint'];

const DEFAULT_ENDPOINTING_MS = 10;

const novaSchema = z
  .strictObject({
    ...audio,
    ...both,
    model: z.string().regex(/^nova-[23](-[a-z]+)?$/),
    language: z
      .string()
      .regex(/^(multi|[a-z]{2}(-[A-Za-z0-9]+)*)$/)
      .default('en'),
    channels: z.literal('1').optional(),
    interim_results: flag.default(false),
    endpointing: z
      .union([
        z.literal('false').transform(() => null),
        z.literal('true').transform(() => DEFAULT_ENDPOINTING_MS),
        count,
      ])
      .default(DEFAULT_ENDPOINTING_MS),
    utterance_end_ms: count.optional(),
    vad_events: flag.default(false),
    punctuate: flag.optional(),
    smart_format: flag.optional(),
    filler_words: flag.optional(),
    no_delay: flag.optional(),
    profanity_filter: flag.optional(),
  })
  .refine((query) => query.utterance_end_ms === undefined || query.interim_results, {
    path: ['utterance_end_ms'],
    message: 'needs interim_results=true',
  })
  .refine((query) => query.keyterm.length === 0 || query.model.startsWith('nova-3'), {
    path: ['keyterm'],
    message: 'needs nova-3',
  })
  .transform((query): NovaWish => ({
    version: 'v1',
    model: query.model,
    language: query.language,
    interimResults: query.interim_results,
    endpointingMs: query.endpointing,
    utteranceEndMs: query.utterance_end_ms ?? null,
    vadEvents: query.vad_events,
    keyterms: query.keyterm,
  }));

const fluxSchema = z
  .strictObject({
    ...audio,
    ...both,
    model: z.enum(['flux-general-en', 'flux-general-multi']),
    eot_threshold: decimal.pipe(eotThreshold).default(0.7),
    eot_timeout_ms: count.pipe(eotTimeoutMs).default(5000),
    eager_eot_threshold: decimal.pipe(eagerEotThreshold).optional(),
    language_hint: list,
    profanity_filter: flag.optional(),
  })
  .refine(fitTogether, { path: ['eager_eot_threshold'], message: 'is above eot_threshold' })
  .refine((query) => query.language_hint.length === 0 || query.model === 'flux-general-multi', {
    path: ['language_hint'],
    message: 'needs flux-general-multi',
  })
  .transform(({ eot_threshold, eot_timeout_ms, eager_eot_threshold, ...query }): FluxWish => ({
    version: 'v2',
    model: query.model,
    thresholds: { eot_threshold, eot_timeout_ms, eager_eot_threshold },
    keyterms: query.keyterm,
    languageHints: query.language_hint,
  }));

export function readListenWish(version: ListenWish['version'], query: URLSearchParams): ReadWish {
  const schema = version === 'v1' ? novaSchema : fluxSchema;
  const parsed = schema.safeParse(fieldsOf(query));
  if (parsed.success) return { kind: 'wish', wish: parsed.data };
  const [issue] = parsed.error.issues;
  return { kind: 'refusal', why: `${issue?.path.join('.') || 'query'}: ${issue?.message}` };
}

function fieldsOf(query: URLSearchParams): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {};
  for (const name of query.keys()) {
    const values = query.getAll(name);
    fields[name] = LISTS.includes(name) || values.length > 1 ? values : (values[0] ?? '');
  }
  return fields;
}
