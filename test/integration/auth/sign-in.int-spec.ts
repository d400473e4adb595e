import { scryptSync } from 'node:crypto';
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

  it('lock a network address that tries many accounts, though one of them may be its own', async () => {
    await tryWith('a wrong one', NOBODY);
    await database.prisma.signInTries.updateMany({ data: { failures: 28 } });
    expect((await tryWith(PASSWORD)).status).toBe(200);
    expect((await tryWith('a wrong one', { email: 'else@desk.example' })).status).toBe(401);
    expect((await tryWith('a wrong one', { email: 'more@desk.example' })).status).toBe(401);
    expect((await tryWith(PASSWORD)).status).toBe(401);
  });

  it('keep no address of anybody in the database', async () => {
    await tryWith('a wrong one');
    for (const { key } of await database.prisma.signInTries.findMany()) expect(key).toMatch(/^[0-9a-f]{64}$/);
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
