import type { AppConfig } from '../config/app-config.js';
import type { Settings } from '../config/settings.js';

/** Which parts of the outside are played by stand-ins: each one whose real settings are absent. */
export interface StandInsInUse {
  readonly database: boolean;
  readonly carrier: boolean;
  /** False also when only an address is set: then a Deepgram of somebody's own answers there. */
  readonly agent: boolean;
  /** The language model of the pipeline. It has none when an agent is there and a pipeline is not asked for. */
  readonly model: boolean;
}

/** What the composition found or made for the parts that the settings may leave out. */
export interface Parts {
  databaseUrl: string;
  encryptionKeys: AppConfig['encryptionKeys'];
  twilio: AppConfig['twilio'];
  deepgram: AppConfig['agent']['deepgram'];
  model: AppConfig['agent']['model'];
}

const TWILIO_API_URL = 'https://api.twilio.com';
const DEEPGRAM_AGENT_URL = 'wss://agent.deepgram.com/v1/agent/converse';
const DEEPGRAM_API_URL = 'wss://api.deepgram.com';

export function standInsFor(settings: Settings): StandInsInUse {
  const { apiKey, url } = settings.deepgram;
  const agent = !apiKey && !url;
  const model = !settings.model && (agent || settings.agentDriver === 'pipeline');
  return { database: !settings.databaseUrl, carrier: !settings.twilio, agent, model };
}

export const publicUrlOf = ({ publicUrl, port }: Settings): string => publicUrl ?? `http://127.0.0.1:${port}`;

export function buildAppConfig(settings: Settings, parts: Parts): AppConfig {
  return {
    mode: settings.mode,
    host: hostFor(settings),
    port: settings.port,
    publicUrl: publicUrlOf(settings),
    trustedProxies: settings.trustedProxies,
    logLevel: logLevelFor(settings),
    databaseUrl: parts.databaseUrl,
    ...(settings.databaseDirectUrl ? { databaseDirectUrl: settings.databaseDirectUrl } : {}),
    encryptionKeys: parts.encryptionKeys,
    twilio: parts.twilio,
    agent: { driver: settings.agentDriver, deepgram: parts.deepgram, model: parts.model },
    maxConcurrentCalls: settings.maxConcurrentCalls,
    drainMs: settings.drainMs,
    ...(settings.capture ? { capture: settings.capture } : {}),
    ...(settings.metrics ? { metrics: settings.metrics } : {}),
    ...(settings.tracesEndpoint ? { tracesEndpoint: settings.tracesEndpoint } : {}),
    ...(settings.syntheticCall ? { syntheticCall: settings.syntheticCall } : {}),
    ...(settings.auditAnchors ? { auditAnchors: settings.auditAnchors } : {}),
  };
}

/** Loopback while anything is simulated: the demo's callers are on this machine, and nobody else has to reach it. */
export function hostFor(settings: Settings): string {
  const isSimulated = Object.values(standInsFor(settings)).includes(true);
  return settings.host ?? (isSimulated ? '127.0.0.1' : '0.0.0.0');
}

/** The demo's terminal shows its call as it is spoken: the log joins in for what goes wrong, or when asked to. */
export function logLevelFor(settings: Settings): AppConfig['logLevel'] {
  return settings.logLevel ?? (standInsFor(settings).carrier ? 'warn' : 'info');
}

/** The configuration of a server that nothing stands in for. The settings' schema has seen to it that all is there. */
export function buildProductionConfig(settings: Settings): AppConfig {
  const { databaseUrl, encryptionKeys, twilio, deepgram } = settings;
  if (!databaseUrl || !encryptionKeys || !twilio || !deepgram.apiKey) throw new Error('production accepts no stand-in');
  return buildAppConfig(settings, {
    databaseUrl,
    encryptionKeys,
    twilio: twilioAt(settings, twilio),
    deepgram: deepgramAt(settings, deepgram.apiKey),
    model: settings.model ?? null,
  });
}

/** Twilio itself, or whoever answers at the address that is set instead. */
export function twilioAt(settings: Settings, account: NonNullable<Settings['twilio']>): AppConfig['twilio'] {
  return { ...account, apiUrl: settings.twilioApiUrl ?? TWILIO_API_URL };
}

/** Deepgram itself, or whoever answers at the address that is set or given instead. */
export function deepgramAt(
  { deepgram }: Settings,
  apiKey: string,
  url = deepgram.url ?? DEEPGRAM_AGENT_URL,
): AppConfig['agent']['deepgram'] {
  const { fallbackUrl = null, listenUrl = beside(url, '/v2/listen'), speakUrl = beside(url, '/v1/speak') } = deepgram;
  return { apiKey, url, fallbackUrl, listenUrl, speakUrl };
}

/** What is said stays in the region, or on the machine, where the conversation is. */
function beside(agentUrl: string, path: string): string {
  const { host } = new URL(agentUrl);
  return new URL(path, host === new URL(DEEPGRAM_AGENT_URL).host ? DEEPGRAM_API_URL : agentUrl).href;
}

/** The server's address as programs on this machine reach it, whatever stands before it outside. */
export function localUrl({ host, port }: Pick<AppConfig, 'host' | 'port'>): string {
  const anyAddress = host === '0.0.0.0' || host === '::';
  return `http://${anyAddress ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host}:${port}`;
}
