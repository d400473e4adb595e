import { spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { ServerAccount } from '../../src/runtime/embedded-postgres/server-account.js';
import { freePort } from './free-port.js';
import { until } from './until.js';

const INSTALLED = '/usr/lib/postgresql';

/** A server of Debian's PostgreSQL that has just been made, beside which lie the tools that the embedded one lacks. */
export class DebianPostgres {
  private constructor(
    /** Of the superuser, who owns the empty database. */
    readonly url: string,
    private readonly server: ChildProcess,
  ) {}

  /** @param folder of its own, which is made */
  static async start(folder: string): Promise<DebianPostgres> {
    const bin = join(INSTALLED, readdirSync(INSTALLED).sort().at(-1) ?? '', 'bin');
    mkdirSync(folder);
    chmodSync(folder, 0o755);
    const password = join(folder, 'password');
    writeFileSync(password, 'restored');
    const account = await ServerAccount.choose(join(bin, 'postgres'), folder);
    await account.own(folder);
    const cluster = join(folder, 'cluster');
    const options = ['-U', 'keeper', '--auth=scram-sha-256', `--pwfile=${password}`, '--no-sync'];
    await once(account.spawn(join(bin, 'initdb'), ['-D', cluster, ...options], { stdio: 'ignore' }), 'exit');
    const port = await freePort();
    const flags = ['-p', String(port), '-k', folder, '-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1'];
    const server = account.spawn(join(bin, 'postgres'), ['-D', cluster, ...flags], { stdio: 'ignore' });
    const url = `postgresql://keeper:restored@127.0.0.1:${port}/crownline`;
    await until(() => made(url), Boolean);
    return new DebianPostgres(url, server);
  }

  /** Runs a script of deploy/postgres as it is run beside a database. */
  run(script: string, args: string[], more: Record<string, string> = {}): { status: number | null; printed: string } {
    const { hostname, port, username, password, pathname } = new URL(this.url);
    const { status, stdout, stderr } = spawnSync('sh', [script, ...args], {
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        ...{ PGHOST: hostname, PGPORT: port, PGUSER: username, PGPASSWORD: password, PGDATABASE: pathname.slice(1) },
        ...more,
      },
    });
    return { status, printed: stdout + stderr };
  }

  async close(): Promise<void> {
    const ended = once(this.server, 'exit');
    this.server.kill('SIGQUIT');
    await ended;
  }
}

/** False as long as the server does not answer. */
async function made(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: Object.assign(new URL(url), { pathname: '/postgres' }).href });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('CREATE DATABASE crownline');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
