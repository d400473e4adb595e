import { Module, type Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { apiKeyPrefix, hashApiKey, newApiKey } from '../../src/auth/api-key.js';
import { AuthModule } from '../../src/auth/auth.module.js';
import { PasswordCost } from '../../src/auth/password-hash.js';
import type { Clock } from '../../src/common/clock/clock.js';
import { CommonModule } from '../../src/common/common.module.js';
import { configureHttp } from '../../src/common/http/configure-http.js';
import { HttpModule } from '../../src/common/http/http.module.js';
import type { ClinicId } from '../../src/common/ids/ids.js';
import { Logger } from '../../src/common/logging/logger.js';
import { NestLogger } from '../../src/common/logging/nest-logger.js';
import type { AppConfig } from '../../src/config/app-config.js';
import { ConfigurationModule } from '../../src/config/configuration.module.js';
import { IdempotencyModule } from '../../src/idempotency/idempotency.module.js';
import { ManualClock } from './manual-clock.js';
import { asProduct, TEST_KEYS, type TestDatabase } from './test-database.js';

const MAX_BODY_BYTES = 4096;

/** What a password usually costs, a quarter of a second, is meant to keep others from trying many, as tests do. */
export const CHEAP_PASSWORDS = new PasswordCost(2 ** 10, 8, 1);

/** Some features of the server, listening, with its guard, pipe and filter. */
export interface TestApi {
  app: NestExpressApplication;
  logLines: string[];
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, body: string, headers?: Record<string, string>): Promise<Response>;
  /** Any method, with a body of JSON where there is one. */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

export async function startApi(
  database: TestDatabase,
  features: {
    imports?: Type[];
    controllers?: Type[];
    clock?: Clock;
    publicUrl?: string;
    carrierUrl?: string;
    auditAnchors?: AppConfig['auditAnchors'];
  },
): Promise<TestApi> {
  const logLines: string[] = [];
  const logger = Logger.create('trace', { write: (line: string) => void logLines.push(line) });
  const clock = features.clock ?? new ManualClock();
  @Module({
    imports: [
      ConfigurationModule.register({
        ...configFor(asProduct(database.url)),
        ...(features.publicUrl ? { publicUrl: features.publicUrl } : {}),
        ...(features.auditAnchors ? { auditAnchors: features.auditAnchors } : {}),
        ...(features.carrierUrl ? { twilio: { ...TWILIO, apiUrl: features.carrierUrl } } : {}),
      }),
      CommonModule.register({ clock, logger }),
      HttpModule,
      AuthModule,
      IdempotencyModule,
      ...(features.imports ?? []),
    ],
    controllers: features.controllers ?? [],
  })
  class TestApiModule {}

  const testing = await Test.createTestingModule({ imports: [TestApiModule] })
    .setLogger(new NestLogger(logger))
    .overrideProvider(PasswordCost)
    .useValue(CHEAP_PASSWORDS)
    .compile();
  const app = testing.createNestApplication<NestExpressApplication>({ bodyParser: false, abortOnError: false });
  configureHttp(app, MAX_BODY_BYTES);
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  return {
    app,
    logLines,
    get: (path, headers = {}) => fetch(url + path, { headers }),
    post: (path, body, headers = {}) =>
      fetch(url + path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } }),
    send: (method, path, body, headers = {}) =>
      fetch(url + path, {
        method,
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    close: () => app.close(),
  };
}

/** A new key for a clinic, as the header that presents it. */
export async function grantKey(
  database: Pick<TestDatabase, 'prisma'>,
  clinicId: ClinicId,
): Promise<{ authorization: string }> {
  const key = newApiKey();
  await database.prisma.apiKey.create({
    data: {
      keyHash: hashApiKey(key),
      clinicId,
      name: 'test',
      prefix: apiKeyPrefix(key),
      role: 'owner',
      createdAt: new Date(0),
    },
  });
  return { authorization: `Bearer ${key}` };
}

/** For servers that nobody calls. */
export const NOBODYS_AGENT: AppConfig['agent'] = {
  driver: 'deepgram',
  deepgram: {
    apiKey: 'test',
    url: 'ws://127.0.0.1',
    fallbackUrl: null,
    listenUrl: 'ws://127.0.0.1/v2/listen',
    speakUrl: 'ws://127.0.0.1',
  },
  model: null,
};

/** Nobody answers there. */
const TWILIO: AppConfig['twilio'] = { accountSid: 'AC0', authToken: 'test', apiUrl: 'http://127.0.0.1:1' };

const configFor = (databaseUrl: string): AppConfig => ({
  mode: 'test',
  host: '127.0.0.1',
  port: 0,
  publicUrl: 'http://127.0.0.1',
  trustedProxies: 0,
  logLevel: 'info',
  databaseUrl,
  encryptionKeys: TEST_KEYS,
  twilio: TWILIO,
  agent: NOBODYS_AGENT,
  maxConcurrentCalls: 1,
  drainMs: 0,
});
