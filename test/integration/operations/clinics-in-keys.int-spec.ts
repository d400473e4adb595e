import { execute, openTestDatabase, type TestDatabase } from '../../support/test-database.js';

// Clinics can live on different machines once each row says whose it is, wherever it is found or referred to by its key: an engine
// that spreads rows by `clinic_id` can keep a key unique, or follow a reference, on one machine only.

/** Tables without a clinic, and where each is when clinics are spread. */
const NOT_OF_A_CLINIC = {
  accounts: 'people, who may work for several clinics: beside the directory',
  recovery_codes: 'of a person: beside the directory',
  sign_in_tries: 'before it is known who signs in: beside the directory',
  audit_anchors: 'when the ends of the chains were kept elsewhere: each database its own',
  audit_checks: 'in which hours the chains were verified: each database its own',
  retention_days: 'on which days old rows were looked for: each database for itself',
  _prisma_migrations: 'of each database',
};

/** Keys that hold over all clinics, which is what they are for. They make up the directory that says where a clinic is. */
const DIRECTORY = {
  'clinics (id)': 'which clinics there are',
  'phone_numbers (number)': 'who is called',
  'api_keys (key_hash)': 'whose key this is',
  'calendar_feeds (secret_hash)': 'whose calendar is read by this address',
  'invitations (token_hash)': 'into which clinic somebody is invited',
  'staff_sessions (token_hash)': 'for which clinic somebody has signed in',
};

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const ask = async (statement: string) =>
  (await execute<{ line: string }>(database.url, statement)).map(({ line }) => line).sort();

const OF_CLINICS = `SELECT attrelid FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
  WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attname = 'clinic_id' AND NOT attisdropped`;

it('knows every table that is of no clinic', async () => {
  const found = await ask(`SELECT relname AS line FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND oid NOT IN (${OF_CLINICS})`);
  expect(found).toEqual(['clinics', ...Object.keys(NOT_OF_A_CLINIC)].sort());
});

it('says of every other row whose it is, and leaves it to nothing to fill that in', async () => {
  expect(
    await ask(`SELECT attrelid::regclass::text AS line FROM pg_attribute
      WHERE attrelid IN (${OF_CLINICS}) AND attname = 'clinic_id' AND (NOT attnotnull OR atthasdef)`),
  ).toEqual([]);
});

it('has the clinic in every key that makes rows unique, those of the directory excepted', async () => {
  expect(
    await ask(`SELECT format('%s (%s)', indrelid::regclass, string_agg(attname, ', ' ORDER BY position)) AS line
      FROM pg_index CROSS JOIN unnest(indkey::int2[]) WITH ORDINALITY AS part (number, position)
      JOIN pg_attribute ON attrelid = indrelid AND attnum = part.number
      WHERE (indisunique OR indisexclusion) AND (indrelid IN (${OF_CLINICS}) OR indrelid = 'clinics'::regclass)
      GROUP BY indexrelid, indrelid HAVING NOT bool_or(attname = 'clinic_id')`),
  ).toEqual(Object.keys(DIRECTORY).sort());
});

it('refers from one clinic’s row to rows of the same clinic only', async () => {
  const wrong = await ask(`SELECT format('%s: %s', conrelid::regclass, pg_get_constraintdef(pg_constraint.oid)) AS line
    FROM pg_constraint WHERE contype = 'f' AND conrelid IN (${OF_CLINICS}) AND NOT EXISTS (
      SELECT FROM unnest(conkey, confkey) AS pair (here, there)
      JOIN pg_attribute AS own ON own.attrelid = conrelid AND own.attnum = here
      JOIN pg_attribute AS other ON other.attrelid = confrelid AND other.attnum = there
      WHERE own.attname = 'clinic_id' AND (other.attname = 'clinic_id' OR confrelid = 'clinics'::regclass))`);
  expect(wrong).toEqual(['memberships: FOREIGN KEY (account_id) REFERENCES accounts(id)']);
});
