import { scryptSync } from 'node:crypto';
import { PrismaService } from '../../../src/common/database/prisma.service.js';
import type { ClinicId } from '../../../src/common/ids/ids.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { until } from '../../support/until.js';
import { PASSWORD, StaffBench, type Answer, type Person } from './staff-harness.js';

let database: TestDatabase;
let bench: StaffBench;
let clinicId: ClinicId;
let person: Person;

beforeAll(async () => {
  database = await openTestDatabase();
  bench = await StaffBench.start(database);
});
beforeEach(async () => {
  await database.prisma.signInTries.deleteMany();
  clinicId = await bench.clinic();
  person = await bench.person('front_desk', clinicId);
});
afterAll(async () => {
  await bench.close();
  await database.close();
});

const tryWith = (password: string, of: { email: string } = person, more: object = {}): Promise<Answer> =>
  bench.browser().post('/api/v1/session', { email: of.email, password, ...more });
const NOBODY = { email: 'nobody@desk.example' };
const refusals = () => database.prisma.auditEntry.findMany({ where: { clinicId, action: 'session.refused' } });

/** All that a client can see of an answer, but for when it was given. */
/** What is another one each time, whatever was asked. */
const ASIDE = ['date', 'x-request-id', 'ratelimit'];
const seen = ({ status, text, headers }: Answer) => ({
  status,
  text,
  headers: [...headers.entries()].filter(([name]) => !ASIDE.includes(name)),
});

/** Fails as often as it takes to be locked, without the work: the database says so. */
async function lock(of: { email: string }) {
  await database.prisma.signInTries.deleteMany();
  await tryWith('a wrong one', of);
  // Both the address and the network address have failed once; only those of this account are few enough to lock at five.
  await database.prisma.signInTries.updateMany({ data: { failures: 4 } });
  await tryWith('a wrong one', of);
}

describe('whoever is not let in', () => {
  const ways: [string, () => Promise<Answer>][] = [
    ['has no account', () => tryWith(PASSWORD, NOBODY)],
    ['has the wrong password', () => tryWith('a wrong one')],
    ['names a clinic that is not theirs', async () => tryWith(PASSWORD, person, { clinicId: await bench.clinic() })],
    [
      'is locked out, with the right password',
      async () => {
        await lock(person);
        return tryWith(PASSWORD);
      },
    ],
    [
      'is locked out, without an account',
      async () => {
        await lock(NOBODY);
        return tryWith(PASSWORD, NOBODY);
      },
    ],
    [
      'works there no longer',
      async () => {
        await database.prisma.membership.updateMany({
          where: { accountId: person.id },
          data: { revokedAt: new Date(0) },
        });
        return tryWith(PASSWORD);
      },
    ],
  ];

  it.each(ways)('learns nothing of why: one who %s', async (_, refused) => {
    const answer = await refused();
    expect(answer.json).toMatchObject({ status: 401, code: 'auth/sign_in_refused' });
    expect(answer.headers.get('retry-after')).toBeNull();
    expect(seen(answer)).toEqual(seen(await tryWith('another wrong one', { email: 'else@desk.example' })));
  });

  it('costs one look at a password, whoever it is: nothing is to be learned from waiting', async () => {
    const looks = async (work: () => Promise<unknown>) => {
      const before = await bench.metric('crownline_password_checks_total');
      await work();
      return (await bench.metric('crownline_password_checks_total')) - before;
    };
    expect(await looks(() => tryWith(PASSWORD, NOBODY))).toBe(1);
    expect(await looks(() => tryWith('a wrong one'))).toBe(1);
    expect(await looks(() => tryWith(PASSWORD))).toBe(1);
    await lock(person);
    expect(await looks(() => tryWith(PASSWORD))).toBe(1);
    await lock(NOBODY);
    expect(await looks(() => tryWith(PASSWORD, NOBODY))).toBe(1);
  });

  it('stands in the trail of the clinic, without an address, and in no log line', async () => {
    await tryWith('secret-mark wrong');
    const [entry] = await until(refusals, (entries) => entries.length > 0);
    expect(entry).toMatchObject({ actorKind: 'system', actorId: 'auth', subjectKind: 'account', subjectId: person.id });
    expect(
      JSON.stringify(entry, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)),
    ).not.toContain('@');
    const log = bench.api.logLines.join('\n');
    expect(log).toContain('auth.sign_in_refused');
    expect(log).not.toContain(person.email);
    expect(log).not.toContain('secret-mark');
  });
});

describe('too many failures', () => {
  it('lock an account, for longer each time, and end by themselves', async () => {
    for (let failure = 1; failure <= 5; failure++) await tryWith('a wrong one');
    expect((await tryWith(PASSWORD)).status).toBe(401);
    bench.minutes(1);
    expect((await tryWith('a wrong one')).status).toBe(401);
    bench.minutes(1);
    expect((await tryWith(PASSWORD)).status).toBe(401);
    bench.minutes(1);
    expect((await tryWith(PASSWORD)).status).toBe(200);
  });

  it('are forgotten once the right password came', async () => {
    for (let failure = 1; failure <= 4; failure++) await tryWith('a wrong one');
    expect((await tryWith(PASSWORD)).status).toBe(200);
    for (let failure = 1; failure <= 4; failure++) await tryWith('a wrong one');
    expect((await tryWith(PASSWORD)).status).toBe(200);
  });

  it('count as many when they come at once', async () => {
    await Promise.all(Array.from({ length: 8 }, () => tryWith('a wrong one')));
    expect((await tryWith(PASSWORD)).status).toBe(401);
    const rows = await database.prisma.signInTries.findMany({ where: { lockedUntil: { not: null } } });
    expect(rows).toMatchObject([{ failures: 5 }]);
  });

  it('keep no address of anybody in the database', async () => {
    await tryWith('a wrong one');
    for (const { key } of await database.prisma.signInTries.findMany()) expect(key).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('a network address', () => {
  let last = 0;
  let from: string;
  beforeEach(() => {
    from = `203.0.113.${++last}`;
  });
  const signIn = (address: string, of: { email: string } = person, password = PASSWORD) =>
    bench.browser(address).post('/api/v1/session', { email: of.email, password });
  /** Without the work of thirty tries. */
  async function lockOut(address = from) {
    await signIn(address, NOBODY, 'a wrong one');
    await database.prisma.signInTries.updateMany({ data: { failures: 28 } });
    for (const email of ['else@desk.example', 'more@desk.example']) await signIn(address, { email }, 'a wrong one');
  }
  /** Passwords that were looked at, and connections to the database that were taken. */
  async function work(of: () => Promise<unknown>) {
    const { pool } = bench.api.app.get(PrismaService);
    let connections = 0;
    const count = () => void connections++;
    const before = await bench.metric('crownline_password_checks_total');
    pool.on('acquire', count);
    await of();
    pool.off('acquire', count);
    return { passwords: (await bench.metric('crownline_password_checks_total')) - before, connections };
  }
  const turnedAway = () => bench.metric('crownline_sign_ins_turned_away_total');

  it('is locked after thirty failures at any accounts, whatever it sends, though one account may be its own', async () => {
    await signIn(from, NOBODY, 'a wrong one');
    await database.prisma.signInTries.updateMany({ data: { failures: 28 } });
    expect((await signIn(from)).status).toBe(200);
    for (const email of ['else@desk.example', 'more@desk.example']) {
      expect((await signIn(from, { email }, 'a wrong one')).status).toBe(401);
    }
    const refused = await signIn(from);
    expect(refused.json).toMatchObject({ status: 429, code: 'auth/too_many_failures' });
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(refused.headers.get('retry-after')).toBe('60');
    expect(seen(await signIn(from, NOBODY, 'a wrong one'))).toEqual(seen(refused));
    expect((await signIn('198.51.100.1')).status).toBe(200);
    bench.minutes(1);
    expect((await signIn(from)).status).toBe(200);
  });

  it('that is locked costs no look at a password and no connection to the database', async () => {
    await lockOut();
    // From the first refusal on the process knows.
    expect((await work(() => signIn(from))).passwords).toBe(0);
    const before = await turnedAway();
    const token = { token: 'unknown', name: 'Ben Hall', password: PASSWORD };
    const done = await work(async () => {
      const browser = bench.browser(from);
      expect((await browser.post('/api/v1/session', { email: person.email, password: PASSWORD })).status).toBe(429);
      expect((await browser.post('/api/v1/staff/acceptance', token)).status).toBe(429);
    });
    expect(done).toEqual({ passwords: 0, connections: 0 });
    expect(await turnedAway()).toBe(before + 2);
  });

  it('that is locked gives no code and changes no password', async () => {
    const browser = await bench.enter(person, clinicId);
    await lockOut();
    const there = Object.assign(bench.browser(from), { cookie: browser.cookie });
    const words = { current: PASSWORD, new: 'another horse battery' };
    const answers = [
      await there.put('/api/v1/session/password', words),
      await there.post('/api/v1/session/second-factor', { code: '000000' }),
      await there.post('/api/v1/session/second-factor/confirmation', { code: '000000' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([429, 429, 429]);
  });

  it('is locked by wrong codes and unknown invitations as by wrong passwords', async () => {
    const unknown = { token: 'unknown', name: 'Ben Hall', password: PASSWORD };
    const browser = Object.assign(bench.browser(from), { cookie: (await bench.enter(person, clinicId)).cookie });
    expect((await browser.post('/api/v1/staff/acceptance', unknown)).status).toBe(404);
    await database.prisma.signInTries.updateMany({ data: { failures: 28 } });
    expect((await browser.post('/api/v1/session/second-factor', { code: '000000' })).status).toBe(403);
    expect((await browser.post('/api/v1/staff/acceptance', unknown)).status).toBe(404);
    expect((await browser.post('/api/v1/staff/acceptance', unknown)).status).toBe(429);
  });

  it('is locked, too, that goes on at an account which is locked already', async () => {
    await lock(NOBODY);
    await signIn(from, NOBODY);
    await database.prisma.signInTries.updateMany({ where: { lockedUntil: null }, data: { failures: 29 } });
    expect((await signIn(from, NOBODY)).status).toBe(401);
    expect((await signIn(from, NOBODY)).status).toBe(429);
  });

  it('shares its fate with all of its network in IPv6', async () => {
    await lockOut('2001:db8:1:2::1');
    expect((await signIn('2001:db8:1:2:ffff::7')).status).toBe(429);
    expect((await signIn('2001:db8:1:3::1')).status).toBe(200);
  });

  it('is asked about again after a minute, since another process may have taken the failure back', async () => {
    await lockOut();
    await database.prisma.signInTries.updateMany({ data: { lockedUntil: new Date(bench.clock.nowMs() + 3600_000) } });
    expect((await signIn(from)).headers.get('retry-after')).toBe('3600');
    await database.prisma.signInTries.updateMany({ data: { lockedUntil: null } });
    bench.clock.advance(59_000);
    expect((await signIn(from)).headers.get('retry-after')).toBe('3541');
    bench.clock.advance(1000);
    expect((await signIn(from)).status).toBe(200);
  });

  // 150 at once from one address kept everybody else waiting for 22 seconds, and got 503 where the database's connections ran out.
  it('that sends very many at once is told to come back, and keeps nobody else waiting', async () => {
    const looked = await work(async () => {
      const flood = Array.from({ length: 80 }, () => signIn(from, NOBODY, 'a wrong one'));
      const other = await signIn('198.51.100.2');
      expect(other.status).toBe(200);
      const statuses = (await Promise.all(flood)).map(({ status }) => status);
      expect(new Set(statuses)).toEqual(new Set([401, 429]));
    });
    // Once thirty have failed, the rest is refused by the lock.
    expect(looked.passwords).toBeLessThanOrEqual(31);
    expect(looked.connections).toBeLessThan(70);
  });
});

describe('a password', () => {
  it('is stored anew when hashes have become harder since', async () => {
    const salt = Buffer.from('salt of old days');
    const hash = scryptSync(PASSWORD, salt, 32, { N: 512, r: 8, p: 1 }).toString('base64url');
    const old = `scrypt$512$8$1$${salt.toString('base64url')}$${hash}`;
    await database.prisma.account.update({ where: { id: person.id }, data: { passwordHash: old } });
    expect((await tryWith(PASSWORD)).status).toBe(200);
    const stored = await database.prisma.account.findUniqueOrThrow({ where: { id: person.id } });
    expect(stored.passwordHash).toMatch(/^scrypt\$1024\$8\$1\$/); // what it costs here
    expect((await tryWith(PASSWORD)).status).toBe(200);
  });

  it('opens under the address in any case of letters', async () => {
    expect((await tryWith(PASSWORD, { email: person.email.toUpperCase() })).status).toBe(200);
  });
});
