import { execute } from './test-database.js';
import { until } from './until.js';

/** A point that one side of a test waits at until the other lets it go. */
export function gate<Value>(): { opened: Promise<Value>; open: (value: Value) => void } {
  let open: (value: Value) => void = () => undefined;
  const opened = new Promise<Value>((resolve) => (open = resolve));
  return { opened, open };
}

/** Resolves once so many connections to this database wait for a lock that another one holds. */
export async function someoneWaitsForLock(url: string, atLeast = 1): Promise<void> {
  const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  await until(
    () => execute(url, waiting),
    ({ length }) => length >= atLeast,
  );
}
