import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { VARIABLES } from '../../src/config/settings.schema.js';

/** A server in a process of its own, as `npm start` runs it, with no other settings than the ones it is given. */
export class ServerProcess {
  readonly exited: Promise<number | null>;
  private output = '';

  private constructor(private readonly child: ChildProcess) {
    this.exited = once(child, 'exit').then(([code]) => code as number | null);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    }
  }

  static start(settings: Record<string, string>, entry = 'main.js'): ServerProcess {
    const { PATH, TEST_BUILD } = process.env;
    if (!TEST_BUILD) throw new Error('no build: only integration and e2e tests get one');
    // Empty variables count as unset, and keep a developer's .env from filling them in.
    const unset = Object.fromEntries(VARIABLES.map((name) => [name, '']));
    return new ServerProcess(
      spawn(process.execPath, [join(TEST_BUILD, entry)], {
        env: { PATH, ...unset, DEMO_CALL: 'off', ...settings },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      }),
    );
  }

  /** Standard output and errors, in the order they came. */
  get printed(): string {
    return this.output;
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error('the process did not start');
    return this.child.pid;
  }

  /** Resolves when the server says that it is up. */
  started(): Promise<void> {
    return this.says('Ctrl-C');
  }

  /** Resolves once this was printed. */
  async says(words: string): Promise<void> {
    while (!this.output.includes(words)) {
      const more = this.child.stdout ? once(this.child.stdout, 'data') : undefined;
      const ended = await Promise.race([more?.then(() => false), this.exited.then(() => true)]);
      if (ended) throw new Error(`the server ended: ${this.output}`);
    }
  }

  closeOutput(): void {
    this.child.stdout?.destroy();
    this.child.stderr?.destroy();
  }

  /** Sends a signal that the process lives on after. */
  notify(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async signal(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return this.exited;
  }
}
