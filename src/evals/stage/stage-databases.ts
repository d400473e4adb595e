import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { SystemClock } from '../../common/clock/clock.js';
import { runMigrations } from '../../common/database/migration.runner.js';
import { EmbeddedDatabase } from '../../runtime/embedded-postgres/embedded-database.js';

export interface StageDatabase {
  url: string;
  close(): Promise<void>;
}

/** Where a stage gets its databases from: migrated, and empty. */
export interface StageDatabases {
  create(): Promise<StageDatabase>;
  close(): Promise<void>;
}

/** Speed instead of safety: what these databases hold is worth nothing after the run. */
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '400' };
const TEMPLATE = 'evals_template';

/** A PostgreSQL of its own, in a folder that is removed with it. */
export async function openStageDatabases(): Promise<StageDatabases> {
  const dataDir = await mkdtemp(join(tmpdir(), 'crownline-evals-'));
  const server = await EmbeddedDatabase.open({
    dataDir,
    clock: new SystemClock(),
    databaseName: TEMPLATE,
    settings: SETTINGS,
  });
  await runMigrations(server.url);
  let created = 0;
  return {
    async create() {
      const name = `evals_${++created}`;
      await execute(
        addressOf(server.url, 'postgres'),
        `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY file_copy`,
      );
      return { url: addressOf(server.url, name), close: () => Promise.resolve() };
    },
    async close() {
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const addressOf = (url: string, database: string): string =>
  Object.assign(new URL(url), { pathname: `/${database}` }).href;

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
