import { createHash, randomUUID } from 'node:crypto';
import type { ClinicId } from '../../../src/common/ids/ids.js';
import { grantKey } from '../../support/test-api.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { until } from '../../support/until.js';
import { PASSWORD, StaffBench, type Browser, type Person } from './staff-harness.js';

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
  await database.prisma.signInTries.deleteMany();
  clinicId = await bench.clinic();
  person = await bench.person('front_desk', clinicId);
  browser = await bench.enter(person, clinicId);
});
afterAll(async () => {
  await bench.close();
  await database.close();
});

const tasks = async (of = browser) => (await of.get('/probe/tasks')).status;
const sessions = () => database.prisma.staffSession.findMany({ where: { accountId: person.id } });

describe('signing in', () => {
  beforeEach(async () => {
    browser = await bench.signIn(person);
  });

  it('answers who it is, where, and what they may do', async () => {
    const { json } = await browser.get('/api/v1/session');
    expect(json).toMatchObject({
      account: { id: person.id, name: 'Ana Moss', email: person.email },
      clinic: { id: clinicId, name: 'Test Dental' },
      role: 'front_desk',
      secondFactor: 'not_needed',
      breakGlass: null,
      clinics: [{ id: clinicId, name: 'Test Dental', role: 'front_desk' }],
    });
    expect(json['scopes']).toContain('tasks:read');
    expect(await tasks()).toBe(200);
  });

  it('gives a cookie that scripts and other sites do not get, until the browser closes', () => {
    expect(browser.setCookie).toMatch(/^crownline=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('gives one that only goes over TLS wherever the server is not on the same machine', async () => {
    const served = await StaffBench.start(database, { publicUrl: 'https://desk.example.com' });
    try {
      const secure = await served.signIn(person);
      expect(secure.setCookie).toMatch(/^__Host-crownline=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
      expect(await tasks(secure)).toBe(200);
    } finally {
      await served.close();
    }
  });

  it('stores the hash of the token, and not the token', async () => {
    const token = browser.cookie?.split('=')[1] ?? '';
    const row = (await sessions()).at(-1);
    expect(row?.tokenHash).toBe(createHash('sha256').update(token).digest('hex'));
    expect(JSON.stringify(row)).not.toContain(token);
  });

  it('is audited, under the account', async () => {
    expect((await bench.audit(clinicId)).slice(-1)).toMatchObject([
      { action: 'session.opened', actorKind: 'staff', actorId: person.id, subjectKind: 'session' },
    ]);
  });

  it('leads somebody of several clinics to the first, or to the one they name, and to no other', async () => {
    const second = await bench.clinic();
    const traveller = await bench.person('front_desk', clinicId, second);
    const clinicOf = async (of: Browser) => (await of.get('/api/v1/session')).json['clinic'];
    expect(await clinicOf(await bench.signIn(traveller))).toMatchObject({ id: clinicId });
    expect(await clinicOf(await bench.signIn(traveller, { clinicId: second }))).toMatchObject({ id: second });
    await expect(bench.signIn(traveller, { clinicId: await bench.clinic() })).rejects.toThrow('HTTP 401');
  });
});

describe('a session', () => {
  it('ends after half an hour without a request', async () => {
    bench.minutes(29);
    expect(await tasks()).toBe(200);
    bench.minutes(29);
    expect(await tasks()).toBe(200);
    bench.minutes(30);
    expect(await tasks()).toBe(401);
  });

  it('ends after twelve hours, however busy', async () => {
    for (let minutes = 0; minutes < 700; minutes += 20) {
      expect(await tasks()).toBe(200);
      bench.minutes(20);
    }
    bench.minutes(20);
    expect(await tasks()).toBe(401);
  });

  it('notes when it was seen at most once a minute', async () => {
    const seen = async () => (await sessions())[0]?.lastSeenAt.getTime();
    const before = await seen();
    bench.clock.advance(59_000);
    await tasks();
    expect(await seen()).toBe(before);
    bench.clock.advance(1000);
    await tasks();
    expect(await seen()).toBe(bench.clock.nowMs());
  });

  it('ends when its owner signs out', async () => {
    const { cookie } = browser;
    expect((await browser.remove('/api/v1/session')).status).toBe(204);
    browser.cookie = cookie;
    expect(await tasks()).toBe(401);
    expect((await bench.audit(clinicId)).at(-1)).toMatchObject({ action: 'session.ended', actorId: person.id });
  });

  it('ends everywhere else when its owner changes the password', async () => {
    const elsewhere = await bench.enter(person, clinicId);
    const words = { current: PASSWORD, new: 'another horse battery' };
    expect((await browser.put('/api/v1/session/password', { ...words, current: 'a wrong one' })).status).toBe(401);
    expect(await tasks(elsewhere)).toBe(200);
    expect((await browser.put('/api/v1/session/password', words)).status).toBe(204);
    expect(await tasks()).toBe(200);
    expect(await tasks(elsewhere)).toBe(401);
    await expect(bench.signIn(person)).rejects.toThrow('HTTP 401');
    expect(await tasks(await bench.signIn(person, { password: words.new }))).toBe(200);
  });

  it('takes no new password that is the one of before, common, or about its owner', async () => {
    const elsewhere = await bench.enter(person, clinicId);
    const refused = async (password: string) => {
      const { status, json, text } = await browser.put('/api/v1/session/password', {
        current: PASSWORD,
        new: password,
      });
      expect(text).not.toContain(password);
      return [status, json['code'], json['rule']];
    };
    expect(await refused(PASSWORD)).toEqual([400, 'auth/password_refused', 'same']);
    expect(await refused('qwertyuiop12')).toEqual([400, 'auth/password_refused', 'common']);
    expect(await refused('Ana Moss 2026')).toEqual([400, 'auth/password_refused', 'personal']);
    expect(await tasks(elsewhere)).toBe(200);
    await bench.signIn(person);
  });

  it('ends at once when its owner is taken out of the clinic, and goes on in their other one', async () => {
    const second = await bench.clinic();
    const traveller = await bench.person('front_desk', clinicId, second);
    const [here, there] = [await bench.enter(traveller, clinicId), await bench.enter(traveller, second)];
    const owner = await bench.owner(clinicId);
    expect((await owner.remove(`/api/v1/staff/${traveller.id}`)).status).toBe(204);
    expect(await tasks(here)).toBe(401);
    expect(await tasks(there)).toBe(200);
    await expect(bench.signIn(traveller, { clinicId })).rejects.toThrow('HTTP 401');
  });

  it('answers the same whether it has ended or never was', async () => {
    await browser.remove('/api/v1/session');
    const ended = await browser.get('/probe/tasks', { cookie: 'crownline=unknown' });
    expect(ended.json).toMatchObject({ code: 'auth/session_invalid' });
    bench.minutes(31);
    const old = await bench.enter(person, clinicId);
    bench.minutes(31);
    expect((await old.get('/probe/tasks')).text).toBe(ended.text);
  });

  it('may do what its role may', async () => {
    const { status, json } = await browser.get('/api/v1/api-keys');
    expect(status).toBe(403);
    expect(json).toMatchObject({ code: 'auth/scope_missing', detail: 'this needs: keys:read' });
  });
});

describe('who is refused', () => {
  interface Told {
    status: number;
    code: string;
    why?: string;
    leftOut?: number;
  }
  /** Of the trail, once there are so many: it is written beside the answer. */
  const refusals = (count: number) =>
    until(
      () =>
        database.prisma.auditEntry.findMany({ where: { clinicId, action: 'access.refused' }, orderBy: { seq: 'asc' } }),
      ({ length }) => length >= count,
    );
  const toldOf = async (count: number) =>
    (await refusals(count)).map(({ actorId, detail }) => {
      const { status, code, why } = detail as unknown as Told;
      return [actorId, status, code, why];
    });

  it('stands in the trail with who, where from, in which request, and what they asked for', async () => {
    const requestId = randomUUID();
    const asked = randomUUID();
    await browser.remove(`/api/v1/api-keys/${asked}`, { 'sec-fetch-site': 'same-origin', 'x-request-id': requestId });
    const [entry] = await refusals(1);
    expect(entry).toMatchObject({
      ...{ actorKind: 'staff', actorId: person.id, address: '127.0.0.1', requestId },
      ...{ subjectKind: 'record', subjectId: asked, patientIds: [] },
      detail: { method: 'DELETE', route: '/api/v1/api-keys/:id', status: 403, code: 'auth/scope_missing' },
    });
  });

  it('is known by a session or key that was good once, for whatever ended it', async () => {
    const idle = await bench.enter(person, clinicId);
    bench.minutes(31);
    await tasks(idle);
    const ended = await bench.enter(person, clinicId);
    const cookie = { cookie: ended.cookie ?? '' };
    await ended.remove('/api/v1/session');
    await ended.get('/probe/tasks', cookie);
    const key = await grantKey(database, clinicId);
    const { id } = await database.prisma.apiKey.findFirstOrThrow({ where: { clinicId } });
    const change = (data: object) => database.prisma.apiKey.update({ where: { clinicId_id: { clinicId, id } }, data });
    await change({ expiresAt: new Date(bench.clock.nowMs()) });
    await bench.browser().get('/probe/tasks', key);
    await change({ revokedAt: new Date(bench.clock.nowMs()) });
    await bench.browser().get('/probe/tasks', key);
    expect(await toldOf(4)).toEqual([
      [person.id, 401, 'auth/session_invalid', 'idle'],
      [person.id, 401, 'auth/session_invalid', 'ended'],
      [id, 401, 'auth/api_key_invalid', 'expired'],
      [id, 401, 'auth/api_key_invalid', 'revoked'],
    ]);
  });

  it('stands there for a missing second factor, for what another site tried, and for what is not theirs', async () => {
    const owner = await bench.owner(clinicId);
    const waiting = await bench.enter(owner.person, clinicId);
    await waiting.get('/api/v1/api-keys');
    await browser.post('/probe/tasks', undefined, { 'sec-fetch-site': 'cross-site' });
    await refusals(2);
    const elsewhere = await bench.clinic();
    await grantKey(database, elsewhere);
    const theirs = await database.prisma.apiKey.findFirstOrThrow({ where: { clinicId: elsewhere } });
    for (const id of [theirs.id, randomUUID()]) await owner.get(`/api/v1/api-keys/${id}`);
    expect(await toldOf(4)).toEqual([
      [owner.person.id, 403, 'auth/second_factor_needed', undefined],
      [person.id, 403, 'auth/foreign_request', undefined],
      [owner.person.id, 404, 'auth/not_found', undefined],
      [owner.person.id, 404, 'auth/not_found', undefined],
    ]);
    // The other clinic learns nothing of it.
    expect(await database.prisma.auditEntry.count({ where: { clinicId: elsewhere } })).toBe(0);
  });

  it('leaves ten entries an hour for each kind, and how many more there were', async () => {
    for (let n = 0; n < 25; n += 1) expect((await browser.get('/api/v1/api-keys')).status).toBe(403);
    expect(await refusals(10)).toHaveLength(10);
    const other = await bench.enter(person, clinicId);
    bench.minutes(60);
    browser = await bench.enter(person, clinicId);
    await tasks(other);
    const told = (await refusals(12)).slice(10).map(({ detail }) => detail as unknown as Told);
    // The last of the flood, by itself; and what is of another kind.
    expect(told.sort((a, b) => b.status - a.status)).toMatchObject([{ status: 403, leftOut: 14 }, { status: 401 }]);
  });

  it('is answered as before while nothing can be written', async () => {
    const held = database.prisma.inClinic(clinicId, async (tx) => {
      await tx.$executeRaw`SELECT FROM audit_heads WHERE clinic_id = ${clinicId}::uuid FOR UPDATE`;
      for (let n = 0; n < 25; n += 1) expect((await browser.get('/api/v1/api-keys')).status).toBe(403);
    });
    await held;
    expect(await refusals(10)).toHaveLength(10);
  });
});

describe('a page of another site', () => {
  it.each([
    ['says that it is one', { 'sec-fetch-site': 'cross-site' }],
    ['is on a sister site', { 'sec-fetch-site': 'same-site' }],
    ['has another origin', { origin: 'https://evil.example.com' }],
    ['says nothing', {}],
    ['sends our header all the same', { 'sec-fetch-site': 'cross-site', 'x-crownline-csrf': '1' }],
  ])('changes nothing with the cookie that the browser adds: one that %s', async (_, headers) => {
    const { status, json } = await browser.post('/probe/tasks', undefined, headers);
    expect([status, json['code']]).toEqual([403, 'auth/foreign_request']);
    expect((await browser.remove('/api/v1/session', headers as Record<string, string>)).status).toBe(403);
    expect(await tasks()).toBe(200);
  });

  it('signs nobody in', async () => {
    const answer = await bench
      .browser()
      .post('/api/v1/session', { email: person.email, password: PASSWORD }, { 'sec-fetch-site': 'cross-site' });
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null]);
  });

  it.each([
    ['our own pages', { 'sec-fetch-site': 'same-origin' }],
    ['our own pages in a browser that says less', { origin: 'http://127.0.0.1' }],
    ['a program that sends the header', { 'x-crownline-csrf': '1' }],
  ])('is not confused with %s', async (_, headers) => {
    expect((await browser.post('/probe/tasks', undefined, headers as Record<string, string>)).status).toBe(201);
  });

  it('is no danger to keys, which browsers do not add by themselves', async () => {
    const key = await grantKey(database, clinicId);
    const sent = { ...key, 'sec-fetch-site': 'cross-site' };
    expect((await bench.browser().post('/probe/tasks', undefined, sent)).status).toBe(201);
    // Beside a cookie the key counts, so a wrong one is not made good by the cookie.
    expect((await browser.get('/probe/tasks', { authorization: 'Bearer cl_unknown' })).status).toBe(401);
    expect((await browser.get('/api/v1/session', key)).status).toBe(403);
  });
});
