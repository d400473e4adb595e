import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { SystemClock } from '../../src/common/clock/clock.js';
import { runMigrations } from '../../src/common/database/migration.runner.js';
import { PrismaService } from '../../src/common/database/prisma.service.js';
import { EmbeddedDatabase } from '../../src/runtime/embedded-postgres/embedded-database.js';
import { execute, TEST_KEYS, type TestDatabase } from './test-database.js';
import { until } from './until.js';

const run = promisify(execFile);

/** What a server writes anew when it starts. */
const NOT_KEPT = ['postmaster.pid', 'postmaster.opts'];

/** A server that keeps what it wrote (docs/backup.md), and servers that are brought back from that. */
export class ArchivedPostgres {
  private readonly opened = new Set<TestDatabase>();

  private constructor(private readonly folder: string) {}

  static async create(): Promise<ArchivedPostgres> {
    const folder = await mkdtemp(join(tmpdir(), 'crownline-backup-'));
    await chmod(folder, 0o755); // the server's own user goes through it
    const archived = new ArchivedPostgres(folder);
    await mkdir(archived.archive);
    await chmod(archived.archive, 0o777); // and writes there
    return archived;
  }

  async start(): Promise<TestDatabase> {
    const database = await this.open('first', {
      archive_mode: 'on',
      archive_command: `test ! -f ${this.archive}/%f && cp %p ${this.archive}/%f`,
    });
    await runMigrations(database.url);
    return database;
  }

  /** A copy of the server's files, made while it works. */
  async backUp(database: TestDatabase): Promise<void> {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect(); // the connection that begins a backup ends it
    await client.query(`SELECT pg_backup_start('base', true)`);
    await mkdir(this.base);
    await run('cp', ['-a', join(this.folder, 'first', 'postgres'), this.base]);
    const { rows } = await client.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop()');
    await client.end();
    const copy = join(this.base, 'postgres');
    for (const name of NOT_KEPT) await rm(join(copy, name));
    for (const name of await readdir(join(copy, 'pg_wal'))) await rm(join(copy, 'pg_wal', name), { recursive: true });
    await writeFile(join(copy, 'backup_label'), rows[0]!.labelfile);
  }

  /** The database's own time, and that everything up to now is in the archive. */
  async now(database: TestDatabase): Promise<string> {
    const [row] = await execute<{ now: string; segment: string }>(
      database.url,
      `SELECT clock_timestamp()::text AS now, pg_walfile_name(pg_switch_wal()) AS segment`,
    );
    const { now, segment } = row!;
    await until(
      () => readdir(this.archive),
      (names) => names.includes(segment),
    );
    return now;
  }

  /** A second server with the rows of that moment. The first may be gone. */
  async restore(at: string): Promise<TestDatabase> {
    await mkdir(join(this.folder, 'second'));
    await run('cp', ['-a', join(this.base, 'postgres'), join(this.folder, 'second')]);
    const directory = join(this.folder, 'second', 'postgres');
    await writeFile(join(directory, 'recovery.signal'), '');
    const { uid, gid } = await stat(directory);
    for (const name of ['backup_label', 'recovery.signal']) await chown(join(directory, name), uid, gid);
    const restored = await this.open('second', {
      restore_command: `cp ${this.archive}/%f %p`,
      recovery_target_time: at,
      recovery_target_action: 'promote',
    });
    await until(
      () => execute<{ recovers: boolean }>(restored.url, 'SELECT pg_is_in_recovery() AS recovers'),
      ([row]) => row?.recovers === false, // it is read before it may be written
    );
    return restored;
  }

  async close(): Promise<void> {
    for (const database of this.opened) await database.close();
    await rm(this.folder, { recursive: true });
  }

  private get archive(): string {
    return join(this.folder, 'archive');
  }

  private get base(): string {
    return join(this.folder, 'base');
  }

  private async open(name: string, settings: Record<string, string>): Promise<TestDatabase> {
    const server = await EmbeddedDatabase.open({
      dataDir: join(this.folder, name),
      clock: new SystemClock(),
      databaseName: 'crownline',
      settings,
    });
    const prisma = new PrismaService({ databaseUrl: server.url, encryptionKeys: TEST_KEYS, role: 'owner' });
    const database: TestDatabase = {
      url: server.url,
      prisma,
      close: async () => {
        this.opened.delete(database);
        await prisma.onApplicationShutdown();
        await server.close();
      },
    };
    this.opened.add(database);
    return database;
  }
}
