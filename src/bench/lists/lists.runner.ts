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
const WARM_UPS = 20;

/**
 * How long each list of the API's document takes, in all of its orders and by each of its filters, and how its tables are read.
 *
 * @throws Error when a table of clinics that is not small is read as a whole
 */
export async function measureLists({ lists, isJudged }: BenchSize, context: BenchContext): Promise<BenchRow[]> {
  const { openDatabase, clock, stopping, tell } = context;
  tell(`Filling a database with ${lists.appointments} visits and ${lists.calls} calls …`);
  const database = await openDatabase('lists');
  try {
    const server = await CrowdedServer.open(database.url, lists, clock);
    try {
      tell('Lists …');
      const rows: BenchRow[] = [];
      const readWhole: string[] = [];
      const big = await bigTenantTables(server.database);
      for (const { path, variants } of listsOf(await server.document()).slice(0, lists.most)) {
        const rounds: Round[] = [];
        await times(WARM_UPS, () => server.get(path)); // a server that has run for a minute has its code compiled
        for (const variant of variants) {
          stopping.throwIfAborted();
          const pages = await pagesOf(server, `${path}?${variant}`);
          for (const page of pages) {
            const taken = await times(lists.samples, () => server.get(page));
            rounds.push({ value: median(taken), baseline: LIMIT_MS });
          }
          readWhole.push(...(await tellPlan(server, pages.at(-1) ?? path, big, tell)));
        }
        rows.push(slowestOf(path, rounds));
      }
      if (isJudged && readWhole.length > 0) throw new Error(`no index is used by ${readWhole.join('; ')}`);
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
  required?: boolean;
  schema?: { type?: string; enum?: unknown[]; format?: string };
}

const listsOf = ({ paths }: ApiDocument): List[] =>
  Object.entries(paths).flatMap(([path, { get }]) => {
    const parameters = (get?.parameters ?? []) as Parameter[];
    // What has to be told more is computed, such as free time.
    const asksForMore = parameters.some(({ required = false }) => required);
    const isList = !asksForMore && parameters.some(({ name }) => name === 'cursor');
    return isList ? [{ path, variants: ['', ...parameters.flatMap(variantsOf)] }] : [];
  });

/** Filters by an id or a time are those of one row or of a range, and have less to do than the whole list. */
const variantsOf = ({ name, in: place, schema }: Parameter): string[] =>
  place === 'query' ? (schema?.enum ?? []).map((value) => `${name}=${encodeURIComponent(String(value))}`) : [];

const slowestOf = (path: string, rounds: readonly Round[]): BenchRow => {
  const slowest = rounds.toSorted((one, other) => other.value - one.value).slice(0, 1);
  return rowOf({ section: SECTION, name: path, unit: 'ms', against: 'the limit', most: 1 }, slowest);
};

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
  await work(); // plans and pages are read in
  for (let sample = 0; sample < samples; sample++) {
    const startMs = performance.now();
    await work();
    taken.push(performance.now() - startMs);
  }
  return taken;
}

/** How a page reads its tables. Answers which of the big ones it reads as a whole. */
async function tellPlan(
  server: CrowdedServer,
  page: string,
  big: ReadonlySet<string>,
  tell: (line: string) => void,
): Promise<string[]> {
  const statements = await statementsOf(() => server.get(page));
  const accesses = await accessesOf(server.database, server.clinicId, statements);
  const read = accesses.filter(({ table }) => big.has(table));
  const told = new Set(read.map(({ table, index }) => `${table} by ${index ?? 'NO INDEX'}`));
  const path = page.replace(/&cursor=.*/, '');
  tell(`  ${path}: ${[...told].join(', ') || 'small tables only'}`);
  return read.filter(({ index }) => index === null).map(({ table }) => `${path} on ${table}`);
}
