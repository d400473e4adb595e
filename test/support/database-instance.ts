import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A process of its own that uses the embedded database of a folder, as `npm start` does. */
export class DatabaseInstance {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(dataDir: string, options: Pick<SpawnOptions, 'uid' | 'gid'> = {}): Promise<DatabaseInstance> {
    const child = spawn(process.execPath, [join(__dirname, 'database-instance.mjs'), dataDir], {
      ...options,
      detached: true, // a process group of its own, as a terminal gives to each command
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let complaint = '';
    child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    const url = new Promise<string>((resolve, reject) => {
      if (child.stdout) createInterface(child.stdout).once('line', resolve);
      child.once('exit', () => reject(new Error(`the instance ended: ${complaint}`)));
    });
    return new DatabaseInstance(child, await url);
  }

  /** Asks the instance to leave in order, as SIGTERM from a supervisor does. */
  leave(): Promise<void> {
    return this.signal('SIGTERM');
  }

  /** Ctrl-C: the terminal signals every process of the group. */
  interruptGroup(): Promise<void> {
    return this.signal('SIGINT', true);
  }

  kill(): Promise<void> {
    return this.signal('SIGKILL');
  }

  private async signal(signal: NodeJS.Signals, group = false): Promise<void> {
    const pid = this.child.pid;
    if (pid === undefined || this.child.exitCode !== null || this.child.signalCode !== null) return;
    process.kill(group ? -pid : pid, signal);
    await once(this.child, 'exit');
  }
}
