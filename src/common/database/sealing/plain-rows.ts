import pg from 'pg';
import { readable, sealedUnder, type SealedPlace } from '../../crypto/clinic-sealer.js';
import type { KeyRing } from '../../crypto/key-ring.js';
import { columnOf, SEALED_MODELS, type SealedModel } from './sealed-fields.js';

// Rows from before there were seals hold what people said and are called as it was written. No query opens that: they are sealed
// before anybody is served.

/** So many rows are locked at a time: a call that writes to one of them waits for no more than these. */
const BATCH = 500;
/** Who starts at the same time takes turns. A transaction holds it: behind a pooler a session is somebody else's a moment later. */
const SEALING_LOCK = 72_707_370;

/** As it came from the database: columns as text, under their names in SQL. */
type Row = Record<string, string | null>;

/**
 * Seals what lies in sealed columns as it was written, and makes the tokens of those rows. Batch by batch, so that whoever is
 * interrupted goes on where they were. Works as the owner of the tables.
 *
 * @returns how many rows were sealed
 */
export async function sealPlainRows(databaseUrl: string, keys: KeyRing): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    let sealed = 0;
    for (const model of Object.values<SealedModel>(SEALED_MODELS)) sealed += await sealTable(client, keys, model);
    await markDone(client);
    return sealed;
  } finally {
    await client.end();
  }
}

/** False once `sealPlainRows` has been through: then nobody has to look through all tables again. */
export async function mayHavePlainRows(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await unproven(client)).length > 0;
  } finally {
    await client.end();
  }
}

/** Passes over a table until one finds nothing: rows that somebody changes meanwhile move within it. */
async function sealTable(client: pg.Client, keys: KeyRing, model: SealedModel): Promise<number> {
  for (let sealed = 0; ;) {
    const before = sealed;
    for (let place: string | null = '(0,0)'; place !== null;) {
      const batch = await sealBatch(client, keys, model, place);
      sealed += batch.rows;
      place = batch.last;
    }
    if (sealed === before) return sealed;
  }
}

async function sealBatch(client: pg.Client, keys: KeyRing, model: SealedModel, after: string) {
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [SEALING_LOCK]);
    const { rows } = await client.query<Row>(selectPlain(model), [after]);
    for (const row of rows) await sealRow(client, keys, model, row);
    await client.query('COMMIT');
    return { rows: rows.length, last: rows.at(-1)?.ctid ?? null };
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** In the order in which they lie in the table: nothing is read twice. */
function selectPlain({ table, key, fields }: SealedModel): string {
  const columns = ['ctid', 'clinic_id', ...key.map(columnOf), ...Object.values(fields).map(({ column }) => column)];
  const named = [...new Set(columns)].map((column) => `${column}::text AS ${column}`);
  return `SELECT ${named.join(', ')} FROM ${table}
    WHERE ctid > $1::tid AND (${Object.values(fields).map(isPlain).join(' OR ')}) LIMIT ${BATCH} FOR UPDATE`;
}

/** Absent values stay absent, those of JSON too. */
function isPlain({ column, json }: SealedModel['fields'][string]): string {
  const text = json ? `CASE jsonb_typeof(${column}) WHEN 'null' THEN NULL ELSE ${column} #>> '{}' END` : column;
  return `${text} !~ '^s1\\.[0-9]{1,5}\\.[A-Za-z0-9_-]+$'`;
}

async function sealRow(client: pg.Client, keys: KeyRing, model: SealedModel, row: Row): Promise<void> {
  const clinicId = String(row.clinic_id);
  const sealer = await keys.of(clinicId);
  const place = (column: string, of: Row): SealedPlace => ({ table: model.table, column, row: keyOf(model, of) });

  const plain: Record<string, string | null> = {};
  const open = new Set<string>();
  for (const [name, { column, json }] of Object.entries(model.fields)) {
    const stored = row[column] ?? null;
    const value = json && stored?.startsWith('"') ? (JSON.parse(stored) as string) : stored;
    const opens = value !== null && sealedUnder(value) !== null; // only some of the row was written since
    // What does not open is left as it is: it keeps nobody from being served.
    plain[name] = opens ? readable(await keys.openOrMark(clinicId, place(column, row), value)) : stored;
    if (value !== null && !opens) open.add(name);
  }

  const changed: Row = {};
  for (const [name, { kind, from, token }] of Object.entries(model.indexes)) {
    // A token may outlive what it was made of: that of an erased number.
    if (!from.some((field) => open.has(field))) continue;
    const values = from.map((field) => plain[field] ?? null);
    const known = values.filter((value) => value !== null);
    changed[columnOf(name)] = known.length === values.length ? sealer.index(kind, token(known)) : null;
  }
  const after = { ...row, ...changed }; // a token may be a part of the key
  for (const [name, { column, json }] of Object.entries(model.fields)) {
    const value = plain[name] ?? null;
    if (value === null || (json && value === 'null')) continue;
    const sealed = sealer.seal(place(column, after), value);
    changed[column] = json ? JSON.stringify(sealed) : sealed;
  }
  const names = Object.keys(changed);
  const json = new Set(Object.values(model.fields).flatMap(({ column, json }) => (json ? [column] : [])));
  const set = names.map((name, index) => `${name} = $${index + 2}${json.has(name) ? '::jsonb' : ''}`);
  // The row is locked: it stays where it was read.
  await client.query(`UPDATE ${model.table} SET ${set.join(', ')} WHERE ctid = $1::tid`, [
    row.ctid,
    ...names.map((name) => changed[name]),
  ]);
}

/** Checks that the migration left unproven, since rows without tokens were there. That they hold says that all is sealed. */
async function unproven(client: pg.Client): Promise<{ table: string; name: string }[]> {
  const { rows } = await client.query<{ table: string; name: string }>(
    `SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name FROM pg_constraint
     WHERE contype = 'c' AND NOT convalidated AND conrelid = ANY($1::text[]::regclass[]) ORDER BY 1, 2`,
    [Object.values<SealedModel>(SEALED_MODELS).map(({ table }) => table)],
  );
  return rows;
}

async function markDone(client: pg.Client): Promise<void> {
  for (const { table, name } of await unproven(client)) {
    await client.query(`ALTER TABLE ${table} VALIDATE CONSTRAINT ${name}`);
  }
}

/** The primary key without the clinic. */
const keyOf = (model: SealedModel, row: Row): string[] => model.key.map((name) => String(row[columnOf(name)]));
