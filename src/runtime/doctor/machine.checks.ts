import { readFile, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../config/project-root.js';
import { failed, ok, skipped, warning, type Finding } from './doctor.types.js';
import { satisfies } from './node-version.policy.js';
import type { Subject } from './subject.js';

const GIB = 1024 ** 3;

export async function checkNode(): Promise<Finding> {
  const manifest = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8')) as {
    engines: { node: string };
  };
  const { node: range } = manifest.engines;
  if (satisfies(process.version, range)) return ok(process.version);
  return failed(`${process.version} is too old`, `install Node ${range}`);
}

export function checkEnvironment({ problems, standIns }: Subject): Promise<Finding> {
  if (problems.length > 0) {
    return Promise.resolve(failed(problems.join('; '), 'put it right in .env or the environment: see .env.example'));
  }
  const names = Object.entries(standIns).flatMap(([part, inUse]) => (inUse ? [part] : []));
  return Promise.resolve(ok(names.length > 0 ? `stand-ins play the ${names.join(', ')}` : 'nothing is simulated'));
}

/** Only the embedded database keeps data on this machine. */
export async function checkDisk({ standIns, demo, settings: { dataDir } }: Subject): Promise<Finding> {
  if (!standIns.database) return skipped('the database is not kept on this machine');
  if (!demo) return skipped('no server has run here yet');
  const { bavail, bsize } = await statfs(dataDir);
  const freeGib = (bavail * bsize) / GIB;
  const detail = `${freeGib.toFixed(1)} GiB free for DATA_DIR`;
  const fix = 'free some space, or set DATA_DIR to a folder on another disk';
  if (freeGib < 0.2) return failed(detail, fix);
  return freeGib < 1 ? warning(detail, fix) : ok(detail);
}
