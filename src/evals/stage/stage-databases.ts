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

/** A server that several processes get databases from. */
export interface StageDatabaseServer extends StageDatabases {
  url: string;
}

/** Speed instead of safety: what these databases hold is worth nothing after the run. */
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '400',
  // No database lives long enough to gain by it, and plans stay as they were.
  autovacuum: 'off',
};
const TEMPLATE = 'evals_template';

/** A PostgreSQL of its own, in a folder that is removed with it. */
export async function openStageDatabases(): Promise<StageDatabaseServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'crownline-evals-'));
  const server = await EmbeddedDatabase.open({
    dataDir,
    clock: new SystemClock(),
    databaseName: TEMPLATE,
    settings: SETTINGS,
  });
  await runMigrations(server.url);
  return {
    url: server.url,
    ...stageDatabasesAt(server.url),
    async close() {
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Databases at the server that another process has opened, and that it closes. */
export function stageDatabasesAt(url: string): StageDatabases {
  let created = 0;
  return {
    async create() {
      const name = `evals_${process.pid}_${++created}`;
      await execute(addressOf(url, 'postgres'), `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY file_copy`);
      const drop = () => execute(addressOf(url, 'postgres'), `DROP DATABASE ${name} WITH (FORCE)`);
      return { url: addressOf(url, name), close: drop };
    },
    close: () => Promise.resolve(),
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
