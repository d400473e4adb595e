import { randomUUID } from 'node:crypto';
import { Controller, Get } from '@nestjs/common';
import { Public } from '../../../src/common/http/access.decorators.js';
import { buildClinic } from '../../support/builders.js';
import { grantKey, startApi, type TestApi } from '../../support/test-api.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

/** What all answers of the API have in common, whatever they are about. */

@Controller('api/v1/fails')
class FailingController {
  @Get()
  @Public()
  fail(): never {
    throw new TypeError('nobody expected this');
  }
}

let database: TestDatabase;
let api: TestApi;
let key: Record<string, string>;

beforeAll(async () => {
  database = await openTestDatabase();
  key = await grantKey(database, (await buildClinic(database.prisma)).clinicId);
  api = await startApi(database, { controllers: [FailingController] });
});
afterAll(async () => {
  await api.close();
  await database.close();
});

const makeKey = async (name: string) =>
  (await (await api.send('POST', '/api/v1/api-keys', { name, scopes: ['tasks:read'] }, key)).json()) as { id: string };

it('names each request, by a name of the client where that is a UUID and nothing else', async () => {
  const chosen = randomUUID();
  const nameOf = async (headers: Record<string, string>) =>
    (await api.get('/api/v1/api-keys', { ...key, ...headers })).headers.get('x-request-id');
  expect(await nameOf({ 'x-request-id': chosen })).toBe(chosen);
  const own = [await nameOf({}), await nameOf({}), await nameOf({ 'x-request-id': '+15125550143' })];
  for (const name of own) expect(name).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(new Set(own).size).toBe(3);
});

it('logs what failed under the name of its request', async () => {
  const response = await api.get('/api/v1/fails');
  expect(response.status).toBe(500);
  const failed = api.logLines.map((line) => JSON.parse(line) as { event: string; requestId?: string });
  expect(failed.filter(({ event }) => event === 'http.request_failed')).toMatchObject([
    { requestId: response.headers.get('x-request-id') },
  ]);
});

it('says how much of the limit is left', async () => {
  const left = async () => (await api.get('/api/v1/api-keys', key)).headers.get('ratelimit') ?? '';
  const [first, second] = [await left(), await left()];
  const remaining = (header: string) => Number(/^"credential";r=(\d+);t=\d+$/.exec(header)?.[1]);
  expect(remaining(second)).toBe(remaining(first) - 1);
  const policy = (await api.get('/api/v1/api-keys', key)).headers.get('ratelimit-policy');
  expect(policy).toBe('"credential";q=3000;w=60');
});

it('limits and caches alike however an address is spelt', async () => {
  const spelt = await api.get('/API/v1/api-keys', key);
  expect(spelt.status).toBe(200);
  expect(spelt.headers.get('ratelimit-policy')).toBe('"credential";q=3000;w=60');
  expect(spelt.headers.get('cache-control')).toBe('no-store');
});

it('counts a key as one, whatever stands beside it', async () => {
  const left = async (authorization: string) =>
    Number(/r=(\d+)/.exec((await api.get('/api/v1/api-keys', { authorization })).headers.get('ratelimit') ?? '')?.[1]);
  const token = (key['authorization'] ?? '').replace('Bearer ', '');
  const before = await left(`Bearer ${token}`);
  expect(await left(`bearer   ${token}`)).toBe(before - 1);
});

it('sends nothing again that its reader has already', async () => {
  const { id } = await makeKey('Wall display');
  const first = await api.get(`/api/v1/api-keys/${id}`, key);
  const etag = first.headers.get('etag') ?? '';
  expect(etag).toMatch(/^"[\w-]{27}"$/);
  const again = await api.get(`/api/v1/api-keys/${id}`, {
    ...key,
    'if-none-match': etag,
    'cache-control': 'max-age=0', // fetch would ask for no cached answer at all
  });
  expect([again.status, await again.text()]).toEqual([304, '']);
});

it('changes nothing that has changed since it was read', async () => {
  const { id } = await makeKey('Front desk');
  const path = `/api/v1/api-keys/${id}`;
  const etag = (await api.get(path, key)).headers.get('etag') ?? '';
  const rename = (name: string) => api.send('PATCH', path, { name }, { ...key, 'if-match': etag });
  const first = await rename('Reception');
  expect(first.status).toBe(200);
  const second = await rename('Back office');
  expect([second.status, ((await second.json()) as { code: string }).code]).toEqual([412, 'http/precondition_failed']);
  expect(await (await api.get(path, key)).json()).toMatchObject({ name: 'Reception' });
  // The tag of the answer is that of the resource.
  expect((await api.get(path, key)).headers.get('etag')).toBe(first.headers.get('etag'));
});
