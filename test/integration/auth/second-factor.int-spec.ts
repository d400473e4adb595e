import type { ClinicId } from '../../../src/common/ids/ids.js';
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
  await database.prisma.signInTries.deleteMany();
  clinicId = await bench.clinic();
  person = await bench.person('owner', clinicId);
  browser = await bench.enter(person, clinicId);
});
afterAll(async () => {
  await bench.close();
  await database.close();
});

const codeOf = async (of: Browser, path: string) => (await of.get(path)).json['code'];
const give = (of: Browser, code: string) => of.post('/api/v1/session/second-factor', { code });
const stateOf = async (of: Browser) => (await of.get('/api/v1/session')).json['secondFactor'];
const account = () => database.prisma.account.findUniqueOrThrow({ where: { id: person.id } });
const actions = async () => (await bench.audit(clinicId)).map(({ action }) => action);

describe('an owner without a second factor', () => {
  it('can do nothing but get one', async () => {
    expect(await stateOf(browser)).toBe('to_enrol');
    expect((await browser.get('/api/v1/session')).json['scopes']).toEqual([]);
    for (const path of ['/probe/tasks', '/api/v1/api-keys', '/api/v1/staff']) {
      expect(await codeOf(browser, path)).toBe('auth/second_factor_needed');
    }
    const password = await browser.put('/api/v1/session/password', { current: 'x', new: 'another horse battery' });
    expect(password.json['code']).toBe('auth/second_factor_needed');
  });

  it('can do everything once a code of it came back, with another cookie', async () => {
    const before = browser.cookie;
    const { recoveryCodes } = await bench.enrol(browser);
    expect(recoveryCodes).toHaveLength(10);
    expect(await stateOf(browser)).toBe('passed');
    expect((await browser.get('/api/v1/api-keys')).status).toBe(200);
    browser.cookie = before;
    expect((await browser.get('/api/v1/session')).status).toBe(401);
    expect(await actions()).toContain('second_factor.enrolled');
  });

  it('has none yet when the code was wrong', async () => {
    await browser.post('/api/v1/session/second-factor/enrolment');
    const { status } = await browser.post('/api/v1/session/second-factor/confirmation', { code: '000000' });
    expect(status).toBe(403);
    expect((await account()).totpSecret).toBeNull();
    expect(await stateOf(browser)).toBe('to_enrol');
  });

  it('has to ask for one before confirming it', async () => {
    const { json } = await browser.post('/api/v1/session/second-factor/confirmation', { code: '000000' });
    expect(json['code']).toBe('auth/enrolment_refused');
  });
});

it('keeps the secret sealed, for this account only, and recovery codes as hashes', async () => {
  const { secret, recoveryCodes } = await bench.enrol(browser);
  const { totpSecret } = await account();
  expect(totpSecret).toMatch(/^r1\.test\./);
  expect(totpSecret).not.toContain(secret);
  const root = database.prisma.keys.root;
  expect(root.open('accounts', `accounts|totp|${person.id}`, totpSecret ?? '')).toHaveLength(20);
  expect(() => root.open('accounts', 'accounts|totp|somebody-else', totpSecret ?? '')).toThrow('does not open');
  const rows = await database.prisma.recoveryCode.findMany({ where: { accountId: person.id } });
  expect(rows).toHaveLength(10);
  for (const code of recoveryCodes) expect(JSON.stringify(rows)).not.toContain(code);
});

describe('a later session', () => {
  let secret: string;
  let recoveryCodes: string[];
  let later: Browser;
  beforeEach(async () => {
    ({ secret, recoveryCodes } = await bench.enrol(browser));
    bench.clock.advance(30_000);
    later = await bench.enter(person, clinicId);
  });

  it('can do nothing before the code, and everything after it', async () => {
    expect(await stateOf(later)).toBe('needed');
    expect(await codeOf(later, '/api/v1/api-keys')).toBe('auth/second_factor_needed');
    const { status, json } = await give(later, bench.code(secret));
    expect([status, json['secondFactor']]).toEqual([200, 'passed']);
    expect((await later.get('/api/v1/api-keys')).status).toBe(200);
  });

  it('does not get past with a code that was used, nor with one of a step before it', async () => {
    const code = bench.code(secret);
    expect((await give(later, code)).status).toBe(200);
    const another = await bench.enter(person, clinicId);
    expect((await give(another, code)).json['code']).toBe('auth/code_refused');
    bench.clock.advance(60_000);
    const next = bench.code(secret);
    bench.clock.advance(-30_000);
    const between = bench.code(secret);
    expect((await give(another, next)).status).toBe(200);
    expect((await give(await bench.enter(person, clinicId), between)).status).toBe(403);
  });

  it('takes one of two that come with the same code at once', async () => {
    const others = await Promise.all([1, 2, 3].map(() => bench.enter(person, clinicId)));
    const answers = await Promise.all(others.map((other) => give(other, bench.code(secret))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403]);
  });

  it('takes a recovery code once', async () => {
    const [code = ''] = recoveryCodes;
    expect((await give(later, code)).status).toBe(200);
    expect((await give(await bench.enter(person, clinicId), code)).status).toBe(403);
    expect((await give(await bench.enter(person, clinicId), recoveryCodes[1]?.toUpperCase() ?? '')).status).toBe(200);
    expect(await actions()).toEqual(expect.arrayContaining(['second_factor.recovered', 'second_factor.refused']));
  });

  it('is not looked at after five wrong codes, until the lock ends', async () => {
    for (let failure = 1; failure <= 5; failure++) await give(later, '000000');
    const locked = await give(later, bench.code(secret));
    expect(locked.json['code']).toBe('auth/code_refused');
    bench.minutes(1);
    expect((await give(later, bench.code(secret))).status).toBe(200);
  });

  it('can not replace the second factor before it was given', async () => {
    const { json } = await later.post('/api/v1/session/second-factor/enrolment');
    expect(json['code']).toBe('auth/enrolment_refused');
    await give(later, bench.code(secret));
    bench.clock.advance(30_000);
    const renewed = await bench.enrol(later);
    bench.clock.advance(30_000);
    const another = await bench.enter(person, clinicId);
    expect((await give(another, bench.code(secret))).status).toBe(403);
    expect((await give(another, recoveryCodes[2] ?? '')).status).toBe(403);
    expect((await give(another, bench.code(renewed.secret))).status).toBe(200);
  });

  it('begins complete when the code comes with the password, and does not begin with a wrong one', async () => {
    await expect(bench.signIn(person, { code: '000000' })).rejects.toThrow('auth/sign_in_refused');
    const complete = await bench.signIn(person, { code: bench.code(secret) });
    expect(await stateOf(complete)).toBe('passed');
  });
});

describe('the clinic', () => {
  const POLICY = '/api/v1/staff/second-factor-policy';
  const relax = (of: Browser, ...passwordOnlyRoles: string[]) => of.put(POLICY, { passwordOnlyRoles });

  it.each(['front_desk', 'clinician', 'auditor', 'owner'] as const)(
    'asks everybody for one who signs in, unless it says otherwise: also a %s',
    async (role) => {
      const strict = await bench.clinic([]);
      const newcomer = await bench.enter(await bench.person(role, strict), strict);
      expect(await stateOf(newcomer)).toBe('to_enrol');
      expect(await codeOf(newcomer, '/probe/tasks')).toBe('auth/second_factor_needed');
    },
  );

  it('lets the desk in without, from the next request on, once an owner says so, and no longer when they take it back', async () => {
    const strict = await bench.clinic([]);
    const owner = await bench.owner(strict);
    const desk = await bench.enter(await bench.person('front_desk', strict), strict);
    const clinician = await bench.enter(await bench.person('clinician', strict), strict);
    expect((await owner.get(POLICY)).json).toEqual({ passwordOnlyRoles: [] });
    expect((await relax(owner, 'front_desk')).json).toEqual({ passwordOnlyRoles: ['front_desk'] });
    expect((await desk.get('/probe/tasks')).status).toBe(200);
    expect((await clinician.get('/probe/tasks')).status).toBe(403);
    await relax(owner);
    expect((await desk.get('/probe/tasks')).status).toBe(403);
    const entries = (await bench.audit(strict)).filter(({ action }) => action === 'second_factor_policy.changed');
    expect(entries.map(({ actorId, detail }) => [actorId, detail])).toEqual([
      [owner.person.id, { from: '', to: 'front_desk' }],
      [owner.person.id, { from: 'front_desk', to: '' }],
    ]);
  });

  it.each([[['owner']], [['auditor']], [['front_desk', 'front_desk']], [undefined]])(
    'takes no rule for %j',
    async (passwordOnlyRoles) => {
      expect((await (await bench.owner(clinicId)).put(POLICY, { passwordOnlyRoles })).status).toBe(400);
    },
  );
});

describe('somebody who has lost phone and recovery codes', () => {
  const reset = (by: Browser, of: Person) => by.remove(`/api/v1/staff/second-factors/${of.id}`);

  it('enrols again when an owner says so, after all their sessions have ended', async () => {
    const { secret, recoveryCodes } = await bench.enrol(browser);
    for (let failure = 1; failure <= 5; failure++) await give(await bench.enter(person, clinicId), '000000');
    const owner = await bench.owner(clinicId);
    expect((await reset(owner, person)).status).toBe(204);
    expect((await browser.get('/api/v1/session')).status).toBe(401);
    const back = await bench.enter(person, clinicId);
    expect(await stateOf(back)).toBe('to_enrol');
    for (const code of [bench.code(secret), recoveryCodes[0] ?? '']) expect((await give(back, code)).status).toBe(403);
    await bench.enrol(back);
    expect(await stateOf(back)).toBe('passed');
    const trail = (await bench.audit(clinicId)).find(({ action }) => action === 'second_factor.reset');
    expect(trail).toMatchObject({ actorId: owner.person.id, subjectKind: 'account', subjectId: person.id });
  });

  it('asks another owner: nobody does it for themselves', async () => {
    await bench.enrol(browser);
    expect((await reset(browser, person)).json['code']).toBe('auth/own_second_factor');
    expect(await stateOf(browser)).toBe('passed');
  });

  it('asks an owner of all their clinics, since it counts in each', async () => {
    const elsewhere = await bench.clinic();
    const traveller = await bench.person('clinician', clinicId, elsewhere);
    const enrolled = await bench.enter(traveller, elsewhere);
    await bench.enrol(enrolled);
    const owner = await bench.owner(clinicId);
    expect((await reset(owner, traveller)).json['code']).toBe('auth/works_elsewhere');
    expect(await stateOf(enrolled)).toBe('passed');
    await database.prisma.membership.create({
      data: { clinicId: elsewhere, accountId: owner.person.id, role: 'owner', createdAt: new Date(0) },
    });
    expect((await reset(owner, traveller)).status).toBe(204);
    const entries = (await bench.audit(elsewhere)).map(({ action }) => action);
    expect(entries).toContain('second_factor.reset');
  });
});

it('is free to take for those who need none, and asked of them from then on', async () => {
  person = await bench.person('front_desk', clinicId);
  browser = await bench.enter(person, clinicId);
  expect(await stateOf(browser)).toBe('not_needed');
  await bench.enrol(browser);
  const later = await bench.enter(person, clinicId);
  expect(await codeOf(later, '/probe/tasks')).toBe('auth/second_factor_needed');
});
