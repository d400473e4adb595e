import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  MigrationEditedError,
  MigrationFailedError,
  MigrationUnfinishedError,
} from '../../../src/common/database/database.errors.js';
import { runMigrations } from '../../../src/common/database/migration.runner.js';
import { execute, openEmptyDatabase, type EmptyDatabase } from '../../support/test-database.js';

let database: EmptyDatabase;
let directory: string;

beforeEach(async () => {
  database = await openEmptyDatabase();
  directory = await mkdtemp(join(tmpdir(), 'migrations-'));
  await addMigration('20260101000000_first', 'CREATE TABLE first (id int); CREATE TABLE second (id int);');
});

afterEach(async () => {
  await database.close();
  await rm(directory, { recursive: true });
});

async function addMigration(name: string, sql: string | Buffer): Promise<void> {
  await mkdir(join(directory, name), { recursive: true });
  await writeFile(join(directory, name, 'migration.sql'), sql);
}

const tables = async () => {
  const rows = await execute<{ tablename: string }>(
    database.url,
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '\\_prisma%' ORDER BY 1",
  );
  return rows.map((row) => row.tablename);
};

describe('runMigrations', () => {
  it('applies the folders in the order of their names, and nothing the second time', async () => {
    await addMigration('20260102000000_second', 'ALTER TABLE second RENAME TO renamed');

    expect(await runMigrations(database.url, directory)).toEqual(['20260101000000_first', '20260102000000_second']);
    expect(await tables()).toEqual(['first', 'renamed']);
    expect(await runMigrations(database.url, directory)).toEqual([]);
  });

  it('applies what was added since', async () => {
    await runMigrations(database.url, directory);
    await addMigration('20260102000000_second', 'DROP TABLE second');

    expect(await runMigrations(database.url, directory)).toEqual(['20260102000000_second']);
  });

  it('applies each file once when three instances start at once, and all of them wait until it is done', async () => {
    await addMigration('20260102000000_slow', 'SELECT pg_sleep(0.2); CREATE TABLE slow (id int);');

    const instances = [1, 2, 3].map(async () => {
      const applied = await runMigrations(database.url, directory);
      return { applied, found: await tables() };
    });

    const ended = await Promise.all(instances);
    expect(ended.flatMap(({ applied }) => applied).sort()).toEqual(['20260101000000_first', '20260102000000_slow']);
    for (const { found } of ended) expect(found).toContain('slow');
  });

  it('applies nothing of a file whose SQL fails, and can be run again once it is mended', async () => {
    await addMigration('20260102000000_broken', 'CREATE TABLE half (id int); SELECT 1 / 0;');

    await expect(runMigrations(database.url, directory)).rejects.toThrow(MigrationFailedError);
    expect(await tables()).toEqual(['first', 'second']);

    await addMigration('20260102000000_broken', 'CREATE TABLE whole (id int);');
    expect(await runMigrations(database.url, directory)).toEqual(['20260102000000_broken']);
  });

  it('refuses a file that was edited after it was applied, and applies nothing at all then', async () => {
    await runMigrations(database.url, directory);
    await addMigration('20260101000000_first', 'CREATE TABLE first (id bigint);');
    await addMigration('20260102000000_second', 'CREATE TABLE third (id int);');

    await expect(runMigrations(database.url, directory)).rejects.toThrow(MigrationEditedError);
    expect(await tables()).toEqual(['first', 'second']);
  });

  it('refuses when Prisma recorded a migration that never finished', async () => {
    await runMigrations(database.url, directory);
    await execute(
      database.url,
      "INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('1', 'abc', '20260102000000_torn')",
    );

    await expect(runMigrations(database.url, directory)).rejects.toThrow(MigrationUnfinishedError);
  });

  it("records each file as Prisma's engine does: the hash of its bytes, one step, a time of completion", async () => {
    // The checksum was taken with `printf -- '-- \\xff\\n' | sha256sum`. Text that is decoded first would lose the lone byte.
    await addMigration('20260102000000_bytes', Buffer.from('-- \xff\n', 'latin1'));
    await runMigrations(database.url, directory);

    const [record] = await execute(
      database.url,
      `SELECT checksum, applied_steps_count, finished_at IS NOT NULL AS finished, logs, rolled_back_at
       FROM _prisma_migrations WHERE migration_name LIKE '%bytes'`,
    );
    expect(record).toEqual({
      checksum: '2d84db28275706f5c26f405afc3b2a07074278ec6c2119395b72930ad165025b',
      applied_steps_count: 1,
      finished: true,
      logs: null,
      rolled_back_at: null,
    });
  });
});
