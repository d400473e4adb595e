import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { BuiltClinic } from '../../support/builders.js';
import { buildClinic } from '../../support/builders.js';
import { grantKey } from '../../support/test-api.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { NOON, OutboundBench, startCarrier, type Carrier } from './outbound-harness.js';

let database: TestDatabase;
let carrier: Carrier;
let bench: OutboundBench;
let clinic: BuiltClinic;
let key: { authorization: string };

beforeAll(async () => {
  database = await openTestDatabase();
  carrier = await startCarrier();
  bench = await OutboundBench.start(database, carrier);
});
beforeEach(async () => {
  clinic = await bench.clinic();
  key = await grantKey(database, clinic.clinicId);
});
afterAll(async () => {
  await bench.close();
  await carrier.rest.close();
  await database.close();
});

const TOMORROW = '2026-01-16T15:00:00Z';
const body = { to: '+12125550143', purpose: 'reminder', opening: 'Hello, this is Test Dental.', notBefore: TOMORROW };

async function post(content: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${bench.baseUrl}/api/v1/calls`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...key, ...headers },
    body: JSON.stringify(content),
  });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}
const follow = (id: string, headers = key) => fetch(`${bench.baseUrl}/api/v1/outbound-calls/${id}`, { headers });

it('takes an order, and tells what becomes of it without telling who', async () => {
  const { status, json } = await post({ ...body, machineMessage: 'call_back' });
  expect(status).toBe(202);
  const expected = {
    id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    purpose: 'reminder',
    status: 'waiting',
    reason: null,
    attempts: 0,
    maxAttempts: 3,
    dueAt: TOMORROW,
    callSid: null,
    agentProfileVersion: null,
    createdAt: NOON.toString(),
  };
  expect(json).toEqual(expected);
  const followed = await follow(json['id'] as string);
  expect(followed.status).toBe(200);
  expect(await followed.json()).toEqual(json);
  const [entry] = await database.prisma.auditEntry.findMany({ where: { clinicId: clinic.clinicId } });
  expect(entry).toMatchObject({ actorKind: 'api_key', action: 'outbound_call.ordered', subjectId: json['id'] });
  expect(JSON.stringify(entry?.detail)).not.toContain('555');
});

it('makes one order of a request that is repeated under its key, and refuses another one under it', async () => {
  const named = { 'idempotency-key': 'visit-17' };
  const first = await post(body, named);
  const [second, third] = await Promise.all([post(body, named), post(body, named)]);
  expect([second.status, third.status]).toEqual([202, 202]);
  expect([second.json['id'], third.json['id']]).toEqual([first.json['id'], first.json['id']]);
  const other = await post({ ...body, opening: 'Something else.' }, named);
  expect(other).toMatchObject({ status: 409, json: { code: 'outbound/idempotency_conflict' } });
  expect((await post(body)).json['id']).not.toBe(first.json['id']);
  const stranger = await bench.clinic();
  const elsewhere = await post(body, { ...named, ...(await grantKey(database, stranger.clinicId)) });
  expect(elsewhere.json['id']).not.toBe(first.json['id']);
});

it.each([
  [{ to: '212 555 0143' }, '/to'],
  [{ to: '+1' }, '/to'],
  [{ to: undefined }, '/to'],
  [{ to: '+19005551234' }, '/to'],
  [{ to: '+18765551234' }, '/to'],
  [{ to: '+881612345678' }, '/to'],
  [{ to: '+442079460000' }, '/to'],
  [{ purpose: 'marketing' }, '/purpose'],
  [{ purpose: 'profile_test' }, '/purpose'],
  [{ opening: '  ' }, '/opening'],
  [{ opening: 'x'.repeat(501) }, '/opening'],
  [{ opening: 'a\u0000b' }, '/opening'],
  [{ machineMessage: 'Ada, your root canal is tomorrow.' }, '/machineMessage'],
  [{ notBefore: 'tomorrow' }, '/notBefore'],
  [{ notBefore: '2026-01-16T15:00:00' }, '/notBefore'],
  [{ notBefore: '2026-06-16T15:00:00Z' }, '/notBefore'],
])('refuses %j and names the field', async (change, field) => {
  const { status, json } = await post({ ...body, ...change });
  expect(status).toBe(400);
  expect(json).toMatchObject({ code: 'common/invalid_input', errors: [{ field }] });
  expect(await database.prisma.outboundCall.count({ where: { clinicId: clinic.clinicId } })).toBe(0);
});

it('refuses the clinic’s own number, fields it does not know, and a bad key', async () => {
  expect(await post({ ...body, to: clinic.number })).toMatchObject({
    status: 400,
    json: { errors: [{ field: '/to' }] },
  });
  expect((await post({ ...body, maxAttempts: 50 })).status).toBe(400);
  const spaced = await post(body, { 'idempotency-key': 'a b' });
  expect(spaced).toMatchObject({ status: 400, json: { errors: [{ field: 'Idempotency-Key' }] } });
  await database.prisma.phoneNumber.deleteMany({ where: { clinicId: clinic.clinicId } });
  expect(await post(body)).toMatchObject({ status: 409, json: { code: 'outbound/no_number' } });
});

it('shows a clinic its own orders only, and nobody without a key anything', async () => {
  const { json } = await post(body);
  const other = await buildClinic(database.prisma);
  const response = await follow(json['id'] as string, await grantKey(database, other.clinicId));
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ code: 'outbound/not_found' });
  expect((await follow('nonsense')).status).toBe(400);
  expect((await post(body, { authorization: 'Bearer cl_nobody' })).status).toBe(401);
});

it('is described in the OpenAPI document', () => {
  const document = SwaggerModule.createDocument(bench.server, new DocumentBuilder().addBearerAuth().build());
  const { post: order } = document.paths['/api/v1/calls'] ?? {};
  expect(order).toMatchObject({ security: [{ bearer: [] }, { cookie: [] }] });
  expect(Object.keys(order?.responses ?? {}).sort()).toEqual(['202', '400', '401', '403', '409']);
  const { get } = document.paths['/api/v1/outbound-calls/{id}'] ?? {};
  expect(Object.keys(get?.responses ?? {}).sort()).toEqual(['200', '400', '401', '403', '404']);
});
