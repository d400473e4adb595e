import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandOf } from './process-table.js';

/** What a running server writes about itself, in lines: pid, folder, start, port, …, and last its status. */
export interface PostmasterPid {
  pid: number;
  port: number;
  ready: boolean;
}

const pidFile = (directory: string) => join(directory, 'postmaster.pid');

/** Undefined when there is no such file, or only the beginning of one. */
export async function readPostmasterPid(directory: string): Promise<PostmasterPid | undefined> {
  const lines = (await readIfThere(pidFile(directory)))?.split('\n').map((line) => line.trim());
  const pid = Number(lines?.[0]);
  const port = Number(lines?.[3]);
  return pid > 0 && port > 0 ? { pid, port, ready: lines?.[7] === 'ready' } : undefined;
}

/**
 * Whether the process is the server of this folder. Not so for a zombie, which `kill(pid, 0)` calls alive, and for
 * another program that was given the number since.
 */
export async function isPostmaster(pid: number, directory: string): Promise<boolean> {
  const command = await commandOf(pid);
  return command !== undefined && command.includes('postgres') && command.includes(`-D ${directory} `);
}

/**
 * Makes the next server see that the file is stale. PostgreSQL believes any living process under the recorded number to
 * be the old server, zombies and strangers included, but never its own parent: so our number takes the old one's place.
 * The file itself stays, because it names the shared memory by which PostgreSQL finds workers of the old server that
 * are still busy (CreateLockFile in miscinit.c).
 */
export async function markStale(directory: string): Promise<void> {
  const content = await readIfThere(pidFile(directory));
  if (content !== undefined) await writeFile(pidFile(directory), content.replace(/^-?\d+/, String(process.pid)));
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
