import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { lock } from 'proper-lockfile';

/**
 * Runs alone among all processes that use this data folder. The lock of a killed process is taken over after
 * `stale` ms, and whoever waits for a living one gives up after a minute.
 */
export async function aloneIn<Value>(dataDir: string, run: () => Promise<Value>): Promise<Value> {
  await mkdir(dataDir, { recursive: true });
  const release = await lock(dataDir, {
    lockfilePath: join(dataDir, 'lock'),
    stale: 5_000,
    update: 1_000,
    retries: { retries: 600, factor: 1, minTimeout: 100, maxTimeout: 100 },
  });
  try {
    return await run();
  } finally {
    await release();
  }
}
