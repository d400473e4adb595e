import type { PoolClient } from 'pg';
import { sealedUnder, type ClinicSealer } from '../../crypto/clinic-sealer.js';
import type { KeyRing } from '../../crypto/key-ring.js';
import { columnOf, SEALED_MODELS, type SealedModel } from './sealed-fields.js';

/** Rows that somebody is working on: passed over, or waited for. */
export type Locked = 'pass_over' | 'wait';

/**
 * Few enough that a call which waits for one of them is not held up; and who waits for others holds one row at most, so that
 * they never wait for each other.
 */
const ROWS_AT_A_TIME: Record<Locked, number> = { pass_over: 200, wait: 1 };

type Row = Record<string, string | number | null>;

interface Work {
  clinicId: string;
  newest: number;
  locked: Locked;
  table: Table;
}

/** As the database names it. */
interface Table {
  name: string;
  key: readonly { column: string; cast: string }[];
  sealed: readonly { column: string; json: boolean }[];
}

/**
 * Seals what older data keys have sealed under a clinic's newest, while calls go on. It can be stopped at any moment and begun
 * anew: what is left to do is seen from the rows. Answers how many rows it has sealed.
 */
export async function resealClinic(keys: KeyRing, clinicId: string, newest: number, locked: Locked): Promise<number> {
  let rows = 0;
  for (const model of Object.values<SealedModel>(SEALED_MODELS)) {
    rows += await resealTable(keys, { clinicId, newest, locked, table: tableOf(model) });
  }
  return rows;
}

async function resealTable(keys: KeyRing, work: Work): Promise<number> {
  const { clinicId, newest, locked, table } = work;
  let after: Row | null = null;
  let rows = 0;
  for (;;) {
    const batch: Row[] = await keys.inTransaction(async (client) => {
      const found = await readBatch(client, work, after);
      const sealer = await keys.of(clinicId);
      for (const row of found) await writeRow(client, table, clinicId, row, sealed(table, row, newest, sealer));
      return found;
    });
    rows += batch.length;
    after = batch.at(-1) ?? null;
    if (batch.length < ROWS_AT_A_TIME[locked]) return rows;
  }
}

async function readBatch(client: PoolClient, { clinicId, newest, locked, table }: Work, after: Row | null) {
  const key = table.key.map(({ column }) => column).join(', ');
  const values = table.sealed.map(({ column, json }) => `${textOf(column, json)} AS ${column}`).join(', ');
  const older = table.sealed
    .map(
      ({ column, json }) =>
        `(${textOf(column, json)} LIKE 's1.%' AND ${textOf(column, json)} NOT LIKE 's1.${newest}.%')`,
    )
    .join(' OR ');
  const behind = after
    ? `AND (${key}) > (${table.key.map(({ cast }, index) => `$${index + 2}::${cast}`).join(', ')})`
    : '';
  const { rows } = await client.query<Row>(
    `SELECT ${key}, ${values} FROM ${table.name} WHERE clinic_id = $1 AND (${older}) ${behind}
     ORDER BY ${key} LIMIT ${ROWS_AT_A_TIME[locked]} FOR UPDATE ${locked === 'wait' ? '' : 'SKIP LOCKED'}`,
    [clinicId, ...(after ? table.key.map(({ column }) => after[column]) : [])],
  );
  return rows;
}

function sealed(table: Table, row: Row, newest: number, sealer: ClinicSealer): Row {
  const key = table.key.map(({ column }) => row[column] as string | number);
  const entries = table.sealed.flatMap(({ column }): [string, string][] => {
    const value = row[column];
    if (typeof value !== 'string' || sealedUnder(value) === null || sealedUnder(value) === newest) return [];
    const place = { table: table.name, column, row: key };
    return [[column, sealer.seal(place, sealer.open(place, value))]];
  });
  return Object.fromEntries(entries);
}

async function writeRow(client: PoolClient, table: Table, clinicId: string, row: Row, values: Row): Promise<void> {
  const changed = table.sealed.filter(({ column }) => column in values);
  const set = changed.map(
    ({ column, json }, index) => `${column} = ${json ? `to_jsonb($${index + 1}::text)` : `$${index + 1}`}`,
  );
  const where = table.key.map(({ column, cast }, index) => `${column} = $${changed.length + 2 + index}::${cast}`);
  await client.query(
    `UPDATE ${table.name} SET ${set.join(', ')} WHERE clinic_id = $${changed.length + 1} AND ${where.join(' AND ')}`,
    [...changed.map(({ column }) => values[column]), clinicId, ...table.key.map(({ column }) => row[column])],
  );
}

const textOf = (column: string, json: boolean): string => (json ? `${column} #>> '{}'` : column);

function tableOf({ table, key, fields }: SealedModel): Table {
  return {
    name: table,
    key: key.map((field) => ({ column: columnOf(field), cast: castOf(field) })),
    sealed: Object.values(fields).map(({ column, json = false }) => ({ column, json })),
  };
}

const castOf = (field: string): string => (field === 'seq' ? 'integer' : /^(id|.*Id)$/.test(field) ? 'uuid' : 'text');
