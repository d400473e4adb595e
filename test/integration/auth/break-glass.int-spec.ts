import type { ClinicId } from '../../../src/common/ids/ids.js';
import { grantKey } from '../../support/test-api.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { StaffBench, type Browser, type Person } from './staff-harness.js';

let database: TestDatabase;
let bench: StaffBench;
let clinicId: ClinicId;
let person: Person;
let browser: Browser;

beforeAll(async () => {
  database = await openTestDatabase();
  bench = await StaffBench.start(database);
});
beforeEach(async () => {
  clinicId = await bench.clinic();
  person = await bench.person('clinician', clinicId);
  browser = await bench.enter(person, clinicId);
});
afterAll(async () => {
  await bench.close();
  await database.close();
});

const REASON = 'The desk is empty and a caller is in pain.';
const open = (of: Browser, body: object = { reason: REASON, minutes: 10 }) =>
  of.post('/api/v1/session/break-glass', body);
const calls = async (of = browser) => (await of.get('/probe/calls')).status;

it('opens what is beyond the role, for the minutes that were asked for, and ends by itself', async () => {
  expect(await calls()).toBe(403);
  const { status, json } = await open(browser);
  expect(status).toBe(200);
  expect(json['breakGlass']).toMatchObject({ expiresAt: bench.clock.now().add({ minutes: 10 }).toString() });
  expect(await calls()).toBe(200);
  bench.minutes(9);
  expect(await calls()).toBe(200);
  bench.minutes(1);
  expect(await calls()).toBe(403);
  expect((await browser.get('/probe/tasks')).status).toBe(200);
  expect((await browser.get('/api/v1/session')).json['breakGlass']).toBeNull();
});

it('opens it in this session only', async () => {
  const elsewhere = await bench.enter(person, clinicId);
  await open(browser);
  expect(await calls(elsewhere)).toBe(403);
});

it('opens neither keys nor staff', async () => {
  await open(browser);
  for (const path of ['/api/v1/api-keys', '/api/v1/staff']) expect((await browser.get(path)).status).toBe(403);
});

it('stands in the trail with its reason, and with everything that is done in it and nothing else', async () => {
  await browser.get('/probe/tasks');
  const { json } = await open(browser);
  const { id } = json['breakGlass'] as { id: string };
  await browser.get('/probe/calls');
  expect((await browser.remove('/api/v1/session/break-glass')).status).toBe(204);
  await browser.get('/probe/tasks');
  const trail = (await bench.audit(clinicId)).slice(1).map(({ action, actorId, reason, detail }) => ({
    action,
    actorId,
    reason,
    under: (detail as { breakGlassId?: string }).breakGlassId,
  }));
  // Nothing in the trail can be taken out again: it names the access, which has the reason.
  const entry = (action: string, under?: string) => ({ action, actorId: person.id, reason: null, under });
  const [{ reason } = { reason: '' }] = await bench.database.prisma.breakGlassAccess.findMany({
    where: { clinicId, id },
  });
  expect(reason).toBe(REASON);
  expect(trail).toEqual([
    entry('probe.listed'),
    entry('break_glass.opened', id),
    entry('probe.read', id),
    entry('break_glass.ended', id),
    entry('probe.listed'),
  ]);
});

it('ends with the session', async () => {
  await open(browser);
  await browser.remove('/api/v1/session');
  expect(await calls(await bench.enter(person, clinicId))).toBe(403);
});

it('calls the owners: a line in the log and a count', async () => {
  const before = await bench.metric('crownline_break_glass_total');
  await open(browser);
  expect(await bench.metric('crownline_break_glass_total')).toBe(before + 1);
  const lines = bench.api.logLines.filter((line) => line.includes('auth.glass_broken') && line.includes(clinicId));
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain(REASON);
});

it('is not opened twice', async () => {
  await open(browser);
  expect((await open(browser)).json['code']).toBe('auth/glass_broken');
});

it.each([
  ['no reason', { minutes: 10 }],
  ['a reason of nine characters', { reason: 'emergency', minutes: 10 }],
  ['a reason of spaces', { reason: ' '.repeat(20), minutes: 10 }],
  ['a reason beyond five hundred characters', { reason: 'x'.repeat(501) }],
  ['more than an hour', { reason: REASON, minutes: 61 }],
])('takes a reason and an hour at most, and not %s', async (_, body) => {
  expect((await open(browser, body)).status).toBe(400);
  expect(await calls()).toBe(403);
});

it('is for those at their posts: not for auditors, nor for keys', async () => {
  const auditor = await bench.enter(await bench.person('auditor', clinicId), clinicId);
  await bench.enrol(auditor);
  expect((await open(auditor)).json['code']).toBe('auth/scope_missing');
  const key = await grantKey(database, clinicId);
  expect((await bench.browser().post('/api/v1/session/break-glass', { reason: REASON }, key)).status).toBe(403);
});
