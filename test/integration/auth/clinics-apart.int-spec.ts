/** @asks-itself */
import { PrismaService } from '../../../src/common/database/prisma.service.js';
import { excessOfLogin } from '../../../src/common/database/product-login.js';
import type { ClinicId } from '../../../src/common/ids/ids.js';
import { prepareQueues } from '../../../src/jobs/job-tables.js';
import { asProduct, execute, openTestDatabase, TEST_KEYS, type TestDatabase } from '../../support/test-database.js';

// The rows say nothing but whose they are, and no rule but the clinics' own is left in this copy of the database: what is
// refused here is refused for being another clinic's.

const A = '00000000-0000-4000-8000-00000000000a' as ClinicId;
const B = '00000000-0000-4000-8000-00000000000b' as ClinicId;

let database: TestDatabase;
let product: PrismaService;
/** Every table with rows of clinics, and the column that says whose. */
let tables: { table: string; column: string }[];

beforeAll(async () => {
  database = await openTestDatabase();
  product = new PrismaService({ databaseUrl: asProduct(database.url), encryptionKeys: TEST_KEYS });
  const named = await execute<{ table: string }>(
    database.url,
    `SELECT relname AS table FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND attname = 'clinic_id' AND NOT attisdropped`,
  );
  tables = [{ table: 'clinics', column: 'id' }, ...named.map(({ table }) => ({ table, column: 'clinic_id' }))];
  for (const { table, column } of tables) {
    await execute(
      database.url,
      `${freedFromOtherRules(table)}; INSERT INTO ${table} (${column}) VALUES ('${A}'), ('${B}')`,
    );
  }
});
afterAll(async () => {
  await product.onApplicationShutdown();
  await database.close();
});

const freedFromOtherRules = (table: string) => `
  ALTER TABLE ${table} DISABLE TRIGGER ALL;
  DO $$
  DECLARE
    rule name;
  BEGIN
    FOR rule IN SELECT conname FROM pg_constraint WHERE conrelid = '${table}'::regclass AND contype <> 'n' LOOP
      EXECUTE format('ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS %I CASCADE', rule);
    END LOOP;
    FOR rule IN
      SELECT attname FROM pg_attribute
      WHERE attrelid = '${table}'::regclass AND attnum > 0 AND attnotnull AND attidentity = '' AND NOT attisdropped
    LOOP
      EXECUTE format('ALTER TABLE ${table} ALTER COLUMN %I DROP NOT NULL', rule);
    END LOOP;
  END $$`;

/** What a statement of clinic A's does: the rows that it answers or changes, or `refused`. */
async function inA(statement: string): Promise<string[] | number | 'refused'> {
  try {
    return await product.inClinic(A, async (tx) => {
      if (!statement.startsWith('SELECT')) return tx.$executeRawUnsafe(statement);
      const rows = await tx.$queryRawUnsafe<{ owner: string }[]>(statement);
      return rows.map(({ owner }) => owner);
    });
  } catch (error) {
    if (/permission denied|row-level security/.test(String(error))) return 'refused';
    throw error;
  }
}

const everyTable = async (work: (table: { table: string; column: string }) => Promise<unknown>) => {
  const found: Record<string, unknown> = {};
  for (const table of tables) found[table.table] = await work(table);
  return found;
};
const exceptRefused = (found: Record<string, unknown>) =>
  Object.entries(found).filter(([, outcome]) => outcome !== 'refused');

it('knows the tables with rows of clinics', () => {
  expect(tables.length).toBeGreaterThan(40);
});

it('shows a clinic its own rows, of any table, and none of another', async () => {
  const seen = await everyTable(({ table, column }) => inA(`SELECT ${column}::text AS owner FROM ${table}`));
  // The keys that open what is sealed are shown to nobody who works on the rows.
  expect(seen['clinic_keys']).toBe('refused');
  for (const [table, owners] of exceptRefused(seen)) expect([table, owners]).toEqual([table, [A]]);
  expect(exceptRefused(seen)).toHaveLength(tables.length - 1);
});

it('takes no row for another clinic, into any table', async () => {
  const taken = await everyTable(({ table, column }) => inA(`INSERT INTO ${table} (${column}) VALUES ('${B}')`));
  expect(exceptRefused(taken)).toEqual([]);
});

it('gives no row away to another clinic', async () => {
  const given = await everyTable(({ table, column }) => inA(`UPDATE ${table} SET ${column} = '${B}'`));
  expect(exceptRefused(given)).toEqual([]);
});

it('changes and removes no row of another clinic', async () => {
  for (const change of ['UPDATE t SET c = c', 'DELETE FROM t']) {
    const changed = await everyTable(({ table, column }) => {
      const statement = change.replace(/\bt\b/, table).replace(/\bc\b/g, column);
      return inA(`${statement} WHERE ${column} = '${B}'`);
    });
    for (const [table, count] of exceptRefused(changed)) expect([table, count]).toEqual([table, 0]);
  }
});

it('shows nothing of any clinic outside of a transaction', async () => {
  for (const { table } of tables) {
    const seen = await product.$queryRawUnsafe<unknown[]>(`SELECT 1 AS seen FROM ${table}`).catch((error: unknown) => {
      if (/permission denied/.test(String(error))) return [];
      throw error;
    });
    expect([table, seen.length]).toEqual([table, 0]);
  }
});

it('shows nothing to a transaction that begins beside the one of a clinic', async () => {
  const rows = (client: Pick<PrismaService, '$queryRawUnsafe'>) =>
    client.$queryRawUnsafe<unknown[]>('SELECT 1 AS seen FROM calls');
  const beside = await product.inClinic(A, () => product.$transaction((client) => rows(client)));
  expect(beside).toEqual([]);
});

it('shows the people of a clinic to that clinic only, and what lets them in to none', async () => {
  const id = '00000000-0000-4000-8000-0000000000cc';
  await execute(
    database.url,
    `INSERT INTO accounts (id, email, name, password_hash, created_at)
     VALUES ('${id}', 'ana@desk.example', 'Ana', 'scrypt$', now());
     INSERT INTO memberships (clinic_id, account_id) VALUES ('${B}', '${id}');
     INSERT INTO recovery_codes (account_id, code_hash) VALUES ('${id}', '${'0'.repeat(64)}');
     INSERT INTO sign_in_tries (key, failures, last_at) VALUES ('x', 1, now())`,
  );
  const seenIn = (clinicId: ClinicId, table: string) =>
    product.inClinic(clinicId, async (tx) => (await tx.$queryRawUnsafe<unknown[]>(`SELECT FROM ${table}`)).length);
  expect(await seenIn(A, 'accounts')).toBe(0);
  expect(await seenIn(B, 'accounts')).toBe(1);
  for (const table of ['recovery_codes', 'sign_in_tries']) expect(await seenIn(B, table)).toBe(0);
  expect(await inA(`UPDATE accounts SET password_hash = 'scrypt$mine'`)).toBe(0);
});

describe('the login that serves', () => {
  /** What the login answers to a statement by itself, and in the role of transactions with every clinic in sight. */
  async function refusals(statement: string): Promise<unknown[]> {
    const steps = ['', `SET LOCAL ROLE crownline_app; SET LOCAL crownline.clinic = '*'; `];
    const answers = steps.map((step) => execute(asProduct(database.url), `BEGIN; ${step}${statement}; ROLLBACK`));
    return (await Promise.allSettled(answers)).map((answer) =>
      answer.status === 'rejected' ? (answer.reason as { code?: string }).code : 'done',
    );
  }
  const REFUSED = ['42501', '42501'];

  it('owns nothing, and nor does any role that it may step into', async () => {
    const owned = await execute(
      asProduct(database.url),
      `SELECT oid::regclass::text AS name FROM pg_class WHERE pg_has_role(relowner, 'MEMBER')
       UNION ALL SELECT proname FROM pg_proc WHERE pg_has_role(proowner, 'MEMBER')
       UNION ALL SELECT nspname FROM pg_namespace WHERE pg_has_role(nspowner, 'MEMBER')
       UNION ALL SELECT typname FROM pg_type WHERE pg_has_role(typowner, 'MEMBER')
       UNION ALL SELECT datname FROM pg_database WHERE pg_has_role(datdba, 'MEMBER')`,
    );
    expect(owned).toEqual([]);
    expect(await excessOfLogin(asProduct(database.url))).toEqual([]);
    expect(await excessOfLogin(database.url)).toContain('superuser');
  });

  it.each([
    'CREATE TABLE mine (id int)',
    'CREATE SCHEMA mine',
    'CREATE TABLE pgboss.mine (id int)',
    'CREATE ROLE mine',
    'CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
    'ALTER TABLE calls ADD mine int',
    'ALTER TABLE audit_entries DISABLE TRIGGER ALL',
    'ALTER TABLE calls DISABLE ROW LEVEL SECURITY',
    'CREATE POLICY mine ON calls USING (true)',
    'CREATE OR REPLACE FUNCTION sees_every_clinic() RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT true $$',
    'DROP TABLE calls',
    'TRUNCATE calls',
    'DROP TABLE pgboss.archive',
    'UPDATE audit_entries SET actor_id = actor_id',
    'DELETE FROM audit_entries',
    'TRUNCATE audit_entries',
    'DELETE FROM audit_heads',
    'UPDATE clinic_keys SET clinic_id = clinic_id',
    'UPDATE _prisma_migrations SET checksum = checksum',
    'GRANT crownline_app TO crownline_server',
    'COPY calls TO PROGRAM $$cat$$',
  ])('may not %s', async (statement) => {
    expect(await refusals(statement)).toEqual(REFUSED);
  });

  it('may not step into the role of the owner', async () => {
    expect(await refusals(`SET ROLE ${new URL(database.url).username}`)).toEqual(REFUSED);
  });

  it('reads no row of any clinic, its keys apart, with a statement that leaves the role of its transaction', async () => {
    const read = await everyTable(async ({ table, column }) => {
      const [answer] = await refusals(`SET crownline.clinic = '${B}'; SELECT ${column} FROM ${table}`);
      return answer === '42501' ? 'refused' : answer;
    });
    expect(exceptRefused(read)).toEqual([['clinic_keys', 'done']]);
  });

  it('has the place of a new kind of job made, which belongs to the owner', async () => {
    const url = asProduct(database.url);
    await prepareQueues(url, ['tested.kind']);
    expect(await execute(url, `SELECT name FROM pgboss.queue WHERE name = 'tested.kind'`)).toHaveLength(1);
    const made = await execute<{ owner: string }>(
      url,
      `SELECT DISTINCT relowner::regrole::text AS owner FROM pg_class WHERE relnamespace = 'pgboss'::regnamespace`,
    );
    expect(made).toEqual([{ owner: new URL(database.url).username }]);
  });
});
