import { fork, type ChildProcess } from 'node:child_process';
import { VARIABLES } from '../../config/settings.schema.js';

/** A process that plays in virtual time what it is told to. */
export function startPlayer(script: string): ChildProcess {
  return fork(script, {
    // Empty variables count as unset, and keep a developer's .env from filling them in.
    env: Object.fromEntries(VARIABLES.map((name) => [name, ''])),
    // A call makes much that dies young: with room for it, the collector never looks at most of it.
    execArgv: ['--max-semi-space-size=64'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
}
