import type { ClinicId } from '../../../src/common/ids/ids.js';
import { someoneWaitsForLock } from '../../support/interleaving.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { PASSWORD, StaffBench, type Browser, type Person } from './staff-harness.js';

let database: TestDatabase;
let bench: StaffBench;
let clinicId: ClinicId;
let owner: Browser & { person: Person };

beforeAll(async () => {
  database = await openTestDatabase();
  bench = await StaffBench.start(database);
});
beforeEach(async () => {
  await database.prisma.signInTries.deleteMany();
  clinicId = await bench.clinic();
  owner = await bench.owner(clinicId);
});
afterAll(async () => {
  await bench.close();
  await database.close();
});

let invited = 0;
const newEmail = () => `new-${++invited}@desk.example`;
const invite = async (email: string, role = 'front_desk') => {
  const { json } = await owner.post('/api/v1/staff', { email, role });
  const link = json['link'] as string;
  return { id: json['id'] as string, link, token: link.slice(link.indexOf('#') + 1) };
};
const accept = (token: string, more: object = {}) =>
  bench.browser().post('/api/v1/staff/acceptance', { token, name: 'Ben Hall', password: PASSWORD, ...more });
const items = async (path: string) => (await owner.get(path)).json['items'];
const members = () => items('/api/v1/staff');
const invitations = () => items('/api/v1/staff/invitations');

describe('an invitation', () => {
  it('becomes a member who can sign in, by a link that is stored nowhere', async () => {
    const email = newEmail();
    const { link, token } = await invite(email);
    expect(link).toBe(`http://127.0.0.1/invitation#${token}`);
    expect(JSON.stringify(await database.prisma.invitation.findMany())).not.toContain(token);
    expect(await invitations()).toMatchObject([{ email, role: 'front_desk' }]);
    bench.minutes(1);
    expect((await accept(token)).status).toBe(204);
    const newcomer = await bench.signIn({ id: '', email });
    expect((await newcomer.get('/api/v1/session')).json).toMatchObject({
      role: 'front_desk',
      clinic: { id: clinicId },
    });
    expect(await members()).toMatchObject([
      { email: owner.person.email, hasSecondFactor: true },
      { email, name: 'Ben Hall', hasSecondFactor: false },
    ]);
    expect(await invitations()).toEqual([]);
    const actions = (await bench.audit(clinicId)).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['staff.invited', 'staff.joined']));
  });

  it('is good once, for three days, until it is withdrawn, or until a later one', async () => {
    const used = await invite(newEmail());
    expect((await accept(used.token)).status).toBe(204);
    const [replaced, withdrawn] = [newEmail(), newEmail()];
    const earlier = await invite(replaced);
    await invite(replaced);
    const taken = await invite(withdrawn);
    expect((await owner.remove(`/api/v1/staff/invitations/${taken.id}`)).status).toBe(204);
    const expired = await invite(newEmail());
    bench.minutes(72 * 60);
    const answers = [];
    for (const token of [used.token, earlier.token, taken.token, expired.token, 'unknown']) {
      const { status, text } = await accept(token);
      answers.push({ status, text });
    }
    expect(answers[0]).toMatchObject({
      status: 404,
      text: expect.stringContaining('auth/invitation_invalid') as string,
    });
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });

  it('lets one in when two accept it at once', async () => {
    const { token } = await invite(newEmail());
    const answers = await Promise.all([accept(token), accept(token)]);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
  });

  it('adds a clinic to an account only with the password of the account', async () => {
    const traveller = await bench.person('clinician', await bench.clinic());
    const { token } = await invite(traveller.email);
    expect((await accept(token, { password: 'a password of my own' })).status).toBe(401);
    await expect(bench.signIn(traveller, { clinicId })).rejects.toThrow('HTTP 401');
    expect((await accept(token)).status).toBe(204);
    const session = (await bench.signIn(traveller, { clinicId })).get('/api/v1/session');
    expect((await session).json).toMatchObject({ role: 'front_desk', account: { name: 'Ana Moss' } });
  });

  it('is not made for somebody who works there, and brings back somebody who did', async () => {
    const person = await bench.person('front_desk', clinicId);
    expect((await owner.post('/api/v1/staff', { email: person.email, role: 'owner' })).json['code']).toBe(
      'auth/already_member',
    );
    await owner.remove(`/api/v1/staff/${person.id}`);
    const { token } = await invite(person.email, 'clinician');
    await accept(token);
    const back = await bench.enter(person, clinicId);
    expect((await back.get('/api/v1/session')).json['role']).toBe('clinician');
  });

  it.each(['short pass', 'x'.repeat(201)])('takes no password of a wrong length', async (password) => {
    const { token } = await invite(newEmail());
    expect((await accept(token, { password })).status).toBe(400);
    expect((await accept(token)).status).toBe(204);
  });

  it('takes no password that others would guess, says which rule it breaks, and stays good', async () => {
    const email = newEmail();
    const { token } = await invite(email);
    const ruleOf = async (password: string) => (await accept(token, { password })).json['rule'];
    expect(await ruleOf('password1234')).toBe('common');
    expect(await ruleOf(`${email} 1`)).toBe('personal');
    expect(await ruleOf('Test Dental 27')).toBe('personal');
    expect(await ruleOf('Ben Hall 2026')).toBe('personal');
    expect((await accept(token)).status).toBe(204);
  });
});

describe('a clinic', () => {
  it('keeps its last owner', async () => {
    const path = `/api/v1/staff/${owner.person.id}`;
    expect((await owner.remove(path)).json['code']).toBe('auth/last_owner');
    const second = await bench.person('owner', clinicId);
    expect((await owner.remove(`/api/v1/staff/${second.id}`)).status).toBe(204);
    expect((await owner.remove(path)).status).toBe(409);
  });

  it('keeps one of two owners who take each other out at once', async () => {
    const second = await bench.owner(clinicId);
    const { prisma } = database;
    // Both get as far as the owners' rows before one of them goes on.
    const asked = await prisma.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT FROM memberships WHERE clinic_id = ${clinicId}::uuid FOR UPDATE`;
      const requests = [
        owner.remove(`/api/v1/staff/${second.person.id}`),
        second.remove(`/api/v1/staff/${owner.person.id}`),
      ];
      await someoneWaitsForLock(database.url, 2);
      return { requests };
    });
    const answers = await Promise.all(asked.requests);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    const owners = await database.prisma.membership.count({ where: { clinicId, role: 'owner', revokedAt: null } });
    expect(owners).toBe(1);
  });

  it("knows nothing of another's people", async () => {
    const there = await bench.clinic();
    const person = await bench.person('front_desk', there);
    expect(JSON.stringify(await members())).not.toContain(person.email);
    expect((await owner.remove(`/api/v1/staff/${person.id}`)).status).toBe(404);
  });
});

describe('a key', () => {
  const create = (body: object, of: Browser = owner) => of.post('/api/v1/api-keys', { name: 'PMS', ...body });
  const bearer = (key: unknown) => ({ authorization: `Bearer ${String(key)}` });
  const anybody = () => bench.browser();

  it('may do what it was made for, and is shown once', async () => {
    const { status, json } = await create({ scopes: ['tasks:read'] });
    expect(status).toBe(201);
    const key = bearer(json['key']);
    expect((await anybody().get('/probe/tasks', key)).status).toBe(200);
    const refused = await anybody().get('/probe/calls', key);
    expect([refused.status, refused.json['code']]).toEqual([403, 'auth/scope_missing']);
    const { items } = (await owner.get('/api/v1/api-keys')).json as { items: object[] };
    expect(items).toMatchObject([{ name: 'PMS', role: null, scopes: ['tasks:read'] }]);
    expect(JSON.stringify(items)).not.toContain(json['key']);
    expect((await bench.audit(clinicId)).at(-1)).toMatchObject({ actorKind: 'api_key', actorId: json['id'] });
  });

  it('ends when it is revoked or has expired, and then answers as one that never was', async () => {
    const revoked = (await create({ role: 'integration' })).json;
    const expiresAt = bench.clock.now().add({ minutes: 5 }).toString();
    const expiring = (await create({ role: 'integration', expiresAt })).json;
    const ask = async ({ key }: Record<string, unknown>) => (await anybody().get('/probe/tasks', bearer(key))).text;
    const never = await ask({ key: 'cl_unknown' });
    expect(await ask(revoked)).toBe('{"done":true}');
    expect(await ask(expiring)).toBe('{"done":true}');
    expect((await owner.remove(`/api/v1/api-keys/${String(revoked['id'])}`)).status).toBe(204);
    bench.minutes(5);
    expect(await ask(revoked)).toBe(never);
    expect(await ask(expiring)).toBe(never);
    expect((await owner.remove(`/api/v1/api-keys/${String(revoked['id'])}`)).status).toBe(404);
  });

  it('hands out no more than it has: neither keys nor people', async () => {
    const { json } = await create({ scopes: ['keys:write', 'staff:write', 'tasks:read'] });
    const key = bearer(json['key']);
    const ask = async (path: string, body: object) => (await anybody().post(path, body, key)).json['code'];
    expect(await ask('/api/v1/api-keys', { name: 'more', role: 'owner' })).toBe('auth/beyond_own_scopes');
    expect(await ask('/api/v1/api-keys', { name: 'more', scopes: ['calls:read'] })).toBe('auth/beyond_own_scopes');
    expect(await ask('/api/v1/staff', { email: newEmail(), role: 'owner' })).toBe('auth/beyond_own_scopes');
    expect(await ask('/api/v1/api-keys', { name: 'less', scopes: ['tasks:read'] })).toBeUndefined();
    // Nor does it change or take out who may do more.
    const { items } = (await owner.get('/api/v1/staff')).json as { items: { id: string; role: string }[] };
    const above = items.find(({ role }) => role === 'owner');
    const taken = await anybody().remove(`/api/v1/staff/${above?.id}`, key);
    expect([taken.status, taken.json['code']]).toEqual([403, 'auth/beyond_own_scopes']);
  });

  it.each([
    ['both a role and scopes', { role: 'integration', scopes: ['tasks:read'] }],
    ['neither', {}],
    ['no scope', { scopes: [] }],
    ['a scope that is none', { scopes: ['everything'] }],
    ['a scope that is for people', { scopes: ['break_glass:open'] }],
    ['an end in the past', { role: 'integration', expiresAt: '2020-01-01T00:00:00Z' }],
  ])('is not made with %s', async (_, body) => {
    expect((await create(body)).status).toBe(400);
  });

  it('notes when it was used at most once a minute', async () => {
    const { json } = await create({ scopes: ['tasks:read'] });
    const used = async () =>
      (await database.prisma.apiKey.findFirstOrThrow({ where: { id: String(json['id']) } })).lastUsedAt?.getTime();
    const use = () => anybody().get('/probe/tasks', bearer(json['key']));
    await use();
    const first = bench.clock.nowMs();
    bench.clock.advance(59_000);
    await use();
    expect(await used()).toBe(first);
    bench.clock.advance(1000);
    await use();
    expect(await used()).toBe(first + 60_000);
  });
});
