import { Temporal } from 'temporal-polyfill';
import { CalendarFeeds } from '../../src/calendars/feeds.service.js';
import type { BlockoutId, CalendarFeedId, ProviderId } from '../../src/common/ids/ids.js';
import { Blockouts } from '../../src/scheduling/blockouts.service.js';
import { VisitsService } from '../../src/scheduling/visits.service.js';
import { buildClinic, buildProvider, type BuiltClinic } from '../support/builders.js';
import { ManualClock } from '../support/manual-clock.js';
import { cancelVisit, putVisit } from '../support/schedule-rows.js';
import { grantKey } from '../support/test-api.js';
import { startLine, type TestLine } from '../support/test-line.js';

const actor = { kind: 'api_key', id: 'cl_test' } as const;
const clock = new ManualClock();

let line: TestLine;
let feeds: CalendarFeeds;
let clinic: BuiltClinic;
let dentist: ProviderId;

beforeAll(async () => {
  line = await startLine({ agentUrl: 'ws://127.0.0.1:1', clock });
  feeds = line.app.get(CalendarFeeds, { strict: false });
});
afterAll(() => line.close());
beforeEach(async () => {
  clinic = await buildClinic(line.database);
  dentist = clinic.providerIds[0] as ProviderId;
});

const create = (showsNames = false, providerId = dentist) =>
  feeds.create({ clinicId: clinic.clinicId, providerId, showsNames, actor, now: clock.now() });
const revoke = (id: CalendarFeedId) => feeds.revoke({ clinicId: clinic.clinicId, id, actor, now: clock.now() });
const secretOf = (address: string) => /\/calendars\/([\w-]{43})\.ics$/.exec(address)?.[1] as string;

/** One property of every event. */
async function read(address: string, property: string): Promise<string[]> {
  const text = await (await fetch(address)).text();
  return [...text.matchAll(new RegExp(`^${property}[:;](.*)\r$`, 'gm'))].map(([, value]) => value as string);
}

it('gives a provider’s visits to whoever has the address, without names unless they are allowed', async () => {
  const patient = { givenName: 'Zoltan', familyName: 'Quist' };
  const kept = await putVisit(line.database, clinic, '2026-11-24T14:00:00Z', '2026-11-24T15:00:00Z', { patient });
  await putVisit(line.database, clinic, '2026-11-25T14:00:00Z', '2026-11-25T15:00:00Z', { status: 'requested' });
  await putVisit(line.database, clinic, '2026-11-07T14:00:00Z', '2026-11-07T15:00:00Z', { status: 'completed' });
  await putVisit(line.database, clinic, '2026-11-05T14:00:00Z', '2026-11-05T15:00:00Z', { status: 'completed' });
  const cancelled = await putVisit(line.database, clinic, '2026-11-26T14:00:00Z', '2026-11-26T15:00:00Z');
  await cancelVisit(line.database, clinic, cancelled);
  const { address } = await create();
  const response = await fetch(address);
  expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('private, no-cache');
  const text = await response.text();
  expect(text).not.toMatch(/Zoltan|Quist/);
  expect(await read(address, 'DTSTART')).toEqual(['20261107T140000Z', '20261124T140000Z', '20261125T140000Z']);
  expect(await read(address, 'STATUS')).toEqual(['CONFIRMED', 'CONFIRMED', 'TENTATIVE']);
  expect((await read(address, 'UID'))[1]).toBe(`${kept}@crownline`);
  expect(await read((await create(true)).address, 'SUMMARY')).toContain('Filling · Room 1 · Zoltan Quist');
  const other = await buildProvider(line.database, clinic, { name: 'Dr. Other' });
  expect(await read((await create(false, other)).address, 'UID')).toEqual([]);
});

it('shows a visit once that is over, after all not, and over again', async () => {
  const appointmentId = await putVisit(line.database, clinic, '2026-11-24T14:00:00Z', '2026-11-24T15:00:00Z');
  const change = { clinicId: clinic.clinicId, appointmentId, callId: null, actor } as const;
  const now = Temporal.Instant.from('2026-11-24T14:05:00Z');
  for (const to of ['no_show', 'arrived', 'seated', 'completed', 'seated', 'completed'] as const) {
    await line.app.get(VisitsService, { strict: false }).changeStatus({ ...change, to, now });
  }
  const { address } = await create();
  expect(await read(address, 'DTSTART')).toEqual(['20261124T140000Z']);
  expect(await read(address, 'UID')).toEqual([`${appointmentId}@crownline`]);
});

it('shows blocked time, of every week by the clock of the clinic, and not what came from a calendar outside', async () => {
  const blockouts = line.app.get(Blockouts, { strict: false });
  const request = { clinicId: clinic.clinicId, resourceId: dentist, reserved: null, actor, now: clock.now() };
  const startsAt = Temporal.Instant.from('2026-12-01T14:00:00Z');
  await blockouts.block({ ...request, startsAt, endsAt: startsAt.add({ hours: 2 }), reason: 'training' });
  await blockouts.addWeekly({
    ...request,
    weekday: 7,
    startMinute: 720,
    endMinute: 750,
    validFrom: Temporal.PlainDate.from('2027-03-07'),
    validUntil: Temporal.PlainDate.from('2027-03-14'),
    reason: 'break',
  });
  const source = { clinicId: clinic.clinicId, id: '00000000-0000-4000-8000-000000000001', providerId: dentist };
  await line.database.calendarImport.create({
    data: { ...source, url: 'https://example.com', createdAt: new Date(0) },
  });
  await line.database.$executeRaw`
    INSERT INTO blockouts (clinic_id, id, resource_id, during, kind, reason, import_id, event_key, created_at)
    VALUES (${clinic.clinicId}::uuid, ${'00000000-0000-4000-8000-000000000002' as BlockoutId}::uuid, ${dentist}::uuid,
      '[2026-12-02T14:00Z,2026-12-02T15:00Z)', 'busy', 'calendar', ${source.id}::uuid, 'key', now())`;
  const { address } = await create();
  expect(await read(address, 'SUMMARY')).toEqual(['Training', 'Break', 'Break']);
  expect(await read(address, 'DTSTART')).toEqual(['20261201T140000Z', '20270307T170000Z', '20270314T160000Z']);
});

it('says that nothing has changed to whoever has it, and writes down what goes out', async () => {
  const { id, address } = await create();
  const first = await fetch(address);
  const etag = first.headers.get('etag') as string;
  const asked = () => fetch(address, { headers: { 'if-none-match': `W/"other", ${etag}` } });
  const unchanged = await asked();
  expect([unchanged.status, await unchanged.text(), unchanged.headers.get('etag')]).toEqual([304, '', etag]);
  await putVisit(line.database, clinic, '2026-11-24T14:00:00Z', '2026-11-24T15:00:00Z');
  expect((await asked()).status).toBe(200);
  const entries = await line.database.auditEntry.findMany({ where: { subjectId: id }, orderBy: { action: 'asc' } });
  expect(entries.map(({ action }) => action)).toEqual([
    'calendar_feed.created',
    'calendar_feed.read',
    'calendar_feed.read',
  ]);
});

it('answers alike for an address that was revoked, never was, or can not be', async () => {
  const one = await create();
  clock.advance(1000);
  const two = await create();
  const other = await buildClinic(line.database);
  const theirs = { clinicId: other.clinicId, id: one.id, actor, now: clock.now() };
  await expect(feeds.revoke(theirs)).rejects.toMatchObject({ code: 'calendars/link_not_found' });
  await revoke(one.id);
  await expect(revoke(one.id)).rejects.toMatchObject({ code: 'calendars/link_not_found' });
  const { origin } = new URL(one.address);
  const unknown = [one.address, `${origin}/calendars/${'A'.repeat(43)}.ics`, `${origin}/calendars/x.ics`];
  const answers = await Promise.all(
    unknown.map(async (address) => {
      const response = await fetch(address);
      return [response.status, await response.text()];
    }),
  );
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]?.[0]).toBe(404);
  expect((await fetch(two.address)).status).toBe(200);
  const page = { providerId: null, after: null, limit: 10 };
  expect((await feeds.list(clinic.clinicId, page)).map(({ id }) => id)).toEqual([two.id]);
});

it('keeps the address to itself: not stored, logged, counted or repeated', async () => {
  const { id, address } = await create();
  const secret = secretOf(address);
  await (await fetch(address)).text();
  await revoke(id);
  const problems = [await fetch(address), await fetch(`${address}x`), await fetch(address, { method: 'POST' })];
  const said = await Promise.all(problems.map((response) => response.text()));
  const metrics = await (await fetch(`${line.baseUrl}/metrics`)).text();
  const stored = JSON.stringify([
    await line.database.calendarFeed.findMany(),
    await line.database.auditEntry.findMany(),
  ]);
  for (const text of [...said, metrics, stored, line.logLines.join('')]) expect(text).not.toContain(secret);
});

it('has patience for sixty questions a minute', async () => {
  const { address } = await create();
  const statuses: number[] = [];
  for (let asked = 0; asked < 61; asked++) {
    const response = await fetch(address);
    await response.text();
    statuses.push(response.status);
    if (response.status === 429) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  }
  expect(statuses.slice(0, 60).every((status) => status === 200)).toBe(true);
  expect(statuses[60]).toBe(429);
  expect((await fetch((await create()).address)).status).toBe(200);
});

it('is for providers of the clinic', async () => {
  const other = await buildClinic(line.database);
  await expect(create(false, other.providerIds[0] as ProviderId)).rejects.toMatchObject({
    code: 'scheduling/resource_not_found',
  });
});

it('is made, listed, given another address and revoked by the API, which shows each address once', async () => {
  const key = await grantKey({ prisma: line.database }, clinic.clinicId);
  const path = '/api/v1/calendar-feeds';
  const send = async (method: string, at: string, body?: unknown, headers: Record<string, string> = key) => {
    const response = await fetch(line.baseUrl + at, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, item: (text ? JSON.parse(text) : {}) as Record<string, string> };
  };
  const made = await send('POST', path, { providerId: dentist });
  expect(made).toMatchObject({ status: 201, item: { providerId: dentist, showsNames: false } });
  const { id = '', address = '' } = made.item;
  expect((await fetch(address)).status).toBe(200);
  for (const shown of [await send('GET', path), await send('GET', `${path}/${id}`)]) {
    expect(shown.status).toBe(200);
    expect(JSON.stringify(shown)).toContain(id);
    expect(JSON.stringify(shown)).not.toContain('address');
  }
  const rotated = await send('POST', `${path}/${id}/address`);
  expect(rotated).toMatchObject({ status: 200, item: { id } });
  expect([(await fetch(address)).status, (await fetch(rotated.item['address'] as string)).status]).toEqual([404, 200]);
  const other = await grantKey({ prisma: line.database }, (await buildClinic(line.database)).clinicId);
  const foreign = [
    await send('GET', `${path}/${id}`, undefined, other),
    await send('POST', `${path}/${id}/address`, undefined, other),
    await send('DELETE', `${path}/${id}`, undefined, other),
    await send('POST', path, { providerId: dentist }, other),
  ];
  expect(foreign.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  expect((await send('DELETE', `${path}/${id}`)).status).toBe(204);
  expect((await fetch(rotated.item['address'] as string)).status).toBe(404);
  expect((await send('DELETE', `${path}/${id}`)).item).toMatchObject({ code: 'calendars/link_not_found' });
  expect((await send('GET', path)).item).toMatchObject({ items: [] });
  const changes = { startsWith: 'calendar_feed.' };
  const entries = await line.database.auditEntry.findMany({
    where: { subjectId: id, actorKind: 'api_key', action: changes },
    orderBy: { seq: 'asc' },
  });
  expect(entries.map(({ action }) => action)).toEqual([
    'calendar_feed.created',
    'calendar_feed.rotated',
    'calendar_feed.revoked',
  ]);
});
