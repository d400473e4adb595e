import { z } from 'zod';
import { AGENT_DRIVERS, CAPTURE_AUDIO, LLM_PROVIDERS, LOG_LEVELS } from './app-config.js';

const MODES = ['production', 'development', 'test'] as const;

/** zod's own texts for a wrong choice list the choices and nothing else; all other texts are given here. */
const text = (pattern: RegExp, message: string) => z.string(message).regex(pattern, message);

const wholeNumber = (min: number, max: number) => {
  const message = `must be a whole number from ${min} to ${max}`;
  return text(/^\d+$/, message).transform(Number).pipe(z.number().min(min, message).max(max, message));
};

const address = (protocols: readonly string[], message: string) =>
  z.string(message).refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), message);

const plainAddress = (protocols: readonly string[], message: string) =>
  address(protocols, message)
    .refine((value) => !/[?#@]/.test(value), 'must have no user, query or fragment')
    .transform((value) => value.replace(/\/+$/, ''));

/** What can travel in an HTTP header. The vendors don't promise a form, so none is asked for. */
const secret = text(/^[\x21-\x7e]+$/, 'must be printable and without spaces');

const LISTEN_ADDRESS = 'must be a ws:// or wss:// address that ends with /v1/listen or /v2/listen';

/** `name,name`, in the order in which they are tried. */
const modelNames = text(/^[\w.:/@-]{1,80}(\s*,\s*[\w.:/@-]{1,80}){0,4}$/, "must be up to five models' names").transform(
  (names) => names.split(',').map((name) => name.trim()),
);

const KEY_BYTES = 32;

/** `id:base64,id:base64`, each of 32 bytes. */
const encryptionKeys = z.string().transform((value, context) => {
  const refuse = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  const keys = value.split(',').map((part) => {
    const [, id, key] = /^\s*([\w-]{1,32}):([A-Za-z0-9+/]+={0,2})\s*$/.exec(part) ?? [];
    return id && key ? { id, key: Buffer.from(key, 'base64') } : null;
  });
  const [first, ...others] = keys.filter((key) => key !== null);
  if (!first || others.length + 1 < keys.length) return refuse('must be id:base64, separated by commas');
  const all = [first, ...others] as const;
  if (all.some(({ key }) => key.length !== KEY_BYTES)) return refuse(`must hold keys of ${KEY_BYTES} bytes, base64`);
  if (new Set(all.map(({ id }) => id)).size < all.length) return refuse('must name each key differently');
  return all;
});

/** `file:///path` and `https://` addresses. Only a server on this machine is spoken to in the clear. */
const ANCHOR = /^(file:\/\/\/[^/]|https:\/\/|http:\/\/(127\.0\.0\.1|localhost)[:/])/;
const anchors = z
  .string()
  .transform((value) => value.split(',').map((part) => part.trim()))
  .refine(
    (parts) => parts.every((part) => ANCHOR.test(part) && URL.canParse(part)),
    'must be file:/// and https:// addresses, separated by commas',
  );

const shape = {
  NODE_ENV: z.enum(MODES).default('development'),
  HOST: text(/^[\w.:-]+$/, 'must be a host name or an IP address').optional(),
  PORT: wholeNumber(1, 65_535).default(3_000),
  PUBLIC_URL: plainAddress(['http:', 'https:'], 'must be an http:// or https:// address').optional(),
  TRUSTED_PROXIES: wholeNumber(0, 10).default(0),
  DATABASE_URL: address(['postgres:', 'postgresql:'], 'must be a postgresql:// address').optional(),
  DATABASE_MIGRATION_URL: address(['postgres:', 'postgresql:'], 'must be a postgresql:// address').optional(),
  DATABASE_DIRECT_URL: address(['postgres:', 'postgresql:'], 'must be a postgresql:// address').optional(),
  ENCRYPTION_KEYS: encryptionKeys.optional(),
  TWILIO_ACCOUNT_SID: text(/^AC[0-9a-zA-Z]{32}$/, 'must be AC and 32 letters or digits').optional(),
  TWILIO_AUTH_TOKEN: secret.optional(),
  TWILIO_API_URL: plainAddress(['http:', 'https:'], 'must be an http:// or https:// address').optional(),
  DEEPGRAM_API_KEY: secret.optional(),
  DEEPGRAM_AGENT_URL: address(['ws:', 'wss:'], 'must be a ws:// or wss:// address').optional(),
  DEEPGRAM_AGENT_FALLBACK_URL: address(['ws:', 'wss:'], 'must be a ws:// or wss:// address').optional(),
  DEEPGRAM_SPEAK_URL: address(
    ['ws:', 'wss:', 'http:', 'https:'],
    'must be a ws://, wss://, http:// or https:// address',
  ).optional(),
  DEEPGRAM_LISTEN_URL: z
    .string()
    .refine((value) => URL.canParse(value) && /^wss?:.*\/v[12]\/listen$/.test(value), LISTEN_ADDRESS)
    .optional(),
  AGENT_DRIVER: z.enum(AGENT_DRIVERS).default('deepgram'),
  LLM_PROVIDER: z.enum(LLM_PROVIDERS).optional(),
  LLM_API_KEY: secret.optional(),
  LLM_BASE_URL: plainAddress(['http:', 'https:'], 'must be an http:// or https:// address').optional(),
  LLM_MODEL: modelNames.optional(),
  MAX_CONCURRENT_CALLS: wholeNumber(1, 10_000).optional(),
  WORKERS: wholeNumber(1, 128).default(1),
  DRAIN_SECONDS: wholeNumber(0, 14_400).default(20),
  METRICS_TOKEN: secret.min(16, 'must have at least 16 characters').optional(),
  METRICS_PORT: wholeNumber(1, 65_535).optional(),
  METRICS_HOST: text(/^[\w.:-]+$/, 'must be a host name or an IP address').optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS).optional(),
  DATA_DIR: z.string().default('.data'),
  DEMO_CALL: z.enum(['on', 'off']).default('on'),
  OPERATOR: text(/^[\x21-\x7e]{1,100}$/, 'must be an e-mail address or login name, without spaces').optional(),
  CAPTURE_DIR: z.string().optional(),
  CAPTURE_AUDIO: z.enum(CAPTURE_AUDIO).default('scrambled'),
  OTEL_EXPORTER_OTLP_ENDPOINT: plainAddress(['http:', 'https:'], 'must be an http:// or https:// address').optional(),
  SYNTHETIC_CALL_NUMBER: text(
    /^\+[1-9]\d{6,14}$/,
    'must be a number with its country code, as +15125550100',
  ).optional(),
  SYNTHETIC_CALL_MINUTES: wholeNumber(1, 240).default(15),
  AUDIT_ANCHORS: anchors.optional(),
  AUDIT_ANCHOR_MINUTES: wholeNumber(1, 1440).default(60),
  AUDIT_ANCHOR_SECRET: text(
    /^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/,
    'must be whsec_ and 24 to 64 bytes, base64',
  ).optional(),
};

export type Variable = keyof typeof shape;
export const VARIABLES = Object.keys(shape) as Variable[];

/** What a command needs in production, where nothing stands in for what is missing. */
const NEEDS = {
  server: [
    'DATABASE_URL',
    'ENCRYPTION_KEYS',
    'TWILIO_ACCOUNT_SID',
    'TWILIO_AUTH_TOKEN',
    'DEEPGRAM_API_KEY',
    'PUBLIC_URL',
  ],
  database: ['DATABASE_URL', 'ENCRYPTION_KEYS'],
  nothing: [],
} as const satisfies Record<string, readonly Variable[]>;

export type Needs = keyof typeof NEEDS;

/** The one schema of the environment. It takes variables that are set: whoever reads them drops empty ones. */
export function environmentSchema(needs: Needs) {
  return z.object(shape).superRefine(
    (environment, context) => {
      const missing = (variable: Variable, message: string) =>
        context.addIssue({ code: 'custom', path: [variable], message });
      const { DATABASE_URL, DATABASE_MIGRATION_URL } = environment;
      const { NODE_ENV, PUBLIC_URL, TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN } = environment;
      const { AGENT_DRIVER, LLM_PROVIDER, LLM_API_KEY, LLM_BASE_URL, LLM_MODEL } = environment;
      if (DATABASE_MIGRATION_URL && !DATABASE_URL)
        missing('DATABASE_URL', 'must be set together with DATABASE_MIGRATION_URL');
      const { PORT, METRICS_PORT, METRICS_HOST } = environment;
      if (METRICS_PORT && METRICS_PORT === PORT) missing('METRICS_PORT', 'must be another port than PORT');
      if (METRICS_HOST && !METRICS_PORT) missing('METRICS_PORT', 'is required with METRICS_HOST');
      if (LLM_PROVIDER && !LLM_API_KEY && !LLM_BASE_URL) missing('LLM_API_KEY', 'is required with LLM_PROVIDER');
      if (LLM_PROVIDER && LLM_BASE_URL && !LLM_MODEL) missing('LLM_MODEL', 'is required with LLM_BASE_URL');
      if (!LLM_PROVIDER && (LLM_API_KEY ?? LLM_BASE_URL ?? LLM_MODEL))
        missing('LLM_PROVIDER', 'must be set together with LLM_API_KEY, LLM_BASE_URL and LLM_MODEL');
      if (environment.AUDIT_ANCHORS?.some((target) => target.startsWith('http')) && !environment.AUDIT_ANCHOR_SECRET)
        missing('AUDIT_ANCHOR_SECRET', 'is required with a web address in AUDIT_ANCHORS');
      if (NODE_ENV === 'production') {
        for (const variable of NEEDS[needs]) if (!environment[variable]) missing(variable, 'is required in production');
        if (needs === 'server' && AGENT_DRIVER === 'pipeline' && !LLM_PROVIDER)
          missing('LLM_PROVIDER', 'is required in production with AGENT_DRIVER=pipeline');
        if (PUBLIC_URL?.startsWith('http:')) missing('PUBLIC_URL', 'must be an https:// address in production');
      } else if (TWILIO_ACCOUNT_SID && !TWILIO_AUTH_TOKEN) {
        missing('TWILIO_AUTH_TOKEN', 'must be set together with TWILIO_ACCOUNT_SID');
      } else if (TWILIO_AUTH_TOKEN && !TWILIO_ACCOUNT_SID) {
        missing('TWILIO_ACCOUNT_SID', 'must be set together with TWILIO_AUTH_TOKEN');
      }
    },
    { when: () => true }, // also when a variable is bad already: all of them are named at once
  );
}
