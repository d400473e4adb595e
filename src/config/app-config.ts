export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

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
  abstract readonly logLevel: (typeof LOG_LEVELS)[number];
  abstract readonly databaseUrl: string;
  abstract readonly twilio: { readonly accountSid: string; readonly authToken: string; readonly apiUrl: string };
  abstract readonly agent: {
    readonly driver: 'deepgram';
    readonly deepgram: { readonly apiKey: string; readonly url: string };
  };
  abstract readonly maxConcurrentCalls: number;
}
