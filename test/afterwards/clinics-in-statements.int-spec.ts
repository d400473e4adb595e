import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as parser from 'libpg-query';
import { StatementReader, type StatementClinics } from '../support/statements/clinics-of-statement.js';
import { STATEMENTS_FOLDER } from '../support/statements/recording.mjs';
import { execute, openTestDatabase } from '../support/test-database.js';

// Clinics can live on different machines when each statement says whose rows it wants: row-level security makes it see no others, and
// an engine that spreads rows has to know where to ask. Looked at is what the tests before this one have asked of the database.

/** What transactions about all clinics may ask without naming one, and what happens to it when each machine has some of them. */
const OF_ALL_CLINICS: Record<string, string> = {
  'DELETE idempotent_requests': 'old ones go: each machine its own',
  'DELETE webhook_endpoints': 'old ones go: each machine its own',
  'DELETE webhook_events': 'old ones go: each machine its own',
  'SELECT agent_profiles, appointment_type_parts, appointment_types, clinics, closures, faqs, hours_overrides, insurance_plans, listed_prices, opening_hours, operatories, phone_numbers, phrase_audio, provider_hours, providers, resources, weekly_blockouts':
    'evals: their clinics are copies of the first one',
  'SELECT api_keys': 'the directory: whose key this is',
  'SELECT audit_entries, audit_heads': 'where the chain of one clinic ends, which it names for either table',
  'SELECT audit_entries, audit_heads, audit_verified': 'whose chains are verified: each machine its own',
  'SELECT calendar_feeds, clinics, providers': 'the directory: whose calendar this is, and what both are called',
  'SELECT calls, outbound_calls': 'when one clinic has dialled, which it names for either table',
  'SELECT clinics': 'which clinics there are, or what those are called that somebody works for: beside the directory',
  'SELECT invitations': 'the directory: into which clinic somebody is invited',
  'SELECT memberships': 'the directory: for which clinics somebody works',
  'SELECT outbound_calls': 'how fast the carrier’s account dials: a machine’s share of it',
  'SELECT phone_numbers': 'the directory: who is called',
  'SELECT search_backlogs': 'a queue: each machine its own',
  'SELECT staff_sessions': 'the directory: for which clinic somebody has signed in',
  'SELECT webhook_deliveries': 'a queue: each machine its own',
  'SELECT webhook_deliveries, webhook_endpoints': 'a queue: each machine its own',
  'UPDATE staff_sessions': 'the directory: somebody signs out everywhere',
};

/** Read and written over connections of its own, by clinic (src/common/crypto/key-ring.ts). */
const OF_THE_KEY_RING = 'clinic_keys';

interface Recorded {
  text: string;
  /** What the transaction was begun for: one clinic, all of them, or no rows of clinics at all. */
  about: 'one' | 'all' | 'none';
  /** The values that are the transaction's clinic. */
  own: number[];
}

type Judged = Recorded & StatementClinics;

let reader: StatementReader;
let tables: Set<string>;
let judged: Judged[];

beforeAll(async () => {
  await parser.loadModule();
  const database = await openTestDatabase();
  const rows = await execute<{ name: string }>(
    database.url,
    `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'clinic_id'`,
  );
  await database.close();
  tables = new Set(['clinics', ...rows.map(({ name }) => name)]);
  reader = new StatementReader(parser, tables);
  judged = readRecorded().map((recorded) => ({ ...recorded, ...reader.read(recorded.text) }));
});

function readRecorded(): Recorded[] {
  const files = existsSync(STATEMENTS_FOLDER) ? readdirSync(STATEMENTS_FOLDER) : [];
  const lines = files.flatMap((file) => readFileSync(join(STATEMENTS_FOLDER, file), 'utf8').trim().split('\n'));
  return [...new Set(lines)].map((line) => JSON.parse(line) as Recorded);
}

/** `SELECT calls, patients`: what is asked, and of which tables without naming one clinic. */
const workOf = ({ text, unnamed, tables }: Judged): string => {
  const about = unnamed.length > 0 ? unnamed : tables;
  return `${/\b(SELECT|INSERT|UPDATE|DELETE)\b/.exec(text)?.[0] ?? text} ${[...new Set(about)].sort().join(', ')}`;
};

/** Rows that are inserted may each name the same clinic. */
const namesSeveral = ({ text, values }: Judged): boolean => values.length > 1 && !/\bINSERT\b/.test(text);

describe('reads whose rows a statement is about', () => {
  it.each([
    ['SELECT * FROM calls WHERE clinic_id = $1 AND id = $2', [], [1]],
    ['SELECT * FROM calls WHERE id = $1', ['calls'], []],
    ['SELECT * FROM calls WHERE clinic_id = $1 OR id = $2', ['calls'], []],
    ['SELECT * FROM calls WHERE (clinic_id = $1 AND id = $2) OR (clinic_id = $3 AND id = $4)', [], [1, 3]],
    ['SELECT * FROM calls WHERE (clinic_id, id) IN (($1, $2), ($3, $4))', [], [1, 3]],
    ['SELECT * FROM calls WHERE clinic_id = ANY ($1::uuid[])', [], [1]],
    ['SELECT * FROM calls WHERE NOT clinic_id = $1', ['calls'], []],
    ['SELECT * FROM calls c JOIN patients p ON p.id = c.patient_id WHERE c.clinic_id = $1', ['patients'], [1]],
    ['SELECT * FROM calls c JOIN patients p ON p.clinic_id = c.clinic_id WHERE p.clinic_id = $1', [], [1]],
    ['SELECT * FROM calls JOIN patients USING (clinic_id) WHERE calls.clinic_id = $1', [], [1]],
    ['SELECT (SELECT count(*) FROM calls) FROM patients WHERE clinic_id = $1', ['calls'], [1]],
    ['SELECT (SELECT count(*) FROM calls WHERE clinic_id = c.id) FROM clinics c WHERE id = $1', [], [1]],
    ['SELECT * FROM calls WHERE clinic_id = $1 UNION SELECT * FROM calls WHERE clinic_id = $2', [], [1, 2]],
    ['SELECT * FROM (SELECT id FROM clinics WHERE id = $1) AS c JOIN calls ON calls.clinic_id = c.id', [], [1]],
    ['WITH late AS (SELECT * FROM calls) SELECT * FROM late', ['calls'], []],
    ['UPDATE calls SET status = $1 WHERE id = $2', ['calls'], []],
    [
      'UPDATE calls SET status = $1 FROM patients p WHERE calls.clinic_id = $2 AND p.clinic_id = calls.clinic_id',
      [],
      [2],
    ],
    ['DELETE FROM calls WHERE clinic_id = $1', [], [1]],
    ['INSERT INTO calls (clinic_id, id) VALUES ($1, $2), ($3, $4)', [], [1, 3]],
    ['INSERT INTO calls (clinic_id, id) SELECT $1, id FROM accounts', [], [1]],
    ['INSERT INTO calls SELECT * FROM accounts', ['calls'], []],
    ['SELECT * FROM accounts', [], []],
  ])('%s', (text, unnamed, values) => {
    expect(reader.read(text)).toMatchObject({ unnamed, values });
  });
});

it('has something to look at: the whole run’s statements, `npm test`', () => {
  const seen = new Set(judged.flatMap((statement) => statement.tables));
  expect([...tables].filter((table) => !seen.has(table))).toEqual([OF_THE_KEY_RING]);
});

it('names the clinic in each statement of a transaction about one clinic, and no other clinic', () => {
  const wrong = judged.filter(
    ({ about, unnamed, values, own }) =>
      about === 'one' && (unnamed.length > 0 || values.some((value) => !own.includes(value))),
  );
  expect(wrong).toEqual([]);
});

it('asks about clinics that it does not name, or about several, only in work that is for all of them', () => {
  const found = judged.filter((one) => one.about === 'all' && (one.unnamed.length > 0 || namesSeveral(one)));
  expect([...new Set(found.map(workOf))].sort()).toEqual(Object.keys(OF_ALL_CLINICS).sort());
});

it('asks for no clinic’s rows in a transaction that sees none', () => {
  expect(judged.filter(({ about, tables }) => about === 'none' && tables.length > 0)).toEqual([]);
});
