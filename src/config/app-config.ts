export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export const AGENT_DRIVERS = ['deepgram', 'pipeline'] as const;

/** By whose protocol a model is spoken to; `open_ai` is that of most hosted and local models. */
export const LLM_PROVIDERS = ['open_ai', 'anthropic'] as const;

/** `scrambled` keeps the level of every packet and none of its words. */
export const CAPTURE_AUDIO = ['scrambled', 'clear'] as const;
export type CaptureAudio = (typeof CAPTURE_AUDIO)[number];

/** A key that lies outside of the database: 32 bytes, under a name that may be stored beside what it has sealed. */
export interface EncryptionKey {
  readonly id: string;
  readonly key: Buffer;
}

/**
 * After the drain: how long a call that is to be handed on is waited for until it is quiet. Agents read out lists, and callers think. No
 * process may be ended before that.
 */
export const QUIET_WITHIN_MS = 45_000;

/**
 * Everything the app may know of its surroundings: complete, validated and frozen. Abstract class, so that it doubles as
 * the injection token.
 */
export abstract class AppConfig {
  abstract readonly mode: 'production' | 'development' | 'test';
  abstract readonly host: string;
  abstract readonly port: number;
  /** Where the carrier reaches us, without a trailing slash. Signatures are checked against exactly this. */
  abstract readonly publicUrl: string;
  /** Proxies between us and the carrier or a client, each of which adds the address that it was asked from. */
  abstract readonly trustedProxies: number;
  abstract readonly logLevel: (typeof LOG_LEVELS)[number];
  abstract readonly databaseUrl: string;
  /** The same database without a pooler in between. Absent: there is none, or no way around it. */
  abstract readonly databaseDirectUrl?: string;
  /** The first seals what is new; the others open what was sealed before. */
  abstract readonly encryptionKeys: readonly [EncryptionKey, ...EncryptionKey[]];
  abstract readonly twilio: { readonly accountSid: string; readonly authToken: string; readonly apiUrl: string };
  abstract readonly agent: {
    /** `deepgram`: its Voice Agent, with the pipeline behind it where there is a model. `pipeline`: nothing else. */
    readonly driver: (typeof AGENT_DRIVERS)[number];
    readonly deepgram: {
      readonly apiKey: string;
      readonly url: string;
      /** Where a session is opened when `url` can't be reached. */
      readonly fallbackUrl: string | null;
      /** Speech to text, for the pipeline. A path that ends with `/v1/listen` is that of Nova, `/v2/listen` that of Flux. */
      readonly listenUrl: string;
      /** Text to speech, ws(s):// or http(s)://: whoever uses it swaps the scheme for the one that is needed. */
      readonly speakUrl: string;
    };
    /** What thinks in the pipeline. Null: there is no pipeline. */
    readonly model: {
      readonly provider: (typeof LLM_PROVIDERS)[number];
      readonly apiKey: string;
      /** Null: the provider's own. */
      readonly baseUrl: string | null;
      /** In the order in which they are tried. Empty: those of the clinic's agent profile. */
      readonly names: readonly string[];
    } | null;
  };
  abstract readonly maxConcurrentCalls: number;
  /** How long live calls go on in a process that is asked to end, before they are handed on to another one. */
  abstract readonly drainMs: number;
  /** Who gets `/metrics` and the API's document. Absent: whoever asks for them. */
  abstract readonly metrics?: {
    /** Only who presents it. */
    readonly token?: string;
    /** At this port, and at it nothing else. */
    readonly port?: number;
    readonly host?: string;
  };
  /** Where spans are sent: the address of a collector, without the path for traces. Absent: there are none. */
  abstract readonly tracesEndpoint?: string;
  /** Where and how the carrier's messages are recorded, call by call. Absent: nothing is. */
  abstract readonly capture?: { readonly dir: string; readonly audio: CaptureAudio };
  /** Which of our numbers this process calls to see whether the line works, and how often. Absent: it calls none. */
  abstract readonly syntheticCall?: { readonly number: string; readonly everyMs: number };
  /**
   * Where the ends of the audit chains are kept outside of the database, as addresses, and how often. The secret signs what is sent to web
   * addresses. Absent: nowhere.
   */
  abstract readonly auditAnchors?: {
    readonly targets: readonly string[];
    readonly everyMs: number;
    readonly secret: string;
  };
}
