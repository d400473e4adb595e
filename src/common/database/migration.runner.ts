import { createHash, randomUUID } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { projectRoot } from '../../config/project-root.js';
import {
  MigrationEditedError,
  MigrationFailedError,
  MigrationRightsError,
  MigrationUnfinishedError,
} from './database.errors.js';

interface Migration {
  name: string;
  sql: string;
  /** SHA-256 of the file's bytes, in hex: what Prisma compares. */
  checksum: string;
}

interface RecordedMigration {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

/**
 * The lock that Prisma's own engine takes, so that a `prisma migrate deploy` beside us waits its turn. A transaction holds it, never
 * the session: behind a pooler the session is somebody else's a moment later.
 */
const MIGRATION_LOCK = 72_707_369;

/** A server that is frozen takes connections and says nothing. */
const CONNECT_WITHIN_MS = 10_000;

const INSUFFICIENT_PRIVILEGE = '42501';

/** Column for column what Prisma's engine creates: `prisma migrate deploy` takes over from here without a baseline. */
const CREATE_RECORD = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                   varchar(36)  PRIMARY KEY,
    checksum             varchar(64)  NOT NULL,
    finished_at          timestamptz,
    migration_name       varchar(255) NOT NULL,
    logs                 text,
    rolled_back_at       timestamptz,
    started_at           timestamptz  NOT NULL DEFAULT now(),
    applied_steps_count  integer      NOT NULL DEFAULT 0
  )`;

export const migrationsDirectory = join(projectRoot, 'prisma', 'migrations');

/**
 * Brings the database to the newest migration and returns the names it applied, oldest first. Safe to call from several
 * processes at once: one applies, the others wait and find nothing to do. Each file is one transaction, so it can't hold
 * statements that refuse one (`CREATE INDEX CONCURRENTLY`). A login that owns nothing may find that nothing is left to do.
 *
 * @throws MigrationEditedError, MigrationUnfinishedError, MigrationFailedError, MigrationRightsError
 */
export async function runMigrations(databaseUrl: string, directory = migrationsDirectory): Promise<string[]> {
  const migrations = await readMigrations(directory);
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_WITHIN_MS });
  await client.connect();
  try {
    const applied: string[] = [];
    for (let name = await applyNext(client, migrations); name !== null; name = await applyNext(client, migrations)) {
      applied.push(name);
    }
    return applied;
  } finally {
    await client.end();
  }
}

/** The oldest first. */
export async function migrationNames(directory = migrationsDirectory): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

export async function readMigrations(directory = migrationsDirectory): Promise<Migration[]> {
  const names = await migrationNames(directory);
  return Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(join(directory, name, 'migration.sql'));
      return { name, sql: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') };
    }),
  );
}

/** What is not applied yet. Checks the whole history first: a database in doubt stays as it is. */
export async function pendingOf(client: pg.Client, migrations: Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<RecordedMigration>(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  const unfinished = rows.find((row) => row.finished_at === null);
  if (unfinished) throw new MigrationUnfinishedError(unfinished.migration_name);
  const recorded = new Map(rows.map((row) => [row.migration_name, row.checksum]));
  return migrations.filter(({ name, checksum }) => {
    const known = recorded.get(name);
    if (known !== undefined && known !== checksum) throw new MigrationEditedError(name);
    return known === undefined;
  });
}

/** Answers the name of the migration that it applied; null when there was none left to apply. */
async function applyNext(client: pg.Client, migrations: Migration[]): Promise<string | null> {
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    const pending = (await isRecorded(client)) ? await pendingOf(client, migrations) : migrations;
    const [next] = pending;
    if (next) {
      await mayMigrate(client, pending.length);
      await apply(client, next);
    }
    await client.query('COMMIT');
    return next?.name ?? null;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function isRecorded(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ is: boolean }>(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS is`);
  return rows[0]?.is ?? false;
}

/** What every migration needs: a place of its own in the record. */
async function mayMigrate(client: pg.Client, pending: number): Promise<void> {
  try {
    await client.query(CREATE_RECORD);
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === INSUFFICIENT_PRIVILEGE) {
      throw new MigrationRightsError(pending, error);
    }
    throw error;
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query(sql);
  } catch (error) {
    throw new MigrationFailedError(name, error as Error);
  }
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
    [randomUUID(), checksum, name],
  );
}
