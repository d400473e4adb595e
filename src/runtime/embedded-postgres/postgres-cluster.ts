import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { Clock } from '../../common/clock/clock.js';
import { freePort, isFree } from '../../common/network/free-port.js';
import { EmbeddedPostgresError } from './embedded-postgres.errors.js';
import { findPostgresBinaries } from './postgres-binaries.js';
import { isPostmaster, markStale, readPostmasterPid } from './postmaster-pid.js';
import { ServerAccount } from './server-account.js';
import { waitUntil } from './wait-until.js';

const START_TIMEOUT_MS = 60_000;
const START_AGAIN_FOR_MS = 5_000;
const STOP_TIMEOUT_MS = 30_000;
const SUPERUSER = 'postgres';
/** Lies in the cluster's folder, so that the two can't get parted. */
const PASSWORD_FILE = 'crownline.password';

/**
 * A PostgreSQL cluster in a folder, and its server. The server belongs to no instance: it runs in a session of its own,
 * so that neither Ctrl-C on our terminal nor our death reaches it, and whoever comes next finds it by its pid file.
 * Calls must not overlap, across processes either: EmbeddedDatabase holds a file lock around them.
 */
export class PostgresCluster {
  private readonly directory: string;
  private readonly logFile: string;

  constructor(
    private readonly dataDir: string,
    private readonly clock: Clock,
    private readonly settings: Readonly<Record<string, string>>,
  ) {
    this.directory = join(dataDir, 'postgres');
    this.logFile = join(dataDir, 'postgres.log');
  }

  /** Finds the running server or starts one, and returns its address up to the database's name. */
  async ensureRunning(): Promise<string> {
    const binaries = findPostgresBinaries();
    const account = await ServerAccount.choose(binaries.postgres, this.dataDir);
    await account.refuseForeign(this.directory);
    if (!this.isComplete()) await this.initialise(binaries.initdb, account);
    const left = await readPostmasterPid(this.directory);
    const port = (await this.findRunning()) ?? (await this.startPersistently(binaries.postgres, account, left?.port));
    return this.addressAt(port);
  }

  /** Ends the server in order, whoever started it. */
  async stop(): Promise<void> {
    const running = await readPostmasterPid(this.directory);
    if (!running || !(await isPostmaster(running.pid, this.directory))) return;
    process.kill(running.pid, 'SIGINT'); // PostgreSQL's "fast" shutdown: sessions are ended, everything is written
    const ended = await waitUntil(this.clock, STOP_TIMEOUT_MS, async () =>
      (await isPostmaster(running.pid, this.directory)) ? undefined : true,
    );
    if (!ended) throw new EmbeddedPostgresError(`the server (pid ${running.pid}) does not stop`);
  }

  private isComplete(): boolean {
    return ['PG_VERSION', 'global/pg_control', PASSWORD_FILE].every((file) => existsSync(join(this.directory, file)));
  }

  /** Makes the cluster beside its place and then moves it there: a cluster that is in its place is complete. */
  private async initialise(initdb: string, account: ServerAccount): Promise<void> {
    const workshop = `${this.directory}.unfinished`;
    const [cluster, passwordFile] = [join(workshop, 'cluster'), join(workshop, 'password')];
    await rm(workshop, { recursive: true, force: true });
    await mkdir(workshop, { mode: 0o700 });
    await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    await account.own(workshop);
    await runToEnd(
      account.spawn(
        initdb,
        [
          ...['-D', cluster, '-U', SUPERUSER, '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
          ...['--encoding=UTF8', '--locale=C', '--no-instructions'],
        ],
        { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
      ),
    );
    await rename(passwordFile, join(cluster, PASSWORD_FILE));
    await rm(this.directory, { recursive: true, force: true });
    await rename(cluster, this.directory);
    await rm(workshop, { recursive: true });
  }

  /** The port of the server that runs here already, once it answers. */
  private async findRunning(): Promise<number | undefined> {
    const answering = await waitUntil(this.clock, START_TIMEOUT_MS, async () => {
      const found = await readPostmasterPid(this.directory);
      if (!found || !(await isPostmaster(found.pid, this.directory))) return null;
      return (await this.answers(found.port)) ? found.port : undefined;
    });
    if (answering === undefined) throw new EmbeddedPostgresError('a server runs here, but it does not answer');
    return answering ?? undefined;
  }

  /** A server refuses to start while workers of a killed one are still ending, or when its port was just taken. */
  private async startPersistently(postgres: string, account: ServerAccount, preferredPort?: number): Promise<number> {
    await markStale(this.directory);
    await account.own(this.directory);
    const port = await waitUntil(this.clock, START_AGAIN_FOR_MS, async () =>
      this.start(postgres, account, await portFor(preferredPort)),
    );
    if (port === undefined) throw new EmbeddedPostgresError(`the server did not start: ${await this.lastWords()}`);
    return port;
  }

  /** Undefined when the server ended instead of getting ready. */
  private async start(postgres: string, account: ServerAccount, port: number): Promise<number | undefined> {
    const log = await open(this.logFile, 'w', 0o600);
    const settings = { ...ALWAYS, ...this.settings };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const server = account.spawn(postgres, ['-D', this.directory, '-p', String(port), ...flags], {
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    await log.close();
    server.on('error', () => undefined); // could not be spawned: it has no pid then
    const ready = await waitUntil(this.clock, START_TIMEOUT_MS, async () => {
      if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return false;
      const found = await readPostmasterPid(this.directory);
      return (found?.pid === server.pid && found.ready) || undefined;
    });
    server.unref();
    return ready ? port : undefined;
  }

  private async lastWords(): Promise<string> {
    const lines = (await readFile(this.logFile, 'utf8')).trim().split('\n');
    return lines.findLast((line) => line.includes('FATAL')) ?? lines.at(-1) ?? '';
  }

  private async answers(port: number): Promise<boolean> {
    const client = new pg.Client({ connectionString: await this.addressAt(port), connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return true;
    } catch {
      return false;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  private async addressAt(port: number): Promise<string> {
    const password = await readFile(join(this.directory, PASSWORD_FILE), 'utf8');
    return `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}`;
  }
}

async function runToEnd(child: ChildProcess): Promise<void> {
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new EmbeddedPostgresError(`initdb failed: ${complaint.trim()}`);
}

const ALWAYS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  // The server's log may hold neither statements nor the values that a constraint refused: both quote people.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/** The preferred port if it is free: then the connection pools of instances that lost their server find the new one. */
const portFor = async (preferred?: number): Promise<number> =>
  preferred !== undefined && (await isFree(preferred)) ? preferred : freePort();
