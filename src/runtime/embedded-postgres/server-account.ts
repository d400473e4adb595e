import { execFile, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-postgres.errors.js';

interface Owner {
  uid: number;
  gid: number;
}

/**
 * As whom PostgreSQL runs, because it refuses to run as root.
 * - An ordinary user runs it as themselves.
 * - Root runs it as `nobody`.
 * - Root in a checkout where `nobody` may not go (/root/x) runs it in a user namespace: the files stay root's, and
 *   PostgreSQL sees itself as `nobody`.
 */
export class ServerAccount {
  private constructor(
    private readonly wrapper: readonly string[],
    private readonly credentials: Partial<Owner>,
    /** Who has to own the cluster's files; null when they are ours anyway. */
    private readonly owner: Owner | null,
  ) {}

  static async choose(program: string, dataDir: string): Promise<ServerAccount> {
    if (process.getuid?.() !== 0) return new ServerAccount([], {}, null);
    const nobody = await idsOf('nobody');
    const namespace = ['unshare', '--user', `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`];
    const candidates = [
      new ServerAccount([], nobody, nobody),
      new ServerAccount(namespace, {}, { uid: 0, gid: process.getgid?.() ?? 0 }),
    ];
    for (const account of candidates) if (await account.reaches(program, dataDir)) return account;
    throw new EmbeddedPostgresError(
      'it refuses to run as root, and no unprivileged user can reach this folder. ' +
        'Start as an ordinary user, move the checkout out of a private folder, or set DATABASE_URL',
    );
  }

  spawn(program: string, args: readonly string[], options: SpawnOptions): ChildProcess {
    const [command, ...rest] = [...this.wrapper, program, ...args] as [string, ...string[]];
    return spawn(command, rest, {
      ...options,
      ...this.credentials,
      cwd: '/',
      // Nothing of ours: the environment holds keys, and PG* variables would steer the server.
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' },
    });
  }

  /** An ordinary user can neither run nor replace a cluster that root or somebody else has made. */
  async refuseForeign(directory: string): Promise<void> {
    if (this.owner || !existsSync(directory)) return;
    const { uid } = await stat(directory);
    if (uid === process.getuid?.()) return;
    throw new EmbeddedPostgresError(
      `${directory} belongs to another user (${uid}). Start as that user, or set DATA_DIR to a folder of your own`,
    );
  }

  /** Hands a folder over, with all that is in it, when it was made under another account. */
  async own(directory: string): Promise<void> {
    if (!this.owner || (await stat(directory)).uid === this.owner.uid) return;
    const entries = await readdir(directory, { recursive: true });
    for (const entry of ['', ...entries]) await chown(join(directory, entry), this.owner.uid, this.owner.gid);
  }

  private reaches(program: string, dataDir: string): Promise<boolean> {
    const probe = this.spawn('/bin/sh', ['-c', 'test -x "$0" && test -x "$1"', program, dataDir], { stdio: 'ignore' });
    return new Promise((resolve) => {
      probe.once('error', () => resolve(false));
      probe.once('exit', (code) => resolve(code === 0));
    });
  }
}

async function idsOf(user: string): Promise<Owner> {
  const id = async (flag: string) => Number((await promisify(execFile)('id', [flag, user])).stdout);
  return { uid: await id('-u'), gid: await id('-g') };
}
