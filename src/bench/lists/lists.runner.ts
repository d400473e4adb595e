import type { ApiDocument } from '../../common/http/openapi/api-document.builder.js';
import type { BenchContext, BenchRow, BenchSize, Round } from '../bench.types.js';
import { median, rowOf } from '../summary.policy.js';
import { CrowdedServer } from './crowded-server.js';
import { accessesOf, bigTenantTables } from './plans.js';
import { statementsOf } from './statements.js';

const SECTION = 'Lists of the API, on a database in which a lot has happened';
const LIMIT_MS = 50;
/** How far somebody turns the pages. */
const DEEP_PAGES = 5;

/** How long each list of the API's document takes, in all of its orders and by each of its filters, and how its tables are read. */
export async function measureLists({ lists }: BenchSize, context: BenchContext): Promise<BenchRow[]> {
  const { openDatabase, clock, stopping, tell } = context;
  tell(`Filling a database with ${lists.appointments} visits and ${lists.calls} calls …`);
  const database = await openDatabase('lists');
  try {
    const server = await CrowdedServer.open(database.url, lists, clock);
    try {
      tell('Lists …');
      const rows: BenchRow[] = [];
      for (const list of listsOf(await server.document())) {
        stopping.throwIfAborted();
        rows.push(await measureList(server, list, lists.samples, tell));
      }
      return rows;
    } finally {
      await server.close();
    }
  } finally {
    await database.close();
  }
}

interface List {
  path: string;
  /** Query strings: as it comes, in each other order, by each filter. */
  variants: string[];
}

interface Parameter {
  name: string;
  in: string;
  schema?: { type?: string; enum?: unknown[]; format?: string };
}

const listsOf = ({ paths }: ApiDocument): List[] =>
  Object.entries(paths).flatMap(([path, { get }]) => {
    const parameters = (get?.parameters ?? []) as Parameter[];
    const isList = !path.includes('{') && parameters.some(({ name }) => name === 'cursor');
    return isList ? [{ path, variants: ['', ...parameters.flatMap(variantsOf)] }] : [];
  });

/** Filters by an id or a time are those of one row or of a range, and have less to do than the whole list. */
const variantsOf = ({ name, in: place, schema }: Parameter): string[] =>
  place === 'query' ? (schema?.enum ?? []).map((value) => `${name}=${encodeURIComponent(String(value))}`) : [];

/** The slowest of a list's variants counts. */
async function measureList(
  server: CrowdedServer,
  { path, variants }: List,
  samples: number,
  tell: (line: string) => void,
): Promise<BenchRow> {
  const slowest: Round[] = [];
  for (const variant of variants) {
    const pages = await pagesOf(server, `${path}?${variant}`);
    for (const page of pages)
      slowest.push({ value: median(await times(samples, () => server.get(page))), baseline: LIMIT_MS });
    await tellPlan(server, pages, tell);
  }
  slowest.sort((one, other) => other.value - one.value);
  const title = { section: SECTION, name: path, unit: 'ms', against: 'the limit', most: 1 };
  return rowOf(title, slowest.slice(0, 1));
}

/** The first page, the second, and one further on. */
async function pagesOf(server: CrowdedServer, path: string): Promise<string[]> {
  const pages = [path];
  for (let page = path; pages.length < DEEP_PAGES;) {
    const { nextCursor } = await server.get(page);
    if (nextCursor === null) break;
    page = `${path}&cursor=${nextCursor}`;
    pages.push(page);
  }
  return [...new Set([pages[0], pages[1], pages.at(-1)])].filter((page) => page !== undefined);
}

async function times(samples: number, work: () => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let sample = 0; sample < samples; sample++) {
    const startMs = performance.now();
    await work();
    taken.push(performance.now() - startMs);
  }
  return taken;
}

/** @throws Error where a whole table of clinics is read that is not small */
async function tellPlan(server: CrowdedServer, pages: readonly string[], tell: (line: string) => void): Promise<void> {
  const [first = ''] = pages;
  const page = pages.at(-1) ?? first;
  const statements = await statementsOf(() => server.get(page));
  const accesses = await accessesOf(server.database, server.clinicId, statements);
  const big = await bigTenantTables(server.database);
  const read = accesses
    .filter(({ table }) => big.has(table))
    .map(({ table, index }) => `${table} by ${index ?? 'NO INDEX'}`);
  tell(`  ${first}: ${[...new Set(read)].join(', ') || 'small tables only'}`);
  const whole = accesses.filter(({ table, index }) => index === null && big.has(table));
  if (whole.length > 0) throw new Error(`${first} reads all of ${whole.map(({ table }) => table).join(', ')}`);
}
