import pg from 'pg';
import { loadStandIns } from '../not-in-production.js';
import type { Subject } from './subject.js';

const CONNECT_TIMEOUT_MS = 5000;
/** A server that is frozen takes connections and says nothing. */
const ANSWER_TIMEOUT_MS = 5000;

export interface DatabaseAccess {
  url: string;
  close(): Promise<void>;
}

/** Null when the settings name no database, and no demo has run here that would have left one. */
export async function openDatabase({ settings, standIns, demo, clock }: Subject): Promise<DatabaseAccess | null> {
  if (settings.databaseUrl !== undefined) return { url: settings.databaseUrl, close: () => Promise.resolve() };
  if (!standIns.database || !demo) return null;
  const { openEmbeddedDatabase } = await loadStandIns();
  return openEmbeddedDatabase(settings, clock);
}

/** Runs queries on a connection of its own, which reads and never writes. */
export async function query<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
  });
  client.on('error', () => undefined); // a lost connection is told by the query that needed it
  await client.connect();
  try {
    await client.query('SET default_transaction_read_only = on');
    return await work(client);
  } finally {
    void client.end().catch(() => undefined); // a server that is frozen never says goodbye
  }
}
