import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../../src/app.js';
import { Logger } from '../../../src/common/logging/logger.js';
import type { AppConfig } from '../../../src/config/app-config.js';
import { buildClinic } from '../../support/builders.js';
import { grantKey, NOBODYS_AGENT } from '../../support/test-api.js';
import { asProduct, openTestDatabase, TEST_KEYS, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
let authorization: string;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  ({ authorization } = await grantKey(database, (await buildClinic(database.prisma)).clinicId));
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
afterAll(() => database.close());

/** The whole server behind so many proxies; answers its address. */
async function serve(trustedProxies: number): Promise<string> {
  const config: AppConfig = {
    ...{ mode: 'test', host: '127.0.0.1', port: 0, publicUrl: 'http://127.0.0.1', logLevel: 'silent', trustedProxies },
    ...{ databaseUrl: asProduct(database.url), encryptionKeys: TEST_KEYS, maxConcurrentCalls: 1, drainMs: 0 },
    twilio: { accountSid: 'AC0', authToken: 'test', apiUrl: 'http://127.0.0.1:1' },
    agent: NOBODYS_AGENT,
  };
  const app = await createApp(config, Logger.create('silent'));
  closing.push(() => app.close());
  await app.listen(0, '127.0.0.1');
  return `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
}

const OVER_TLS = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' };

describe('behind a proxy', () => {
  it('the API answers what was asked over TLS, and nothing else', async () => {
    const url = await serve(1);
    const ask = (headers: Record<string, string>) =>
      fetch(`${url}/api/v1/tasks`, { headers: { authorization, ...headers } });
    expect((await ask(OVER_TLS)).status).toBe(200);
    for (const headers of [{}, { 'x-forwarded-proto': 'http' }] as Record<string, string>[]) {
      const refused = await ask(headers);
      expect(refused.status).toBe(403);
      expect(await refused.json()).toMatchObject({ code: 'http/tls_required' });
    }
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
  });

  it('nobody believes a header that came from further away', async () => {
    const url = await serve(0);
    const headers = { authorization, 'x-forwarded-proto': 'https' };
    const answer = await fetch(`${url}/api/v1/tasks`, { headers });
    expect(answer.status).toBe(200); // no proxy is known, so nothing is known of TLS
  });

  it.each([
    [0, 30, 'one address, whatever the header says'],
    [1, 60, 'the addresses that the proxy saw'],
  ])('trusting %i, forged webhooks are counted by %s', async (trusted, allowed) => {
    const url = await serve(trusted);
    const forged = (n: number) =>
      fetch(`${url}/twilio/voice`, { method: 'POST', headers: { 'x-forwarded-for': `203.0.113.${n % 2}` } });
    const statuses: number[] = [];
    for (let n = 0; n < 61; n++) statuses.push((await forged(n)).status);
    expect(statuses.filter((status) => status === 403)).toHaveLength(allowed);
    expect(statuses.filter((status) => status === 429)).toHaveLength(61 - allowed);
  });
});

describe('every answer', () => {
  it('carries the headers that browsers protect people by, and says nothing of what it is made with', async () => {
    const url = await serve(0);
    for (const path of ['/', '/api/v1/tasks', '/health/live', '/nowhere']) {
      const { headers } = await fetch(url + path);
      expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  it('of the API is kept in no cache', async () => {
    const url = await serve(0);
    for (const headers of [{ authorization }, undefined]) {
      const answer = await fetch(`${url}/api/v1/tasks`, headers ? { headers } : {});
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });
});

describe('too much', () => {
  it('of a body is refused, with the connection left in order', async () => {
    const url = await serve(0);
    const body = JSON.stringify({ name: 'x'.repeat(70 * 1024) });
    const headers = { authorization, 'content-type': 'application/json' };
    const answer = await fetch(`${url}/api/v1/calls`, { method: 'POST', body, headers });
    expect(answer.status).toBe(413);
    expect(await answer.text()).not.toContain('xxx');
  });

  it('of headers closes the connection', async () => {
    const { hostname, port } = new URL(await serve(0));
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const asked = request({ hostname, port, path: '/', headers: { 'x-long': 'x'.repeat(20_000) } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      asked.on('error', reject).end();
    });
    expect(status).toBe(431);
  });

  it('asked with one credential has to wait, while others go on', async () => {
    const url = await serve(0);
    // A route that answers without the database.
    const ask = (token: string) =>
      fetch(`${url}/api/v1/session`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
    const waves = 61;
    for (let wave = 0; wave < waves; wave++) await Promise.all(Array.from({ length: 50 }, () => ask('stuck')));
    const refused = await ask('stuck');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ code: 'http/too_many_requests' });
    expect((await ask('other')).status).toBe(400);
  });
});
