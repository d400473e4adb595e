import pg from 'pg';
import type { Temporal } from 'temporal-polyfill';
import { SystemClock } from '../../src/common/clock/clock.js';
import { seedDemoClinic } from '../../src/runtime/demo-clinic.repository.js';
import { copyOf, fromEnvironment, openTestDatabase, type TestDatabase } from './test-database.js';
import { VirtualTime } from './virtual-time.js';

/**
 * A database of its own with the demo's clinic in it, as it looked at that time, or when the first test of the run asked for one: to make up a clinic
 * and all its visits takes as long as many a test.
 */
export async function openDemoDatabase(at?: Temporal.Instant): Promise<TestDatabase> {
  const template =
    fromEnvironment('TEST_DEMO_DATABASE') + (at ? `_${at.epochMilliseconds}` : VirtualTime.current ? '_virtual' : '');
  const client = new pg.Client({ connectionString: fromEnvironment('TEST_DATABASE_SERVER') });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(2)'); // one of all workers makes it; freed with the session
    const made = await client.query('SELECT FROM pg_database WHERE datname = $1', [template]);
    if (made.rowCount === 0) {
      const unfinished = await openTestDatabase();
      await seedDemoClinic(unfinished.prisma, at ?? new SystemClock().now());
      await unfinished.prisma.onApplicationShutdown();
      await client.query(`ALTER DATABASE ${new URL(unfinished.url).pathname.slice(1)} RENAME TO ${template}`);
    }
  } finally {
    await client.end();
  }
  return copyOf(template);
}
