import pg from 'pg';
import PgBoss from 'pg-boss';

/** Processes that start together make their queues one after the other: pg-boss runs into a deadlock when two do it at once. */
const QUEUES_LOCK = 72_707_371;

/** Whoever may make the queue's tables, or made them. */
const MAY_INSTALL = `
  SELECT coalesce(
    (SELECT pg_has_role(nspowner, 'USAGE') FROM pg_namespace WHERE nspname = 'pgboss'),
    has_database_privilege(current_database(), 'CREATE')
  ) AS may`;

/**
 * Transactions put jobs into the queue's table as a role that owns nothing; its partitions need no rights of their own. The jobs are worked
 * on by the product's login, which owns nothing either. A kind of job has a partition of its own, and the login may have that made.
 */
const LET_IN = `
  GRANT USAGE ON SCHEMA pgboss TO crownline_app, crownline_server;
  GRANT SELECT ON pgboss.queue TO crownline_app;
  GRANT SELECT, INSERT ON pgboss.job TO crownline_app;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO crownline_server;
  ALTER FUNCTION pgboss.create_queue(text, json) SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
  REVOKE ALL ON FUNCTION pgboss.create_queue(text, json) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION pgboss.create_queue(text, json) TO crownline_server`;

/**
 * Makes what is missing: the queue itself, unless the login owns nothing, and a partition for each kind of job. Where the product's login
 * is another than the one that migrates, that one has to come first.
 */
export async function prepareQueues(databaseUrl: string, kinds: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  const db = { executeSql: (text: string, values: unknown[]) => client.query(text, values) };
  const boss = new PgBoss({ db, supervise: false, schedule: false });
  await client.connect();
  try {
    const { rows } = await client.query<{ may: boolean }>(MAY_INSTALL);
    // A transaction holds the lock: behind a pooler a session is somebody else's a moment later.
    const begin = async () => {
      await client.query('BEGIN');
      await client.query('SELECT pg_advisory_xact_lock($1)', [QUEUES_LOCK]);
    };
    if (rows[0]?.may) {
      await begin();
      await boss.start();
      await client.query('COMMIT'); // what pg-boss has made it has committed itself
    }
    await begin();
    if (rows[0]?.may) await client.query(LET_IN);
    const { rows: made } = await client.query<{ name: string }>('SELECT name FROM pgboss.queue');
    const known = new Set(made.map(({ name }) => name));
    for (const name of kinds) if (!known.has(name)) await boss.createQueue(name);
    await client.query('COMMIT');
  } finally {
    await client.end(); // what was not committed ends with it
  }
}
