import type pg from 'pg';
import { APP_ROLE } from '../../common/database/sight.js';
import type { Statement } from './statements.js';

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  Plans?: PlanNode[];
}

/** How one table is read. */
export interface TableAccess {
  table: string;
  /** The index; null where the whole table is read. */
  index: string | null;
}

/** The planner reads a table of a few pages as a whole, whatever indexes it has. */
const SMALL_PAGES = 20;

/**
 * How the tables of clinics are read by statements, as the product's role asks them: a policy stands before each table, and what that
 * costs is in the plan.
 */
export async function accessesOf(
  client: pg.Client,
  clinicId: string,
  statements: readonly Statement[],
): Promise<TableAccess[]> {
  const accesses: TableAccess[] = [];
  await client.query('BEGIN');
  try {
    await client.query(`SELECT set_config('role', '${APP_ROLE}', true), set_config('crownline.clinic', $1, true)`, [
      clinicId,
    ]);
    for (const { text, values } of statements.filter(({ text }) => /^\s*(SELECT|WITH)\b/i.test(text))) {
      const { rows } = await client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
        `EXPLAIN (FORMAT JSON) ${text}`,
        values,
      );
      for (const { Plan } of rows[0]?.['QUERY PLAN'] ?? []) accesses.push(...readsOf(Plan));
    }
  } finally {
    await client.query('ROLLBACK');
  }
  return accesses;
}

function readsOf(node: PlanNode): TableAccess[] {
  const { 'Relation Name': table, 'Index Name': index, 'Node Type': type, Plans = [] } = node;
  const own = table !== undefined && type !== 'ModifyTable' ? [{ table, index: index ?? indexBelow(Plans) }] : [];
  return [...own, ...Plans.flatMap((below) => (below['Node Type'] === 'Bitmap Index Scan' ? [] : readsOf(below)))];
}

/** A bitmap heap scan has its index below it. */
const indexBelow = (plans: readonly PlanNode[]): string | null =>
  plans.map((plan) => plan['Index Name'] ?? indexBelow(plan.Plans ?? [])).find((name) => name !== null) ?? null;

/** Tables of clinics that are more than a few pages long. */
export async function bigTenantTables(client: pg.Client): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
     WHERE relkind = 'r' AND attname = 'clinic_id' AND relpages > ${SMALL_PAGES}`,
  );
  return new Set(rows.map(({ name }) => name));
}
