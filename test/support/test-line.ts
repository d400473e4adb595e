import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApp } from '../../src/app.js';
import { hashApiKey } from '../../src/auth/api-key.js';
import { SystemClock, type Clock } from '../../src/common/clock/clock.js';
import type { PrismaService } from '../../src/common/database/prisma.service.js';
import { Logger } from '../../src/common/logging/logger.js';
import type { AppConfig } from '../../src/config/app-config.js';
import { seedDemoClinic } from '../../src/runtime/demo-clinic.repository.js';
import { openDemoDatabase } from './demo-database.js';
import { freePort } from './free-port.js';
import { ManualClock } from './manual-clock.js';
import { asProduct, openTestDatabase, TEST_KEYS, type TestDatabase } from './test-database.js';

export const AUTH_TOKEN = 'test-auth-token';
export const ACCOUNT_SID = `AC${'0'.repeat(32)}`;
export const API_KEY = 'cl_test-key';

/** The whole server on a port of its own, answering for the demo clinic, with its log kept for inspection. */
export interface TestLine {
  baseUrl: string;
  clinicNumber: string;
  app: NestExpressApplication;
  database: PrismaService;
  /** For the owner of its tables. */
  databaseUrl: string;
  config: AppConfig;
  /** Every line that was logged, as written. */
  logLines: string[];
  api(path: string, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

export interface TestLineOptions {
  /** Address of the voice agent's stand-in. */
  agentUrl: string;
  agentFallbackUrl?: string;
  driver?: AppConfig['agent']['driver'];
  /** The language model of the pipeline. */
  model?: NonNullable<AppConfig['agent']['model']>;
  /** Where the carrier reaches the server when that is not the server itself. */
  publicUrl?: string;
  clock?: Clock;
  /** A free one when not given. */
  port?: number;
  /** Address of the carrier's REST API; nobody answers there when it is left out. */
  carrierUrl?: string;
  maxConcurrentCalls?: number;
  capture?: NonNullable<AppConfig['capture']>;
  /** Address of a collector of traces. */
  metrics?: AppConfig['metrics'];
  tracesEndpoint?: string;
  /** How often the demo's clinic is called by the server itself; never when not given. */
  syntheticCallEveryMs?: number;
  /** A second server on the same database; it is left to its owner. */
  sharing?: TestDatabase;
}

/** Of the same time for all whose clock stands still there; a clock that goes has a time of its own each time. */
const databaseAt = (clock: Clock | undefined): Promise<TestDatabase> => {
  if (!clock) return openDemoDatabase();
  return clock instanceof ManualClock ? openDemoDatabase(clock.now()) : openTestDatabase();
};

export async function startLine(options: TestLineOptions): Promise<TestLine> {
  const clock = options.clock ?? new SystemClock();
  const database = options.sharing ?? (await databaseAt(options.clock));
  await seedDemoClinic(database.prisma, clock.now());
  const { number, clinicId } = await database.prisma.phoneNumber.findFirstOrThrow();
  await database.prisma.apiKey.createMany({
    data: [
      {
        keyHash: hashApiKey(API_KEY),
        clinicId,
        name: 'test',
        prefix: 'cl_test',
        role: 'owner',
        createdAt: new Date(0),
      },
    ],
    skipDuplicates: true,
  });
  const port = options.port ?? (await freePort());
  const baseUrl = `http://127.0.0.1:${port}`;
  const config: AppConfig = {
    mode: 'test',
    host: '127.0.0.1',
    port,
    publicUrl: options.publicUrl ?? baseUrl,
    trustedProxies: 0,
    logLevel: 'info',
    databaseUrl: asProduct(database.url),
    encryptionKeys: TEST_KEYS,
    twilio: { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, apiUrl: options.carrierUrl ?? 'http://127.0.0.1:1' },
    agent: {
      driver: options.driver ?? 'deepgram',
      deepgram: {
        apiKey: 'test-deepgram-key',
        url: options.agentUrl,
        fallbackUrl: options.agentFallbackUrl ?? null,
        listenUrl: new URL('/v2/listen', options.agentUrl).href,
        speakUrl: new URL('/v1/speak', options.agentUrl).href,
      },
      model: options.model ?? null,
    },
    maxConcurrentCalls: options.maxConcurrentCalls ?? 100,
    drainMs: 0,
    ...(options.capture ? { capture: options.capture } : {}),
    ...(options.metrics ? { metrics: options.metrics } : {}),
    ...(options.tracesEndpoint ? { tracesEndpoint: options.tracesEndpoint } : {}),
    ...(options.syntheticCallEveryMs ? { syntheticCall: { number, everyMs: options.syntheticCallEveryMs } } : {}),
  };
  const logLines: string[] = [];
  const logger = Logger.create('trace', { write: (line: string) => void logLines.push(line) });
  const app = await createApp(config, logger, clock);
  await app.listen(port, config.host);
  return {
    baseUrl,
    clinicNumber: number,
    app,
    database: database.prisma,
    databaseUrl: database.url,
    config,
    logLines,
    api: (path, headers = { authorization: `Bearer ${API_KEY}` }) => fetch(baseUrl + path, { headers }),
    async close() {
      await app.close();
      if (!options.sharing) await database.close();
    },
  };
}
