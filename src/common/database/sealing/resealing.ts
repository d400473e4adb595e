import type { PoolClient } from 'pg';
import { sealedUnder, type ClinicSealer } from '../../crypto/clinic-sealer.js';
import { SealBrokenError } from '../../crypto/crypto.errors.js';
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

export interface Resealed {
  /** That were sealed anew. */
  rows: number;
  /** Values that stay as they are, since they do not open. */
  unreadable: number;
}

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
 * anew: what is left to do is seen from the rows.
 */
export async function resealClinic(keys: KeyRing, clinicId: string, newest: number, locked: Locked): Promise<Resealed> {
  const done: Resealed = { rows: 0, unreadable: 0 };
  for (const model of Object.values<SealedModel>(SEALED_MODELS)) {
    const { rows, unreadable } = await resealTable(keys, { clinicId, newest, locked, table: tableOf(model) });
    done.rows += rows;
    done.unreadable += unreadable;
  }
  return done;
}

async function resealTable(keys: KeyRing, work: Work): Promise<Resealed> {
  const { clinicId, newest, locked, table } = work;
  let after: Row | null = null;
  const done: Resealed = { rows: 0, unreadable: 0 };
  for (;;) {
    const batch: Row[] = await keys.inTransaction(async (client) => {
      const found = await readBatch(client, work, after);
      const sealer = await keys.of(clinicId);
      for (const row of found) {
        const { values, unreadable } = sealed(table, row, newest, sealer);
        done.unreadable += unreadable;
        if (Object.keys(values).length === 0) continue;
        await writeRow(client, table, clinicId, row, values);
        done.rows += 1;
      }
      return found;
    }, clinicId);
    after = batch.at(-1) ?? null;
    if (batch.length < ROWS_AT_A_TIME[locked]) return done;
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

/** One that does not open holds up nobody: the others go on, and it stays. */
function sealed(table: Table, row: Row, newest: number, sealer: ClinicSealer): { values: Row; unreadable: number } {
  const key = table.key.map(({ column }) => row[column] as string | number);
  const values: Row = {};
  let unreadable = 0;
  for (const { column } of table.sealed) {
    const value = row[column];
    if (typeof value !== 'string' || sealedUnder(value) === newest) continue;
    const place = { table: table.name, column, row: key };
    try {
      if (value.startsWith('s1.')) values[column] = sealer.seal(place, sealer.open(place, value));
    } catch (error) {
      if (!(error instanceof SealBrokenError)) throw error;
      unreadable += 1;
    }
  }
  return { values, unreadable };
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
