import { spawnSync } from 'node:child_process';

/** Where Debian puts what only root is expected to run, beside where everybody looks. */
export const TOOLS_ENV = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` };

const PACKAGES = {
  nginx: 'nginx-light',
  openssl: 'openssl',
  pgbouncer: 'pgbouncer',
  pg_restore: 'postgresql',
  promtool: 'prometheus',
} as const;

/** At the top of a file: where the tool is not, its tests fail with one line that says how to have it. */
export function needTool(tool: keyof typeof PACKAGES): void {
  const { error } = spawnSync(tool, [tool === 'nginx' ? '-v' : '--version'], { env: TOOLS_ENV, stdio: 'ignore' });
  if (!error) return;
  const missing = new Error(`${tool} is not on this machine: apt-get install ${PACKAGES[tool]}`);
  missing.stack = missing.message; // where it is thrown helps nobody
  throw missing;
}
