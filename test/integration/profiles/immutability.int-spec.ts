import { randomUUID } from 'node:crypto';
import { execute, openTestDatabase, type TestDatabase } from '../../support/test-database.js';

// Whatever the code does, a call's version says what the call ran. Plain SQL: nothing of ours stands in front of it.

let database: TestDatabase;
const clinic = randomUUID();

beforeAll(async () => {
  database = await openTestDatabase();
  await execute(
    database.url,
    `INSERT INTO clinics (id, name, time_zone, address, accepts_calls, overflow)
       VALUES ('${clinic}', 'Clinic', 'UTC', 'Street', true, 'message');
     INSERT INTO agent_profiles (clinic_id, version, status, settings, created_at, published_at)
       VALUES ('${clinic}', 1, 'retired', '{"audio": {"gainDb": 1}}', now(), now()),
              ('${clinic}', 2, 'published', '{}', now(), now()),
              ('${clinic}', 3, 'discarded', '{}', now(), null),
              ('${clinic}', 4, 'draft', '{}', now(), null)`,
  );
});
afterAll(() => database.close());

const attempt = (statement: string) => execute(database.url, `BEGIN; ${statement}; ROLLBACK`);

it.each([1, 2, 3].flatMap((version) => ['settings', 'note', 'created_at', 'version'].map((what) => [version, what])))(
  'version %s, which is no draft, keeps its %s',
  async (version, what) => {
    const values: Record<string, string> = {
      settings: `'{"audio": {"gainDb": 2}}'`,
      note: "'Other.'",
      created_at: "'2020-01-01Z'",
      version: '9',
    };
    const change = `UPDATE agent_profiles SET ${what} = ${values[String(what)]} WHERE version = ${version}`;
    await expect(attempt(change)).rejects.toMatchObject({ code: '23001' });
  },
);

it.each([
  [
    'a published one becomes a draft again',
    "UPDATE agent_profiles SET status = 'draft', published_at = null WHERE version = 2",
  ],
  ['a retired one is published again', "UPDATE agent_profiles SET status = 'published' WHERE version = 1"],
  ['a deleted draft comes back', "UPDATE agent_profiles SET status = 'draft' WHERE version = 3"],
  ['a published one is dated anew', "UPDATE agent_profiles SET published_at = '2020-01-01Z' WHERE version = 2"],
  ['a draft takes another number', 'UPDATE agent_profiles SET version = 5 WHERE version = 4'],
  ['a published one is removed', 'DELETE FROM agent_profiles WHERE version = 2'],
  ['a draft is removed', 'DELETE FROM agent_profiles WHERE version = 4'],
])('it can not be that %s', async (_what, statement) => {
  await expect(attempt(statement)).rejects.toMatchObject({ code: '23001' });
});

it('a draft changes, is given up, or is published in the place of another', async () => {
  await attempt(`UPDATE agent_profiles SET settings = '{"audio": {"gainDb": 3}}', note = 'New.' WHERE version = 4`);
  await attempt("UPDATE agent_profiles SET status = 'discarded' WHERE version = 4");
  await attempt(
    `UPDATE agent_profiles SET status = 'retired' WHERE version = 2;
     UPDATE agent_profiles SET status = 'published', published_at = now() WHERE version = 4`,
  );
});

it('a clinic has one published version, and never two', async () => {
  const second = "UPDATE agent_profiles SET status = 'published', published_at = now() WHERE version = 4";
  await expect(attempt(second)).rejects.toMatchObject({ code: '23505', constraint: 'agent_profiles_one_published' });
});
