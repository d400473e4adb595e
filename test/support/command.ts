import { spawn } from 'node:child_process';
import { projectRoot } from '../../src/config/project-root.js';

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a command as `npm run …` does, to its end. `entry`: e.g. `call.js`. */
export function runCommand(
  entry: string,
  dataDir: string,
  options: readonly string[],
  environment: Record<string, string> = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['scripts/start.mjs', '--entry', entry, ...options], {
      cwd: projectRoot,
      env: { ...process.env, NODE_ENV: 'development', DATA_DIR: dataDir, OPERATOR: 'tester', ...environment },
    });
    const finished: Finished = { code: null, stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (finished.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (finished.stderr += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ ...finished, code }));
  });
}
