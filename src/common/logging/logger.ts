import { pino, type DestinationStream, type Logger as Pino } from 'pino';

/**
 * The only fields a log line may carry: ids, enums, counts and durations. It is a closed list so that a person's name, a
 * transcript or a vendor's raw frame does not compile.
 */
export interface LogFields {
  callId?: string;
  callSid?: string;
  /** Stands for the call in metrics. */
  callHash?: string;
  clinicId?: string;
  apiKeyId?: string;
  streamSid?: string;
  requestId?: string;
  /** Stable code of ours or of a provider, e.g. `CLIENT_MESSAGE_TIMEOUT`. */
  code?: string;
  status?: string | number;
  reason?: string;
  tool?: string;
  driver?: string;
  /** Which way to a voice agent, e.g. `deepgram_fallback`. */
  route?: string;
  outcome?: string;
  component?: string;
  /** Primary key of a row: ids and tokens. */
  row?: string;
  count?: number;
  attempt?: number;
  durationMs?: number;
  bytes?: number;
  port?: number;
  pid?: number;
  /** Class of an unknown error. Its message is not logged: it may quote what it choked on. */
  errorClass?: string;
  /** Where an unknown error was thrown: file and line of our own frames only. */
  errorAt?: string;
}

const ALLOWED: Record<keyof LogFields, true> = {
  callId: true,
  callSid: true,
  callHash: true,
  clinicId: true,
  apiKeyId: true,
  streamSid: true,
  requestId: true,
  code: true,
  status: true,
  reason: true,
  tool: true,
  driver: true,
  route: true,
  outcome: true,
  component: true,
  row: true,
  count: true,
  attempt: true,
  durationMs: true,
  bytes: true,
  port: true,
  pid: true,
  errorClass: true,
  errorAt: true,
};

/** An object that has more than its type says compiles as soon as it is not written in place. */
const allowed = (fields: LogFields): LogFields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => Object.hasOwn(ALLOWED, name)));

/** Structured log: a dotted past-tense event name such as `call.connected`, and allow-listed fields. */
export class Logger {
  constructor(private readonly pino: Pino) {}

  static create(level: string, destination?: DestinationStream): Logger {
    const options = { level, base: null, timestamp: () => `,"time":"${new Date(Date.now()).toISOString()}"` };
    return new Logger(destination ? pino(options, destination) : pino(options));
  }

  debug(event: string, fields: LogFields = {}): void {
    this.pino.debug({ event, ...allowed(fields) });
  }
  info(event: string, fields: LogFields = {}): void {
    this.pino.info({ event, ...allowed(fields) });
  }
  warn(event: string, fields: LogFields = {}): void {
    this.pino.warn({ event, ...allowed(fields) });
  }
  error(event: string, fields: LogFields = {}): void {
    this.pino.error({ event, ...allowed(fields) });
  }
}

/** Codes of ours (`calls/not_found`), of Node (`ECONNRESET`), of Postgres (`23505`) and of Prisma (`P2002`), and no words. */
const CODE = /^([a-z]+\/[a-z0-9_]+|[A-Z][A-Z0-9_]+|[0-9A-Z]{5})$/;

/** Without the message that the stack begins with: it may look like a frame. */
const frames = ({ stack = '', message }: Error): string[] =>
  stack
    .replace(message, () => '')
    .split('\n')
    .filter((line) => line.startsWith('    at '));

/** What may be said of an error nobody expected: its class, its code if it has one, and where in our code it arose. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { errorClass: typeof error };
  const code: unknown = 'code' in error ? error.code : undefined;
  const frame = frames(error).find((line) => /\((?!node:).*\/(src|dist|\.build)\//.test(line));
  const errorAt = frame?.match(/([^/(]+:\d+):\d+\)/)?.[1];
  return {
    errorClass: error.constructor.name,
    ...(typeof code === 'string' && CODE.test(code) ? { code } : {}),
    ...(errorAt ? { errorAt } : {}),
  };
}
