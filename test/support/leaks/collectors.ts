import { readdirSync, readFileSync } from 'node:fs';
import { logicalDump } from '../../integration/retention/logical-dump.js';
import { execute } from '../test-database.js';
import { marksIn } from './marks.js';

/** What somebody could read who must not know any patient, by where they would read it. */
export type Collected = ReadonlyMap<string, string>;

/** Where a mark was found, e.g. `answers: phone`. */
export function leaksIn(collected: Collected): string[] {
  return [...collected].flatMap(([place, text]) => marksIn(text).map((mark) => `${place}: ${mark}`)).sort();
}

/** Every row of the database as it lies there: the queue's and the audit's, too. */
export async function rowsOf(databaseUrl: string): Promise<Collected> {
  const dump = await logicalDump(databaseUrl);
  return new Map([...dump].map(([table, rows]) => [`table ${table}`, rows]));
}

/** What the database's own views show of the statements of this database. */
export async function statementsOf(databaseUrl: string): Promise<Collected> {
  const running = await execute<{ line: string }>(
    databaseUrl,
    `SELECT concat_ws(' ', application_name, query) AS line FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  const [extension] = await execute(
    databaseUrl,
    `SELECT 1 AS one FROM pg_extension WHERE extname = 'pg_stat_statements'`,
  );
  const kept = extension
    ? await execute<{ line: string }>(databaseUrl, 'SELECT query AS line FROM pg_stat_statements')
    : [];
  const lines = [...running, ...kept].map(({ line }) => line);
  return new Map([['statements', lines.join('\n')]]);
}

export const fileNamesIn = (folder: string): Collected =>
  new Map([['file names', readdirSync(folder, { recursive: true, encoding: 'utf8' }).join('\n')]]);

/** How a process is called in the list of processes; nothing where the system has no such list. */
export function titleOf(pid: number): Collected {
  if (process.platform !== 'linux') return new Map();
  const [line, name] = ['cmdline', 'comm'].map((file) => readFileSync(`/proc/${pid}/${file}`, 'utf8'));
  return new Map([['process title', `${line} ${name}`]]);
}

/** An answer as its reader sees it: status, headers, body. */
export async function answerText(response: Response): Promise<string> {
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`);
  return [response.status, ...headers, await response.text()].join('\n');
}
