import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { TOOLS_ENV } from './debian-tool.js';
import { freePort } from './free-port.js';
import { asProduct } from './test-database.js';

/** PgBouncer itself before a database, with a connection to the server for each transaction and no longer. */
export class PgBouncer {
  private constructor(
    /** The database's address through it. */
    readonly url: string,
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {}

  /** @param poolSize connections to the server, for everybody together */
  static async start(databaseUrl: string, poolSize: number): Promise<PgBouncer> {
    const database = new URL(databaseUrl);
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), 'crownline-pgbouncer-'));
    const [settings, users] = [join(folder, 'pgbouncer.ini'), join(folder, 'users.txt')];
    const logins = [database, new URL(asProduct(databaseUrl))];
    const lines = logins.map(({ username, password }) => `"${username}" "${decodeURIComponent(password)}"\n`);
    writeFileSync(users, lines.join(''));
    writeFileSync(
      settings,
      `[databases]
       * = host=${database.hostname} port=${database.port}
       [pgbouncer]
       listen_addr = 127.0.0.1
       listen_port = ${port}
       unix_socket_dir =
       auth_type = scram-sha-256
       auth_file = ${users}
       pool_mode = transaction
       default_pool_size = ${poolSize}
       max_client_conn = 500
       `.replaceAll(/^ +/gm, ''),
    );
    // It refuses to be root, and gives the rights up only after it has read its settings.
    const isRoot = process.getuid?.() === 0;
    chmodSync(folder, 0o755);
    const child = spawn('pgbouncer', [...(isRoot ? ['-u', 'nobody'] : []), settings], {
      env: TOOLS_ENV,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await upAndRunning(child);
    return new PgBouncer(Object.assign(database, { host: `127.0.0.1:${port}` }).href, child, folder);
  }

  async close(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
    rmSync(this.folder, { recursive: true });
  }
}

function upAndRunning(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    if (child.stderr) {
      createInterface(child.stderr).on('line', (line) => {
        said.push(line);
        if (line.includes('process up')) resolve();
      });
    }
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`pgbouncer ended: ${said.join('\n')}`)));
  });
}
