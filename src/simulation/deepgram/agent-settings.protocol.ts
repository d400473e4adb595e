import { z } from 'zod';

/**
 * The `Settings` message of the Voice Agent API, and its parts that can be replaced during a session. Strict, because
 * Deepgram is: a field that it doesn't know, or knows in another place, ends the session.
 */

const endpoint = z.strictObject({ url: z.string().optional(), headers: z.record(z.string(), z.string()).optional() });
const model = z.string().min(1);

/** Each provider type has fields of its own; `type` says which. */
const openAi = z.strictObject({
  type: z.literal('open_ai'),
  version: z.literal('v1').optional(),
  model,
  temperature: z.number().min(0).max(2).optional(),
  reasoning_mode: z.enum(['none', 'minimal', 'low', 'medium', 'high']).optional(),
});
const anthropic = z.strictObject({
  type: z.literal('anthropic'),
  version: z.literal('v1').optional(),
  model,
  temperature: z.number().min(0).max(1).optional(),
});
const google = z.strictObject({
  type: z.literal('google'),
  version: z.enum(['ai-studio-v1beta', 'gemini-enterprise-agent-v1', 'v1beta']).optional(),
  model: model.optional(),
  temperature: z.number().min(0).max(2).optional(),
});
const groq = openAi.extend({ type: z.literal('groq') });
const nvidia = z.strictObject({ type: z.literal('nvidia'), model, temperature: z.number().min(0).max(2).optional() });
const awsCredentials = z.strictObject({
  type: z.enum(['sts', 'iam']).optional(),
  region: z.string().optional(),
  access_key_id: z.string().optional(),
  secret_access_key: z.string().optional(),
  session_token: z.string().optional(),
});
const awsBedrock = z.strictObject({
  type: z.literal('aws_bedrock'),
  model,
  temperature: z.number().min(0).max(2).optional(),
  credentials: awsCredentials.optional(),
});

const functionSchema = z.strictObject({
  name: z.string().min(1),
  description: z.string().default(''),
  parameters: z.record(z.string(), z.unknown()).default({ type: 'object', properties: {} }),
  defer_until_eot: z.boolean().default(false),
  endpoint: z
    .strictObject({
      url: z.string().optional(),
      method: z.string().optional(),
      headers: z.record(z.string(), z.string()).optional(),
    })
    .optional()
    .refine((value) => value === undefined, 'functions run by the server are not simulated'),
});

const thinkSchema = z
  .strictObject({
    provider: z.discriminatedUnion('type', [openAi, anthropic, google, groq, nvidia, awsBedrock]),
    endpoint: endpoint.optional(),
    functions: z.array(functionSchema).default([]),
    prompt: z.string().default(''),
    context_length: z.union([z.literal('max'), z.int().positive()]).optional(),
  })
  .refine(({ provider, endpoint }) => endpoint !== undefined || !['groq', 'aws_bedrock'].includes(provider.type), {
    path: ['endpoint'],
    message: 'is required for this provider',
  })
  .refine(({ context_length, endpoint }) => context_length === undefined || endpoint !== undefined, {
    path: ['context_length'],
    message: 'needs a custom endpoint',
  });

const speakDeepgram = z.strictObject({
  type: z.literal('deepgram'),
  version: z.enum(['v1', 'v2']).optional(),
  model,
  speed: z.number().min(0.5).max(1.5).optional(),
  expressivity: z.int().min(-2).max(2).optional(),
});
const elevenLabs = z.strictObject({
  type: z.literal('eleven_labs'),
  version: z.literal('v1').optional(),
  model_id: model,
  language: z.string().optional(),
  language_code: z.string().optional(),
});
const cartesia = z.strictObject({
  type: z.literal('cartesia'),
  version: z.literal('2025-03-17').optional(),
  model_id: model,
  voice: z.strictObject({ mode: z.string(), id: z.string() }),
  language: z.string().optional(),
  volume: z.number().min(0.5).max(2).optional(),
});
const openAiVoice = z.strictObject({
  type: z.literal('open_ai'),
  version: z.literal('v1').optional(),
  model,
  voice: z.string(),
});
const awsPolly = z.strictObject({
  type: z.literal('aws_polly'),
  voice: z.string(),
  language: z.string(),
  language_code: z.string().optional(),
  engine: z.enum(['generative', 'long-form', 'standard', 'neural']),
  credentials: awsCredentials,
});

const speakSchema = z
  .strictObject({
    provider: z.discriminatedUnion('type', [speakDeepgram, elevenLabs, cartesia, openAiVoice, awsPolly]),
    endpoint: endpoint.optional(),
  })
  .refine(
    ({ provider, endpoint }) =>
      endpoint !== undefined || !['eleven_labs', 'open_ai', 'aws_polly'].includes(provider.type),
    {
      path: ['endpoint'],
      message: 'is required for this provider',
    },
  )
  .refine(
    ({ provider }) =>
      provider.type !== 'deepgram' || (provider.version === 'v2') === provider.model.startsWith('flux-'),
    {
      path: ['provider', 'version'],
      message: 'does not fit the model: v1 goes with aura voices, v2 with flux voices',
    },
  );

const nova = z
  .strictObject({
    type: z.literal('deepgram'),
    version: z.literal('v1').optional(),
    model: model.default('nova-3'),
    language: z.string().optional(),
    keyterms: z.array(z.string()).optional(),
    smart_format: z.boolean().optional(),
  })
  .refine((provider) => !provider.model.startsWith('flux-'), { path: ['version'], message: 'flux models need v2' });
const flux = z
  .strictObject({
    type: z.literal('deepgram'),
    version: z.literal('v2'),
    model: z.enum(['flux-general-en', 'flux-general-multi']),
    language_hints: z.array(z.string()).optional(),
    keyterms: z.array(z.string()).optional(),
    eot_threshold: z.number().min(0.5).max(1).optional(),
    eager_eot_threshold: z.number().min(0.3).max(0.9).optional(),
    eot_timeout_ms: z.int().min(500).max(60_000).default(5000),
  })
  .refine((provider) => provider.language_hints === undefined || provider.model === 'flux-general-multi', {
    path: ['language_hints'],
    message: 'only flux-general-multi takes hints',
  })
  .refine((provider) => (provider.eager_eot_threshold ?? 0) <= (provider.eot_threshold ?? 0.7), {
    path: ['eager_eot_threshold'],
    message: 'exceeds eot_threshold',
  });
const listenProvider = z.discriminatedUnion('version', [nova, flux]);

const inputFormat = z
  .strictObject({
    encoding: z.enum([
      'linear16',
      'linear32',
      'flac',
      'alaw',
      'mulaw',
      'amr-nb',
      'amr-wb',
      'opus',
      'ogg-opus',
      'speex',
      'g729',
    ]),
    sample_rate: z.int().positive(),
  })
  .refine(
    ({ encoding, sample_rate }) => encoding === 'mulaw' && sample_rate === 8000,
    'only mulaw at 8000 Hz is simulated',
  );
const outputFormat = z
  .strictObject({
    encoding: z.enum(['linear16', 'mulaw', 'alaw', 'mp3', 'opus', 'flac', 'aac']).optional(),
    sample_rate: z.int().positive().optional(),
    bitrate: z.int().positive().optional(),
    container: z.enum(['none', 'wav', 'ogg']).optional(),
  })
  .refine(
    ({ encoding, sample_rate, container }) =>
      encoding === 'mulaw' && sample_rate === 8000 && (container ?? 'none') === 'none',
    'only mulaw at 8000 Hz without container is simulated',
  )
  .refine(({ bitrate }) => bitrate === undefined, { path: ['bitrate'], message: 'does not go with mulaw' });

/** What Deepgram takes and sends when a format is left out. */
const UNLESS_SAID = { encoding: 'linear16', sample_rate: 24_000 } as const;

/** Client and server use the same shape for the conversation so far. */
export const historySchema = z.union([
  z.strictObject({ type: z.literal('History'), role: z.enum(['user', 'assistant']), content: z.string() }),
  z.strictObject({
    type: z.literal('History'),
    function_calls: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        client_side: z.boolean(),
        arguments: z.string(),
        response: z.string(),
        thought_signature: z.string().optional(),
      }),
    ),
  }),
]);

const oneOrMore = <Schema extends z.ZodType>(schema: Schema) => z.union([schema, z.array(schema).min(1)]);

const agent = z.strictObject({
  language: z.string().optional(),
  greeting: z.string().optional(),
  context: z.strictObject({ messages: z.array(historySchema).optional() }).optional(),
  listen: z.strictObject({ provider: listenProvider.optional() }).optional(),
  think: oneOrMore(thinkSchema).optional(),
  speak: oneOrMore(speakSchema).optional(),
});

export const settingsSchema = z.strictObject({
  type: z.literal('Settings'),
  tags: z.array(z.string()).optional(),
  experimental: z.boolean().default(false),
  mip_opt_out: z.boolean().default(false),
  flags: z.strictObject({ history: z.boolean().default(true) }).default({ history: true }),
  audio: z.strictObject({ input: inputFormat.prefault(UNLESS_SAID), output: outputFormat.prefault(UNLESS_SAID) }),
  agent: z.union([agent, z.uuid()]),
});

export const listenSchema = z.strictObject({ provider: listenProvider });
export const thinkUpdateSchema = oneOrMore(thinkSchema);
export const speakUpdateSchema = oneOrMore(speakSchema);

export type Settings = z.output<typeof settingsSchema>;
export type ThinkSettings = z.output<typeof thinkSchema>;
export type SpeakSettings = z.output<typeof speakSchema>;
export type ListenProvider = z.output<typeof listenProvider>;
export type History = z.output<typeof historySchema>;
