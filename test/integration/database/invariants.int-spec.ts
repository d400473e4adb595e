import { randomUUID } from 'node:crypto';
import { execute, openTestDatabase, type TestDatabase } from '../../support/test-database.js';

// What must hold whatever the code does. The rows are written in plain SQL: nothing of ours stands in front of them.

let database: TestDatabase;
const clinic = randomUUID();
const [hygienist, chair] = [randomUUID(), randomUUID()];

beforeAll(async () => {
  database = await openTestDatabase();
  await execute(
    database.url,
    `INSERT INTO clinics (id, name, time_zone, address, accepts_calls, overflow)
       VALUES ('${clinic}', 'Clinic', 'UTC', 'Street', true, 'message');
     INSERT INTO resources (clinic_id, id, kind)
       VALUES ('${clinic}', '${hygienist}', 'provider'), ('${clinic}', '${chair}', 'operatory')`,
  );
});
afterAll(() => database.close());

describe('allocations', () => {
  beforeEach(async () => {
    await execute(database.url, 'DELETE FROM allocations');
    await take(hygienist, '[2026-11-20 09:00Z, 2026-11-20 10:00Z)');
  });

  it('refuse a second use of one resource at an overlapping time', async () => {
    await expect(take(hygienist, '[2026-11-20 09:59Z, 2026-11-20 10:30Z)')).rejects.toMatchObject({
      code: '23P01',
      constraint: 'allocations_no_overlap',
    });
  });

  it('allow the next use to begin in the instant the first ends', async () => {
    await expect(take(hygienist, '[2026-11-20 10:00Z, 2026-11-20 11:00Z)')).resolves.toBeDefined();
  });

  it('allow another resource at the same time', async () => {
    await expect(take(chair, '[2026-11-20 09:00Z, 2026-11-20 10:00Z)')).resolves.toBeDefined();
  });

  it('no longer block once they are released, and block again if they were taken back', async () => {
    await execute(database.url, "UPDATE allocations SET released_at = '2026-11-19'");
    await take(hygienist, '[2026-11-20 09:00Z, 2026-11-20 10:00Z)');

    await expect(execute(database.url, 'UPDATE allocations SET released_at = NULL')).rejects.toMatchObject({
      code: '23P01',
    });
  });

  it.each(['empty', '(2026-11-20 12:00Z, 2026-11-20 13:00Z)', '[2026-11-20 12:00Z, 2026-11-20 13:00Z]'])(
    'refuse the range %s, which would touch its neighbours differently',
    async (range) => {
      await expect(take(hygienist, range)).rejects.toMatchObject({ code: '23514' });
    },
  );
});

const take = (resource: string, during: string) =>
  execute(
    database.url,
    `WITH meeting AS (
       INSERT INTO blockouts (clinic_id, id, resource_id, during, kind, reason, created_at)
       VALUES ('${clinic}', '${randomUUID()}', '${resource}', '[2026-01-01, 2026-01-02)', 'busy', 'meeting', now())
       RETURNING id
     )
     INSERT INTO allocations (clinic_id, id, resource_id, during, blockout_id)
     SELECT '${clinic}', '${randomUUID()}', '${resource}', '${during}', id FROM meeting`,
  );

describe('audit entries', () => {
  beforeAll(() =>
    execute(
      database.url,
      `INSERT INTO audit_entries (
         clinic_id, seq, id, at, actor_kind, actor_id, action, subject_kind, subject_id, detail, hash, mac, key_id)
       VALUES ('${clinic}', 1, '${randomUUID()}', now(), 'system', 'test', 'tested', 'test', '1', '{}',
         repeat('0', 64), repeat('0', 64), 'test')`,
    ),
  );

  it.each([
    ['changed', "UPDATE audit_entries SET action = 'other'"],
    ['deleted', 'DELETE FROM audit_entries'],
    ['truncated', 'TRUNCATE audit_entries'],
    ['truncated along with other tables', 'TRUNCATE clinics, audit_entries CASCADE'],
  ])('can not be %s', async (_, statement) => {
    await expect(execute(database.url, statement)).rejects.toMatchObject({
      code: '23001',
      message: 'audit entries are append-only',
    });
    expect(await execute(database.url, 'SELECT action FROM audit_entries')).toEqual([{ action: 'tested' }]);
  });
});
