import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { AppConfig } from './app-config.js';
import { projectRoot } from './project-root.js';
import { environmentSchema, type Needs } from './settings.schema.js';

/** Just under what the one core of a process was measured to bear (docs/capacity.md). */
const CALLS_A_PROCESS = 80;

/**
 * What the environment says, validated. An absent vendor or database is one that a stand-in may take the place of; in
 * production none is absent that the command needs.
 */
export interface Settings {
  mode: AppConfig['mode'];
  host?: string;
  port: number;
  publicUrl?: string;
  trustedProxies: number;
  databaseUrl?: string;
  /** Of the login that owns the tables, where `databaseUrl` is not its own. */
  databaseMigrationUrl?: string;
  databaseDirectUrl?: string;
  encryptionKeys?: AppConfig['encryptionKeys'];
  twilio?: { accountSid: string; authToken: string };
  twilioApiUrl?: string;
  agentDriver: AppConfig['agent']['driver'];
  deepgram: { apiKey?: string; url?: string; fallbackUrl?: string; listenUrl?: string; speakUrl?: string };
  model?: NonNullable<AppConfig['agent']['model']>;
  maxConcurrentCalls: number;
  drainMs: number;
  /** How many processes serve the port together. */
  workers: number;
  logLevel?: AppConfig['logLevel'];
  /** Absolute path of the folder that keeps the demo's database and secrets. */
  dataDir: string;
  demoCall: boolean;
  /** Who runs commands that ask for a name. */
  operator?: string;
  capture?: NonNullable<AppConfig['capture']>;
  metrics?: NonNullable<AppConfig['metrics']>;
  tracesEndpoint?: string;
  syntheticCall?: NonNullable<AppConfig['syntheticCall']>;
  auditAnchors?: NonNullable<AppConfig['auditAnchors']>;
}

/** Every variable that can't be used, by name and reason. Values are never quoted: some are secrets. */
export class SettingsError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(['The environment can not be used:', ...problems.map((problem) => `  ${problem}`)].join('\n'));
  }
}

/** Read from the environment by the clients of OpenAI and Anthropic, which then send them in place of the key that is set here. */
const HEADERS_OF_CLIENTS = ['OPENAI_CUSTOM_HEADERS', 'ANTHROPIC_CUSTOM_HEADERS'];

/** Reads `.env` in the project's folder, which never overrides a variable that is set, and then the environment. */
export function loadSettings(needs: Needs): Settings {
  const file = join(projectRoot, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  for (const name of HEADERS_OF_CLIENTS) delete process.env[name];
  return parseSettings(process.env, needs);
}

export function parseSettings(environment: Record<string, string | undefined>, needs: Needs): Settings {
  const isSet = ([, value]: [string, string | undefined]) => value?.trim();
  const parsed = environmentSchema(needs).safeParse(Object.fromEntries(Object.entries(environment).filter(isSet)));
  if (!parsed.success) {
    throw new SettingsError(parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`));
  }
  const variables = parsed.data;
  const { LLM_PROVIDER: provider, LLM_API_KEY = '', LLM_BASE_URL = null, LLM_MODEL = [] } = variables;
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, CAPTURE_DIR: captureDir } = variables;
  const { METRICS_TOKEN: metricsToken, METRICS_PORT: metricsPort, METRICS_HOST: metricsHost } = variables;
  const {
    AUDIT_ANCHORS: anchors,
    AUDIT_ANCHOR_MINUTES: anchorMinutes,
    AUDIT_ANCHOR_SECRET: anchorSecret = '',
  } = variables;
  const { SYNTHETIC_CALL_NUMBER: syntheticNumber, SYNTHETIC_CALL_MINUTES: syntheticMinutes } = variables;
  return {
    mode: variables.NODE_ENV,
    host: variables.HOST,
    port: variables.PORT,
    publicUrl: variables.PUBLIC_URL,
    trustedProxies: variables.TRUSTED_PROXIES,
    databaseUrl: variables.DATABASE_URL,
    databaseMigrationUrl: variables.DATABASE_MIGRATION_URL,
    databaseDirectUrl: variables.DATABASE_DIRECT_URL,
    encryptionKeys: variables.ENCRYPTION_KEYS,
    twilio: accountSid && authToken ? { accountSid, authToken } : undefined,
    twilioApiUrl: variables.TWILIO_API_URL,
    agentDriver: variables.AGENT_DRIVER,
    deepgram: {
      apiKey: variables.DEEPGRAM_API_KEY,
      url: variables.DEEPGRAM_AGENT_URL,
      fallbackUrl: variables.DEEPGRAM_AGENT_FALLBACK_URL,
      listenUrl: variables.DEEPGRAM_LISTEN_URL,
      speakUrl: variables.DEEPGRAM_SPEAK_URL,
    },
    model: provider && { provider, apiKey: LLM_API_KEY, baseUrl: LLM_BASE_URL, names: LLM_MODEL },
    maxConcurrentCalls: variables.MAX_CONCURRENT_CALLS ?? CALLS_A_PROCESS * variables.WORKERS,
    drainMs: variables.DRAIN_SECONDS * 1000,
    workers: variables.WORKERS,
    logLevel: variables.LOG_LEVEL,
    dataDir: resolve(projectRoot, variables.DATA_DIR),
    demoCall: variables.DEMO_CALL === 'on',
    operator: variables.OPERATOR,
    capture: captureDir ? { dir: resolve(projectRoot, captureDir), audio: variables.CAPTURE_AUDIO } : undefined,
    metrics: metricsToken || metricsPort ? { token: metricsToken, port: metricsPort, host: metricsHost } : undefined,
    tracesEndpoint: variables.OTEL_EXPORTER_OTLP_ENDPOINT,
    syntheticCall: syntheticNumber ? { number: syntheticNumber, everyMs: syntheticMinutes * 60_000 } : undefined,
    auditAnchors: anchors && { targets: anchors, everyMs: anchorMinutes * 60_000, secret: anchorSecret },
  };
}
