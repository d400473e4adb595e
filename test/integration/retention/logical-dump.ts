import pg from 'pg';
import type { PrismaService } from '../../../src/common/database/prisma.service.js';
import type { ClinicId } from '../../../src/common/ids/ids.js';
import { SEALED_MODELS } from '../../../src/common/database/sealing/sealed-fields.js';

/** Every column of every row of every table as text, in every schema that is not Postgres's own: the queue's, too. */
export async function logicalDump(databaseUrl: string): Promise<Map<string, string>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', nspname, relname) AS name FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
       WHERE relkind IN ('r', 'm') AND nspname NOT IN ('pg_catalog', 'information_schema') AND nspname NOT LIKE 'pg\\_toast%'`,
    );
    const dump = new Map<string, string>();
    for (const { name } of tables) {
      const { rows } = await client.query<{ line: string }>(`SELECT t::text AS line FROM ${name} AS t`);
      dump.set(name, rows.map(({ line }) => line).join('\n'));
    }
    return dump;
  } finally {
    await client.end();
  }
}

/** A clinic's rows of the models with sealed fields, opened. */
export async function openedDump(prisma: PrismaService, clinicId: ClinicId): Promise<Map<string, string>> {
  const dump = new Map<string, string>();
  for (const name of Object.keys(SEALED_MODELS)) {
    const delegate = Reflect.get(prisma, name.charAt(0).toLowerCase() + name.slice(1)) as {
      findMany(of: { where: { clinicId: ClinicId } }): Promise<unknown[]>;
    };
    const rows = await delegate.findMany({ where: { clinicId } });
    dump.set(
      name,
      JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
    );
  }
  return dump;
}

/** Where any of the marks stands. */
export function placesOf(marks: readonly string[], dump: ReadonlyMap<string, string>): string[] {
  const found = [...dump].flatMap(([place, text]) =>
    marks.filter((mark) => text.toLowerCase().includes(mark.toLowerCase())).map((mark) => `${place}: ${mark}`),
  );
  return found.sort();
}
