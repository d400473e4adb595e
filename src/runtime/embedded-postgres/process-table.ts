import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** The command line of a running process; undefined when there is none, and for a zombie. */
export async function commandOf(pid: number): Promise<string | undefined> {
  try {
    // Slim container images have no `ps`; Linux always has /proc, where a zombie's command line is empty.
    const command =
      process.platform === 'linux'
        ? (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ')
        : (await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)])).stdout;
    return command.trim() || undefined;
  } catch {
    return undefined;
  }
}
