import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../../src/config/project-root.js';
import { execute, openTestDatabase, type TestDatabase } from '../../support/test-database.js';

// The migrations are written by hand, and the client is generated from schema.prisma: nothing else keeps the two equal.

let database: TestDatabase;
let models: Model[];

beforeAll(async () => {
  database = await openTestDatabase();
  models = parseModels(await readFile(join(projectRoot, 'prisma', 'schema.prisma'), 'utf8'));
});
afterAll(() => database.close());

describe('the migrated database and schema.prisma', () => {
  it('have the same columns, of the same types, null where the other is null', async () => {
    const columns = await execute<{ line: string }>(
      database.url,
      `SELECT format('%s.%s %s%s', relname, attname, format_type(atttypid, atttypmod), CASE WHEN attnotnull THEN '' ELSE ' null' END) AS line
       FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
       WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> '_prisma_migrations'
         AND attnum > 0 AND NOT attisdropped`,
    );

    const expected = models.flatMap(({ table, columns }) => columns.map((column) => `${table}.${lineOf(column)}`));
    expect(columns.map((column) => column.line).sort()).toEqual(expected.sort());
  });

  it('have the same primary keys, unique keys and indexes', async () => {
    const keys = await execute<{ line: string }>(
      database.url,
      `SELECT format('%s %s (%s)', relname,
                CASE WHEN indisprimary THEN 'id' WHEN indisunique THEN 'unique' ELSE 'index' END,
                (SELECT string_agg(attname, ', ' ORDER BY position)
                 FROM unnest(indkey::int2[]) WITH ORDINALITY AS part (number, position)
                 JOIN pg_attribute ON attrelid = indrelid AND attnum = part.number)) AS line
       FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
       WHERE relnamespace = 'public'::regnamespace AND relname <> '_prisma_migrations' AND NOT indisexclusion
         AND indpred IS NULL`, // the schema has no words for an index over some of the rows
    );

    const expected = models.flatMap(({ table, keys }) => keys.map((key) => `${table} ${key}`));
    expect(keys.map((key) => key.line).sort()).toEqual(expected.sort());
  });
});

interface Column {
  field: string;
  name: string;
  type: string;
  nullable: boolean;
}

interface Model {
  table: string;
  columns: Column[];
  keys: string[];
}

const lineOf = ({ name, type, nullable }: Column) => `${name} ${type}${nullable ? ' null' : ''}`;

const POSTGRES_TYPES: Record<string, string> = {
  String: 'text',
  'String @db.Uuid': 'uuid',
  Boolean: 'boolean',
  Int: 'integer',
  BigInt: 'bigint',
  'Int @db.SmallInt': 'smallint',
  Json: 'jsonb',
  Bytes: 'bytea',
  'DateTime @db.Date': 'date',
  'DateTime @db.Timestamptz(3)': 'timestamp(3) with time zone',
};

/** Reads as much of the schema language as our schema uses, and fails on a type it does not know. */
function parseModels(schema: string): Model[] {
  const blocks = [...schema.matchAll(/^model (\w+) \{\n(.*?)^\}/gms)].map(([, name, body]) => ({
    name,
    body: body ?? '',
  }));
  const names = blocks.map((block) => block.name);
  return blocks.map(({ body }) => {
    const lines = body.split('\n').map((line) => line.trim());
    const columns = lines.flatMap((line) => parseColumn(line, names));
    const toColumn = (field: string) => columns.find((column) => column.field === field)?.name ?? `unknown ${field}`;
    const keys = lines.flatMap((line) => {
      const onField = /^(\w+) .*@(id|unique)\b/.exec(line);
      if (onField) return [`${onField[2]} (${toColumn(onField[1] ?? '')})`];
      const onModel = /^@@(id|unique|index)\(\[(.+)\](, type: \w+)?\)/.exec(line);
      return onModel ? [`${onModel[1]} (${onModel[2]?.split(', ').map(toColumn).join(', ')})`] : [];
    });
    return { table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? 'unmapped', columns, keys };
  });
}

function parseColumn(line: string, models: (string | undefined)[]): Column[] {
  const [, field, type, modifier, attributes] = /^(\w+)\s+(\w+(?:\("\w+"\))?)(\?|\[\])?(.*)$/.exec(line) ?? [];
  if (!field || !type || models.includes(type)) return [];
  const native = /@db\.\S+/.exec(attributes ?? '')?.[0];
  const spelled = native ? `${type} ${native}` : type;
  const unsupported = /^Unsupported\("(\w+)"\)$/.exec(type)?.[1];
  return [
    {
      field,
      name: /@map\("(\w+)"\)/.exec(attributes ?? '')?.[1] ?? field,
      type: `${unsupported ?? POSTGRES_TYPES[spelled] ?? `unknown type ${spelled}`}${modifier === '[]' ? '[]' : ''}`,
      nullable: modifier === '?',
    },
  ];
}
