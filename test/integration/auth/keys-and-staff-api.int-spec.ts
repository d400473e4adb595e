import { randomUUID } from 'node:crypto';
import { hashApiKey, newApiKey } from '../../../src/auth/api-key.js';
import { RouteAccessCheck } from '../../../src/auth/route-access.service.js';
import { scopesOf, type KeyRole, type Scope, type StaffRole } from '../../../src/common/http/access.policy.js';
import type { ClinicId } from '../../../src/common/ids/ids.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { StaffBench } from './staff-harness.js';

let database: TestDatabase;
let bench: StaffBench;
let url: string;
let clinicId: ClinicId;
let owner: Headers_;

type Headers_ = Record<string, string>;

beforeAll(async () => {
  database = await openTestDatabase();
  bench = await StaffBench.start(database);
  url = await bench.api.app.getUrl();
});
beforeEach(async () => {
  clinicId = await bench.clinic();
  owner = (await keyFor(clinicId, 'owner')).headers;
});
afterAll(async () => {
  await bench.close();
  await database.close();
});

/** With a role, or with scopes. The first of a clinic is the oldest. */
async function keyFor(clinic: ClinicId, may: KeyRole | Scope[], more: { name?: string; expiresAt?: Date } = {}) {
  const key = newApiKey();
  const id = randomUUID();
  await database.prisma.apiKey.create({
    data: {
      clinicId: clinic,
      id,
      keyHash: hashApiKey(key),
      name: 'test',
      prefix: 'cl_',
      ...(typeof may === 'string' ? { role: may } : { scopes: may }),
      createdAt: new Date(0),
      ...more,
    },
  });
  return { id, headers: { authorization: `Bearer ${key}` } };
}

async function ask(method: string, path: string, body?: unknown, headers: Headers_ = owner) {
  const response = await fetch(`${url}/api/v1/${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
  return { status: response.status, json, etag: response.headers.get('etag') ?? '' };
}
const get = (path: string, headers: Headers_ = owner) => ask('GET', path, undefined, headers);
const audited = async (action: string) =>
  (await bench.audit(clinicId)).filter((entry) => entry.action === action).map(({ detail }) => detail);

/** The named field of every item, page by page. */
async function everyPage(path: string, field: string, limit: number): Promise<unknown[]> {
  const found: unknown[] = [];
  let cursor: string | null = null;
  do {
    const { status, json } = await get(`${path}?limit=${limit}${cursor === null ? '' : `&cursor=${cursor}`}`);
    if (status !== 200) throw new Error(`HTTP ${status}: ${JSON.stringify(json)}`);
    const items = json['items'] as Record<string, unknown>[];
    expect(items.length).toBeLessThanOrEqual(limit);
    found.push(...items.map((item) => item[field]));
    cursor = json['nextCursor'] as string | null;
  } while (cursor !== null);
  return found;
}

describe('keys', () => {
  const create = (body: object) => ask('POST', 'api-keys', body);

  it('are listed page by page, the newest first, also those that were made in the same moment', async () => {
    for (const name of ['one', 'two']) {
      bench.minutes(1);
      await create({ name, role: 'integration' });
    }
    bench.minutes(1);
    for (const name of ['three', 'three']) await create({ name, role: 'integration' });
    expect(await everyPage('api-keys', 'name', 2)).toEqual(['three', 'three', 'two', 'one', 'test']);
    expect(new Set(await everyPage('api-keys', 'id', 1)).size).toBe(5);
  });

  it('are shown one by one, as the list has them and as they were made', async () => {
    const { key, ...made } = (await create({ name: 'PMS', scopes: ['tasks:read'] })).json;
    const inAYear = bench.clock
      .now()
      .add({ hours: 365 * 24 })
      .toString();
    expect(made).toMatchObject({
      name: 'PMS',
      timeZone: 'America/New_York',
      expiresAt: inAYear,
      expiresAtLocal: expect.any(String) as string,
      expiresSoon: false,
    });
    const { status, json } = await get(`api-keys/${String(made['id'])}`);
    expect([status, json]).toEqual([200, made]);
    expect(JSON.stringify(json)).not.toContain(key);
    expect((await get('api-keys')).json['items']).toContainEqual(made);
  });

  it('are named anew, and live longer or shorter', async () => {
    const id = String((await create({ name: 'PMS', role: 'integration', expiresAt: null })).json['id']);
    const soon = bench.clock.now().add({ hours: 1 });
    const named = await ask('PATCH', `api-keys/${id}`, { name: ' Practice software ' });
    expect(named).toMatchObject({ status: 200, json: { name: 'Practice software', expiresAt: null } });
    const ending = await ask('PATCH', `api-keys/${id}`, { expiresAt: soon.toString() });
    expect(ending.json).toMatchObject({ name: 'Practice software', expiresAt: soon.toString() });
    expect(await get(`api-keys/${id}`)).toMatchObject({ json: ending.json });
    expect((await ask('PATCH', `api-keys/${id}`, { expiresAt: null })).json).toMatchObject({ expiresAt: null });
    expect(await audited('api_key.changed')).toEqual([
      { renamed: true, expiresAt: null },
      { renamed: false, expiresAt: soon.toString() },
      { renamed: false, expiresAt: null },
    ]);
  });

  it('that have expired open again when they are given more time', async () => {
    const { id, headers } = await keyFor(clinicId, ['keys:read'], { expiresAt: new Date(bench.clock.nowMs() - 1) });
    expect((await get('api-keys', headers)).status).toBe(401);
    await ask('PATCH', `api-keys/${id}`, { expiresAt: null });
    expect((await get('api-keys', headers)).status).toBe(200);
  });

  it('change and end only if they are as they were read, when that is asked for', async () => {
    const path = `api-keys/${String((await create({ name: 'PMS', role: 'integration' })).json['id'])}`;
    const { etag } = await get(path);
    expect((await ask('PATCH', path, { name: 'Mine' }, { ...owner, 'if-match': etag })).status).toBe(200);
    for (const [method, body] of [
      ['PATCH', { name: 'Theirs' }],
      ['DELETE', undefined],
    ] as const) {
      const late = await ask(method, path, body, { ...owner, 'if-match': etag });
      expect([late.status, late.json['code']]).toEqual([412, 'http/precondition_failed']);
    }
    expect((await get(path)).json['name']).toBe('Mine');
    const now = (await get(path)).etag;
    expect((await ask('DELETE', path, undefined, { ...owner, 'if-match': now })).status).toBe(204);
  });

  it('make and keep no key alive for longer than themselves, not even themselves', async () => {
    const at = (days: number) => bench.clock.now().add({ hours: days * 24 });
    const maker = await keyFor(clinicId, 'owner', { expiresAt: new Date(at(10).epochMilliseconds) });
    const make = (body: object) =>
      ask('POST', 'api-keys', { name: 'PMS', scopes: ['tasks:read'], ...body }, maker.headers);
    const give = (id: unknown, expiresAt: string | null) =>
      ask('PATCH', `api-keys/${String(id)}`, { expiresAt }, maker.headers);
    const made = await make({});
    expect([made.status, made.json['expiresAt']]).toEqual([201, at(10).toString()]);
    expect((await make({ expiresAt: at(9).toString() })).status).toBe(201);
    const lasting = await keyFor(clinicId, ['tasks:read']);
    const refused = [
      await make({ expiresAt: at(11).toString() }),
      await make({ expiresAt: null }),
      await give(maker.id, at(11).toString()),
      await give(maker.id, null),
      await give(made.json['id'], at(11).toString()),
    ];
    expect(refused.map(({ json }) => json['code'])).toEqual(Array(5).fill('auth/outlives_its_maker'));
    expect((await give(lasting.id, at(300).toString())).status).toBe(200); // ends sooner than it would have
    expect((await give(maker.id, at(5).toString())).status).toBe(200);
    expect((await give(made.json['id'], at(6).toString())).status).toBe(200);
    expect((await give(made.json['id'], at(7).toString())).json['code']).toBe('auth/outlives_its_maker');
  });

  it('live for more than a year, or for ever, only where an owner says so', async () => {
    const { headers } = await keyFor(clinicId, ['keys:write', 'tasks:read']);
    const late = bench.clock
      .now()
      .add({ hours: 366 * 24 })
      .toString();
    const { id } = await keyFor(clinicId, ['tasks:read'], { expiresAt: new Date(bench.clock.nowMs() + 1000) });
    for (const expiresAt of [late, null]) {
      const body = { name: 'PMS', scopes: ['tasks:read'], expiresAt };
      for (const refused of [
        await ask('POST', 'api-keys', body, headers),
        await ask('PATCH', `api-keys/${id}`, { expiresAt }, headers),
      ]) {
        expect([refused.status, refused.json['code']]).toEqual([403, 'auth/beyond_own_scopes']);
      }
      expect((await create(body)).json).toMatchObject({ expiresAt });
    }
    expect((await audited('api_key.created')).slice(-1)).toMatchObject([{ expiresAt: null }]);
  });

  it('say so in the list and once a day in the log when they are about to expire', async () => {
    const expiresAt = new Date(bench.clock.nowMs() + 31 * 24 * 3600_000);
    const { id, headers } = await keyFor(clinicId, ['keys:read'], { expiresAt });
    const lines = () =>
      bench.api.logLines.filter((line) => line.includes('auth.api_key_expires_soon') && line.includes(id)).length;
    const soon = async () => (await get(`api-keys/${id}`, headers)).json['expiresSoon'];
    expect([await soon(), lines()]).toEqual([false, 0]);
    bench.minutes(24 * 60);
    expect([await soon(), await soon(), lines()]).toEqual([true, true, 1]);
    bench.minutes(2);
    expect([await soon(), lines()]).toEqual([true, 1]);
    bench.minutes(24 * 60);
    expect([await soon(), lines()]).toEqual([true, 2]);
  });

  it('may revoke themselves', async () => {
    const { id, headers } = await keyFor(clinicId, ['keys:write']);
    expect((await ask('DELETE', `api-keys/${id}`, undefined, headers)).status).toBe(204);
    expect((await get('api-keys', headers)).status).toBe(401);
  });

  it.each([
    {},
    { name: '' },
    { name: 'a\u0000' },
    { role: 'owner' },
    { expiresAt: '2020-01-01T00:00:00Z' },
    { expiresAt: 'x' },
  ])('are not changed by %j', async (body) => {
    const { id } = await keyFor(clinicId, ['tasks:read']);
    expect((await ask('PATCH', `api-keys/${id}`, body)).status).toBe(400);
    expect(await audited('api_key.changed')).toEqual([]);
  });

  it("that were revoked, or are another clinic's, answer as those that never were", async () => {
    const { id: revoked } = await keyFor(clinicId, 'integration');
    await ask('DELETE', `api-keys/${revoked}`);
    const { id: theirs } = await keyFor(await bench.clinic(), 'integration');
    for (const [method, body] of [
      ['GET', undefined],
      ['PATCH', { name: 'Mine' }],
      ['DELETE', undefined],
    ] as const) {
      const answers = [];
      for (const id of [revoked, theirs, randomUUID()]) answers.push(await ask(method, `api-keys/${id}`, body));
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
      expect(new Set(answers.map(({ json }) => JSON.stringify(json))).size).toBe(1);
    }
  });
});

describe('staff', () => {
  it('are listed page by page in the order in which they joined, and shown one by one', async () => {
    const people: string[] = [];
    for (const role of ['owner', 'front_desk', 'clinician'] as const) {
      bench.minutes(1);
      people.push((await bench.person(role, clinicId)).id);
    }
    // In the same moment as the last one: their ids decide.
    const last = people.pop() ?? '';
    people.push(...[last, (await bench.person('clinician', clinicId)).id].sort());
    expect(await everyPage('staff', 'id', 2)).toEqual(people);
    expect(await everyPage('staff', 'id', 1)).toEqual(people);
    const { items } = (await get('staff')).json as { items: object[] };
    expect((await get(`staff/${String(people[1])}`)).json).toEqual(items[1]);
    expect(items[1]).toMatchObject({ role: 'front_desk', hasSecondFactor: false, timeZone: 'America/New_York' });
  });

  it('to come are listed page by page, the newest invitation first', async () => {
    const invited = [];
    for (const name of ['a', 'b', 'c']) {
      bench.minutes(1);
      const { json } = await ask('POST', 'staff', { email: `${name}@desk.example`, role: 'front_desk' });
      const { link: _, ...invitation } = json;
      invited.unshift(invitation);
    }
    expect(await everyPage('staff/invitations', 'email', 2)).toEqual([
      'c@desk.example',
      'b@desk.example',
      'a@desk.example',
    ]);
    expect((await get('staff/invitations')).json['items']).toEqual(invited);
    const path = `staff/invitations/${String(invited[0]?.['id'])}`;
    const { json, etag } = await get(path);
    expect(json).toEqual(invited[0]);
    expect((await ask('DELETE', path, undefined, { ...owner, 'if-match': '"other"' })).status).toBe(412);
    expect((await ask('DELETE', path, undefined, { ...owner, 'if-match': etag })).status).toBe(204);
    expect((await get(path)).status).toBe(404);
  });

  it('may do what their role says from their next request on', async () => {
    const person = await bench.person('clinician', clinicId);
    const browser = await bench.enter(person, clinicId);
    expect((await browser.get('/probe/calls')).status).toBe(403);
    const { status, json } = await ask('PATCH', `staff/${person.id}`, { role: 'front_desk' });
    expect([status, json]).toEqual([200, (await get(`staff/${person.id}`)).json]);
    expect((await browser.get('/probe/calls')).status).toBe(200);
    // Who watches over others has a second factor, and this session has none.
    await ask('PATCH', `staff/${person.id}`, { role: 'auditor' });
    expect((await browser.get('/probe/calls')).json['code']).toBe('auth/second_factor_needed');
    expect(await audited('staff.role_changed')).toEqual([
      { from: 'clinician', to: 'front_desk' },
      { from: 'front_desk', to: 'auditor' },
    ]);
  });

  it('keep their last owner, also when two take the role from each other at once', async () => {
    const [first, second] = [await bench.person('owner', clinicId), await bench.person('owner', clinicId)];
    const demote = ({ id }: { id: string }) => ask('PATCH', `staff/${id}`, { role: 'clinician' });
    const answers = await Promise.all([demote(first), demote(second)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.json['code']).toBe('auth/last_owner');
    const [left] = await database.prisma.membership.findMany({ where: { clinicId, role: 'owner', revokedAt: null } });
    expect((await ask('PATCH', `staff/${String(left?.accountId)}`, { role: 'owner' })).status).toBe(200);
    expect((await ask('DELETE', `staff/${String(left?.accountId)}`)).json['code']).toBe('auth/last_owner');
  });

  it('get no more than whoever gives it has', async () => {
    const { headers } = await keyFor(clinicId, ['staff:write', 'staff:read']);
    const { id } = await bench.person('clinician', clinicId);
    const refused = await ask('PATCH', `staff/${id}`, { role: 'owner' }, headers);
    expect([refused.status, refused.json['code']]).toEqual([403, 'auth/beyond_own_scopes']);
    expect((await get(`staff/${id}`)).json['role']).toBe('clinician');
  });

  it('change and go only if they are as they were read, when that is asked for', async () => {
    const path = `staff/${(await bench.person('clinician', clinicId)).id}`;
    const { etag } = await get(path);
    await ask('PATCH', path, { role: 'front_desk' }, { ...owner, 'if-match': etag });
    const late = await ask('PATCH', path, { role: 'auditor' }, { ...owner, 'if-match': etag });
    expect([late.status, late.json['code']]).toEqual([412, 'http/precondition_failed']);
    expect((await ask('DELETE', path, undefined, { ...owner, 'if-match': etag })).status).toBe(412);
    expect((await get(path)).json['role']).toBe('front_desk');
  });

  it('of another clinic, and those who have left, answer as people who never were', async () => {
    const theirs = await bench.person('clinician', await bench.clinic());
    const gone = await bench.person('clinician', clinicId);
    await ask('DELETE', `staff/${gone.id}`);
    for (const [method, body] of [
      ['GET', undefined],
      ['PATCH', { role: 'clinician' }],
      ['DELETE', undefined],
    ] as const) {
      const answers = [];
      for (const id of [theirs.id, gone.id, randomUUID()]) answers.push(await ask(method, `staff/${id}`, body));
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
      expect(new Set(answers.map(({ json }) => JSON.stringify(json))).size).toBe(1);
    }
  });

  it.each([{}, { role: 'king' }, { role: 'integration' }, { role: 'owner', name: 'x' }])(
    'do not become %j',
    async (body) => {
      const { id } = await bench.person('clinician', clinicId);
      expect((await ask('PATCH', `staff/${id}`, body)).status).toBe(400);
    },
  );
});

// A key that could do nothing but `keys:write` revoked an owner's, and one with `staff:write` withdrew an owner's invitation.
describe('whoever may do less', () => {
  /** Somebody, a key or an invitation that may do more than `ASKER`, or as much. */
  interface Target {
    member: string;
    key: string;
    invitation: string;
    email: string;
  }
  const ASKER: Scope[] = ['keys:read', 'keys:write', 'staff:read', 'staff:write', ...scopesOf('auditor')];
  let targets: { above: Target; within: Target };
  let asker: Headers_;

  const target = async (role: StaffRole): Promise<Target> => {
    const email = `${randomUUID()}@desk.example`;
    const invited = await ask('POST', 'staff', { email, role });
    const [{ id: member }, { id: key }] = [await bench.person(role, clinicId), await keyFor(clinicId, role)];
    return { member, key, invitation: String(invited.json['id']), email };
  };
  beforeEach(async () => {
    await bench.person('owner', clinicId);
    asker = (await keyFor(clinicId, ASKER)).headers;
    targets = { above: await target('owner'), within: await target('auditor') };
  });

  type Change = [method: string, path: string, asks: (of: Target, role: StaffRole) => [path: string, body?: object]];
  const CHANGES: Change[] = [
    ['POST', '/api/v1/api-keys', (_, role) => ['api-keys', { name: 'more', role }]],
    ['PATCH', '/api/v1/api-keys/:id', ({ key }) => [`api-keys/${key}`, { name: 'Mine' }]],
    ['DELETE', '/api/v1/api-keys/:id', ({ key }) => [`api-keys/${key}`]],
    ['POST', '/api/v1/staff', (_, role) => ['staff', { email: 'more@desk.example', role }]],
    // Takes the place of the invitation of before.
    ['POST', '/api/v1/staff', ({ email }) => ['staff', { email, role: 'auditor' }]],
    ['DELETE', '/api/v1/staff/invitations/:id', ({ invitation }) => [`staff/invitations/${invitation}`]],
    ['PATCH', '/api/v1/staff/:id', ({ member }) => [`staff/${member}`, { role: 'auditor' }]],
    ['DELETE', '/api/v1/staff/:id', ({ member }) => [`staff/${member}`]],
  ];
  /** For owners only, whomever it is about. */
  const OWNERS: Change[] = [
    ['DELETE', '/api/v1/staff/second-factors/:id', ({ member }) => [`staff/second-factors/${member}`]],
    ['PUT', '/api/v1/staff/second-factor-policy', () => ['staff/second-factor-policy', { passwordOnlyRoles: [] }]],
  ];

  it.each(CHANGES)('neither makes, changes nor ends what may do more: %s %s (%#)', async (method, _, asks) => {
    const [path, body] = asks(targets.above, 'owner');
    const refused = await ask(method, path, body, asker);
    expect([refused.status, refused.json['code']]).toEqual([403, 'auth/beyond_own_scopes']);
    const [allowed, same] = asks(targets.within, 'auditor');
    expect((await ask(method, allowed, same, asker)).status).toBeLessThan(300);
  });

  it.each(OWNERS)('does not what is for owners: %s %s', async (method, _, asks) => {
    const [path, body] = asks(targets.within, 'auditor');
    const refused = await ask(method, path, body, asker);
    expect([refused.status, refused.json['code']]).toEqual([403, 'auth/beyond_own_scopes']);
    expect((await ask(method, path, body)).status).toBeLessThan(300);
  });

  it('is asked about wherever keys, people and invitations are changed', () => {
    const changing = bench.api.app
      .get(RouteAccessCheck)
      .routes()
      .filter(({ method, path, access }) => method !== 'GET' && access !== 'public' && /\/(api-keys|staff)/.test(path))
      .map(({ method, path }) => `${method} ${path}`);
    expect(new Set([...CHANGES, ...OWNERS].map(([method, path]) => `${method} ${path}`))).toEqual(new Set(changing));
  });
});

describe('accesses beyond a role', () => {
  it('are listed with who and why, page by page, the newest first', async () => {
    const ana = await bench.person('front_desk', clinicId);
    const browser = await bench.enter(ana, clinicId);
    await browser.post('/api/v1/session/break-glass', { reason: 'The owner can not be reached.', minutes: 10 });
    bench.minutes(5);
    await browser.remove('/api/v1/session/break-glass');
    bench.minutes(5);
    const ben = await bench.person('clinician', clinicId);
    await (await bench.enter(ben, clinicId)).post('/api/v1/session/break-glass', { reason: 'An emergency next door.' });
    const auditor = (await keyFor(clinicId, 'auditor')).headers;
    const { items } = (await get('break-glass-accesses', auditor)).json as { items: Record<string, unknown>[] };
    const at = (minutesAgo: number) => bench.clock.now().subtract({ minutes: minutesAgo }).toString();
    expect(items).toMatchObject([
      { account: { id: ben.id, email: ben.email }, reason: 'An emergency next door.', openedAt: at(0), endedAt: null },
      {
        account: { id: ana.id, name: 'Ana Moss' },
        reason: 'The owner can not be reached.',
        openedAt: at(10),
        expiresAt: at(0),
        endedAt: at(5),
        timeZone: 'America/New_York',
      },
    ]);
    const [opened] = (await bench.audit(clinicId)).filter(({ action }) => action === 'break_glass.opened');
    expect(opened?.detail).toMatchObject({ breakGlassId: items[1]?.['id'] });
    expect(await everyPage('break-glass-accesses', 'id', 1)).toEqual(items.map(({ id }) => id));
    const there = (await keyFor(await bench.clinic(), 'owner')).headers;
    expect((await get('break-glass-accesses', there)).json['items']).toEqual([]);
  });
});

it.each([
  ['owner', 200, 200, 200],
  ['auditor', 200, 403, 200],
  ['front_desk', 403, 403, 403],
  ['integration', 403, 403, 403],
] as const)(
  'lets a key of a %s read with %i, change with %i, and see accesses with %i',
  async (role, read, change, see) => {
    const { id, headers } = await keyFor(clinicId, role);
    const member = await bench.person('clinician', clinicId);
    for (const path of ['api-keys', `api-keys/${id}`, 'staff', `staff/${member.id}`, 'staff/invitations']) {
      expect((await get(path, headers)).status).toBe(read);
    }
    expect((await ask('PATCH', `api-keys/${id}`, { name: 'Mine' }, headers)).status).toBe(change);
    expect((await ask('PATCH', `staff/${member.id}`, { role: 'clinician' }, headers)).status).toBe(change);
    expect((await get('break-glass-accesses', headers)).status).toBe(see);
  },
);
