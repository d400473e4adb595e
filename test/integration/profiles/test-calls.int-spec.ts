import { Temporal } from 'temporal-polyfill';
import type { OutboundCall } from '../../../src/outbound/outbound.types.js';
import { PHRASES } from '../../../src/profiles/phrase.catalogue.js';
import type { BuiltClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { grantKey } from '../../support/test-api.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { until } from '../../support/until.js';
import { OutboundBench, startCarrier, type Carrier } from '../outbound/outbound-harness.js';
import { clientOf, type ProfilesClient } from './profiles-harness.js';

/** Two in the morning in New York: patients are asleep. */
const NIGHT = Temporal.Instant.from('2026-01-16T07:00:00Z');

let database: TestDatabase;
let carrier: Carrier;
let bench: OutboundBench;
let clinic: BuiltClinic;
let key: { authorization: string };
let profiles: ProfilesClient;
let phones = 0;
let mine: string;

beforeAll(async () => {
  database = await openTestDatabase();
  carrier = await startCarrier();
  bench = await OutboundBench.start(database, carrier, new ManualClock(NIGHT));
});
beforeEach(async () => {
  bench.clock.advance(2000); // so that nobody waits for the pace of the test before
  clinic = await bench.clinic();
  key = await grantKey(database, clinic.clinicId);
  profiles = clientOf(clinic, `${bench.baseUrl}/api/v1/agent-profiles`, key);
  mine = `+1212555${String(7000 + ++phones)}`;
});
afterAll(async () => {
  await bench.close();
  await carrier.rest.close();
  await database.close();
});

const ordered = ({ json }: { json: Record<string, unknown> }) =>
  ({ clinicId: clinic.clinicId, id: json['id'] }) as OutboundCall;
const test = (version: number, body: unknown = { to: mine }) => profiles.post(`/${version}/test-calls`, body);

it('calls the phone at whatever hour, once, with the version on the call’s row from the start', async () => {
  await profiles.draft({ settings: { greetings: { en: 'This is the draft.' } } });
  const answer = await test(2);
  expect(answer).toMatchObject({
    status: 202,
    json: { purpose: 'profile_test', status: 'waiting', maxAttempts: 1, agentProfileVersion: 2 },
  });
  expect(JSON.stringify(answer.json)).not.toContain(mine.slice(2));
  const order = ordered(answer);
  const callSid = await bench.ringing(order);
  const { call } = await bench.row(order);
  expect(call).toMatchObject({ direction: 'outbound', toNumber: mine, agentProfileVersion: 2 });
  expect(await bench.post(order, 'answered', callSid)).toContain('<Stream');
  const read = await fetch(`${bench.baseUrl}/api/v1/outbound-calls/${order.id}`, { headers: key });
  expect(await read.json()).toMatchObject({ agentProfileVersion: 2, callSid });
  const audits = await bench.audits(order);
  expect(audits.find(({ action }) => action === 'outbound_call.ordered')).toMatchObject({
    actorKind: 'api_key',
    detail: { purpose: 'profile_test', agentProfileVersion: 2 },
  });
  expect(bench.logLines.join('')).not.toContain(mine.slice(2));
});

it('begins with the greeting that the version has by then, or with a plain one', async () => {
  await profiles.draft({ settings: { languages: ['es', 'en'], greetings: { es: 'Hola, soy una IA.', en: 'Hello.' } } });
  const order = ordered(await test(2));
  await bench.ringing(order);
  const { call } = await bench.row(order);
  const asked = { clinicId: clinic.clinicId, id: call?.id, direction: 'outbound', toNumber: mine } as never;
  expect(await bench.openingFor(asked)).toBe('Hola, soy una IA.');
  await profiles.patch(2, { settings: { greetings: { es: 'Buenos días.' } } });
  expect(await bench.openingFor(asked)).toBe(`Buenos días. ${PHRASES.es.ai_disclosure}`);
  await profiles.patch(2, { settings: { greetings: null, languages: ['en'] } });
  expect(await bench.openingFor(asked)).toContain('Thank you for calling Test Dental.');
});

it('hangs up on a machine, and doesn’t try again', async () => {
  const order = ordered(await test(1));
  const callSid = await bench.ringing(order);
  const before = carrier.calls.changes.all.length;
  await bench.detect(order, callSid, 'machine_end_beep');
  expect(carrier.calls.changes.all.slice(before)).toEqual([{ status: 'completed' }]);
  await bench.report(order, callSid, 'completed');
  expect(await bench.row(order)).toMatchObject({ status: 'gave_up', reason: 'machine', attempts: 1 });
});

it('does not try again when nobody answers', async () => {
  const order = ordered(await test(1));
  await bench.report(order, await bench.ringing(order), 'no-answer');
  expect(await bench.row(order)).toMatchObject({ status: 'gave_up', reason: 'no_answer', attempts: 1 });
});

it('is refused to a number that does not want to be called, and too late for whoever waited', async () => {
  await database.prisma.blockedNumber.create({
    data: { clinicId: clinic.clinicId, number: mine, reason: 'Test.', createdAt: new Date() },
  });
  const blocked = ordered(await test(1));
  expect(await bench.when(blocked, 'refused')).toMatchObject({ reason: 'blocked' });
  // The carrier takes nothing for a while; its client asks three times more.
  const fault = { kind: 'refused', status: 429 } as const;
  carrier.rest.faults.order({ method: 'POST', path: /^\/Calls\.json$/, times: 4, fault });
  const late = ordered(await test(1, { to: '+12125557999' }));
  await until(
    () => bench.row(late),
    ({ reason }) => reason === 'carrier_busy',
  );
  await bench.advance({ minutes: 16 });
  expect(await bench.when(late, 'refused')).toMatchObject({ reason: 'too_late', attempts: 0 });
});

it('is one order under one key, and another one for another version', async () => {
  await profiles.draft();
  const order = async (version: number) => {
    const response = await fetch(`${bench.baseUrl}/api/v1/agent-profiles/${version}/test-calls`, {
      method: 'POST',
      headers: { ...key, 'content-type': 'application/json', 'idempotency-key': 'try-1' },
      body: JSON.stringify({ to: mine }),
    });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  };
  const first = await order(2);
  expect((await order(2)).json['id']).toBe(first.json['id']);
  expect(await order(1)).toMatchObject({ status: 409, json: { code: 'outbound/idempotency_conflict' } });
});

it('tries versions that are there, and phones that are not the clinic’s own', async () => {
  await profiles.draft();
  await profiles.remove(2);
  expect(await test(2)).toMatchObject({ status: 409, json: { code: 'profiles/discarded' } });
  expect(await test(3)).toMatchObject({ status: 404, json: { code: 'profiles/not_found' } });
  expect((await test(0)).status).toBe(400);
  for (const to of ['212 555 0143', clinic.number, undefined]) {
    const answer = await test(1, { to });
    expect(answer).toMatchObject({ status: 400, json: { errors: [{ field: '/to' }] } });
    if (to !== undefined) expect(JSON.stringify(answer.json)).not.toContain(to);
  }
  const stranger = await bench.clinic();
  const theirs = await grantKey(database, stranger.clinicId);
  await profiles.draft();
  const elsewhere = clientOf(stranger, `${bench.baseUrl}/api/v1/agent-profiles`, theirs);
  expect((await elsewhere.post('/3/test-calls', { to: mine })).status).toBe(404);
  expect(
    await database.prisma.outboundCall.count({ where: { clinicId: { in: [clinic.clinicId, stranger.clinicId] } } }),
  ).toBe(0);
});
