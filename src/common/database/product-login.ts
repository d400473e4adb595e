import pg from 'pg';

/** What the product's login is a member of. It may step into `crownline_app`, and read and make the clinics' keys; it owns nothing. */
const LOGIN_GROUP = 'crownline_server';

/** Processes that start together make the login one after the other. */
const LOGIN_LOCK = 72_707_372;

/**
 * Makes the login of a connection string, unless it is there, and lets it work on the database. The password of one that is there stays.
 *
 * @param ownerUrl of whoever migrated the database, and may make roles unless an administrator has made this one
 */
export async function admitLogin(ownerUrl: string, loginUrl: string): Promise<void> {
  const [name, password] = accountOf(loginUrl);
  if (name === accountOf(ownerUrl)[0]) return;
  const login = pg.escapeIdentifier(name);
  await onConnection(ownerUrl, async (client) => {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOGIN_LOCK]);
    const known = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [name]);
    if (known.rowCount === 0) await client.query(`CREATE ROLE ${login} LOGIN PASSWORD ${pg.escapeLiteral(password)}`);
    const member = await client.query<{ is: boolean }>(`SELECT pg_has_role($1::name, $2::name, 'USAGE') AS is`, [
      name,
      LOGIN_GROUP,
    ]);
    if (!member.rows[0]?.is) await client.query(`GRANT ${LOGIN_GROUP} TO ${login}`);
    await client.query('COMMIT');
  });
}

const accountOf = (url: string): [name: string, password: string] => {
  const { username, password } = new URL(url);
  return [decodeURIComponent(username), decodeURIComponent(password)];
};

const EXCESS = `
  SELECT rolsuper AS "superuser", rolbypassrls AS "sees every clinic's rows", rolcreaterole AS "makes roles",
    rolcreatedb AS "makes databases",
    NOT rolsuper AND EXISTS (
      SELECT FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
      WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema' AND pg_has_role(relowner, 'MEMBER')
    ) AS "owns tables"
  FROM pg_roles WHERE rolname = session_user`;

/** What a connection's login can do and the product never needs, in words. Whoever gets hold of the product could do it as well. */
export async function excessOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<Record<string, boolean>>(EXCESS);
  return Object.entries(rows[0] ?? {}).flatMap(([right, has]) => (has ? [right] : []));
}

/** Of the login of a connection string. */
export const excessOfLogin = (url: string): Promise<string[]> => onConnection(url, excessOf);

async function onConnection<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end(); // what was not committed ends with it
  }
}
