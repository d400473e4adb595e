import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { VARIABLES } from '../../config/settings.schema.js';
import { OperatorError } from '../../runtime/runtime.errors.js';
import type { StageServerOrder } from './stage.types.js';

/** Of its log, for whoever has to find out why it ended. */
const LAST_WORDS_CHARS = 2000;

/** @param output the descriptor of a file, or this process's own */
function forkUnset(script: string, execArgv: string[], output: number | 'inherit'): ChildProcess {
  return fork(script, {
    // Empty variables count as unset, and keep a developer's .env from filling them in.
    env: Object.fromEntries(VARIABLES.map((name) => [name, ''])),
    execArgv,
    stdio: ['ignore', output, output, 'ipc'],
    serialization: 'advanced', // keys are bytes
  });
}

/** At once. One more than there are cores: some always wait for the database. */
export const mostPlayers = (): number => availableParallelism() + 1;

/** A process that plays in virtual time what it is told to. */
export const startPlayer = (script: string): ChildProcess =>
  // A call makes much that dies young: with room for it, the collector never looks at most of it. More threads of it would only take
  // the cores from the other players.
  forkUnset(script, ['--max-semi-space-size=64', '--single-threaded-gc'], 'inherit');

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
    const child = forkUnset(script, [], log.fd);
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
