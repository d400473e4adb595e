import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { VARIABLES } from '../../config/settings.schema.js';
import { OperatorError } from '../../runtime/runtime.errors.js';
import type { StageServerOrder } from './stage.types.js';

/** Of its log, for whoever has to find out why it ended. */
const LAST_WORDS_CHARS = 2000;

/** The server under evaluation, in a process of its own. */
export class StageProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly exited: Promise<unknown>,
    private readonly logFile: string,
  ) {}

  /** Resolves when it listens. */
  static async start(script: string, order: StageServerOrder, logFile: string): Promise<StageProcess> {
    const log = await open(logFile, 'w');
    // Empty variables count as unset, and keep a developer's .env from filling them in.
    const unset = Object.fromEntries(VARIABLES.map((name) => [name, '']));
    const child = fork(script, {
      env: unset,
      execArgv: [],
      stdio: ['ignore', log.fd, log.fd, 'ipc'],
      serialization: 'advanced', // keys are bytes
    });
    await log.close();
    const exited = once(child, 'exit');
    const server = new StageProcess(child, exited, logFile);
    child.send(order);
    const listens = await Promise.race([once(child, 'message').then(() => true), exited.then(() => false)]);
    if (!listens) throw new OperatorError(`the server under evaluation ended: ${server.log.slice(-LAST_WORDS_CHARS)}`);
    return server;
  }

  /** All that was logged and printed. */
  get log(): string {
    return readFileSync(this.logFile, 'utf8');
  }

  async end(): Promise<void> {
    this.child.kill('SIGTERM');
    await this.exited;
  }
}
