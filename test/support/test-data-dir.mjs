import { createHash } from 'node:crypto';
import { statfsSync } from 'node:fs';
import { freemem, userInfo } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/build-sources.mjs';

const MEMORY = '/dev/shm';
/** What all databases of a run need at once is far less; the tests want memory, too. */
const ROOM_BYTES = 4 * 1024 ** 3;

/**
 * Where the databases of tests lie: in memory, where there is enough of it. Each test file makes a database of a thousand files and
 * removes it, and ext4 looks for a place for each new file among all that were removed in the last minutes: a tenth of a run's time.
 */
export function testDataDir() {
  if (!hasRoom()) return join(projectRoot, '.data', 'test');
  const checkout = createHash('sha256').update(projectRoot).digest('hex').slice(0, 12);
  return join(MEMORY, `crownline-test-${userInfo().uid}-${checkout}`);
}

function hasRoom() {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ROOM_BYTES && freemem() >= ROOM_BYTES;
  } catch {
    return false; // not every system has it
  }
}
