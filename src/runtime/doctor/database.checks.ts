import pg from 'pg';
import { MigrationEditedError, MigrationUnfinishedError } from '../../common/database/database.errors.js';
import { KeyRing } from '../../common/crypto/key-ring.js';
import { RootKeys } from '../../common/crypto/root-keys.js';
import { pendingOf, readMigrations } from '../../common/database/migration.runner.js';
import { excessOf } from '../../common/database/product-login.js';
import { seeing } from '../../common/database/sight.js';
import { keyTrouble } from '../prepare-database.js';
import { databaseTrouble } from './database-trouble.presenter.js';
import { query, type DatabaseAccess } from './database-access.js';
import { failed, ok, warning, type Finding } from './doctor.types.js';
import type { Subject } from './subject.js';

const OLDEST_VERSION = 15;

type Opened = Promise<DatabaseAccess | null>;

export async function checkDatabase({ standIns }: Subject, opened: Opened): Promise<Finding> {
  try {
    const access = await opened;
    if (!access && standIns.database) {
      return failed('no server has run here yet', 'run npm start once, or set DATABASE_URL');
    }
    if (!access) return failed('DATABASE_URL is missing or can not be used', 'set it to a postgresql:// address');
    return await query(access.url, async (client) => {
      const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
      const version = rows[0]?.server_version ?? 'unknown';
      const detail = `PostgreSQL ${version}${standIns.database ? ', embedded' : ''}`;
      if (Number.parseInt(version) >= OLDEST_VERSION) return ok(detail);
      return failed(`${detail} is too old`, `use PostgreSQL ${OLDEST_VERSION} or newer`);
    });
  } catch (error) {
    if (standIns.database)
      return failed('the embedded PostgreSQL does not run', 'see DATA_DIR/postgres.log, or set DATABASE_URL');
    const { detail, fix } = databaseTrouble(error);
    return failed(detail, fix);
  }
}

export async function checkMigrations(opened: Opened): Promise<Finding> {
  const migrations = await readMigrations();
  try {
    const pending = await onDatabase(opened, (client) => pendingOf(client, migrations));
    if (pending.length === 0) return ok(`all ${migrations.length} applied`);
    return failed(`${pending.length} of ${migrations.length} are not applied`, 'run npm run db:migrate');
  } catch (error) {
    if (isDatabaseError(error, '42P01')) return failed('none are applied', 'run npm run db:migrate');
    if (isDatabaseError(error, '42501')) {
      return failed('the login may not read them', 'run npm run db:migrate with DATABASE_MIGRATION_URL');
    }
    if (error instanceof MigrationEditedError) {
      return failed(error.message, 'restore that file, and put the change into a new migration');
    }
    if (error instanceof MigrationUnfinishedError) return failed(error.message, 'see npx prisma migrate resolve');
    throw error;
  }
}

/** What one login for everything costs: whoever gets hold of the server could do it as well. */
export function checkLogin({ standIns }: Subject, opened: Opened): Promise<Finding> {
  if (standIns.database) return Promise.resolve(ok('its own, which owns nothing'));
  return onDatabase(opened, async (client) => {
    const excess = await excessOf(client);
    if (excess.length === 0) return ok('owns nothing, and sees one clinic at a time');
    const fix = 'put this address into DATABASE_MIGRATION_URL, and another login into DATABASE_URL (docs/deploy.md)';
    return warning(`can do more than it needs: ${excess.join(', ')}`, fix);
  });
}

/** The exclusion constraint that keeps two callers out of one chair needs this extension. */
export function checkBtreeGist(opened: Opened): Promise<Finding> {
  return onDatabase(opened, async (client) => {
    const { rows } = await client.query<{ installed_version: string | null }>(
      `SELECT installed_version FROM pg_available_extensions WHERE name = 'btree_gist'`,
    );
    const [extension] = rows;
    if (!extension) return failed('not available on this server', 'install the package postgresql-contrib there');
    if (extension.installed_version === null) {
      const fix = 'run npm run db:migrate; if it may not, have an administrator run CREATE EXTENSION btree_gist';
      return failed('available, but not created', fix);
    }
    return ok(extension.installed_version);
  });
}

export async function checkEncryptionKeys({ encryptionKeys }: Subject, opened: Opened): Promise<Finding> {
  if (!encryptionKeys) return failed('ENCRYPTION_KEYS is missing or can not be used', 'set it: see .env.example');
  const access = await opened;
  if (!access) throw new Error('no database');
  const ring = new KeyRing(access.url, new RootKeys(encryptionKeys));
  try {
    await ring.check();
    return ok(`what clinics have sealed opens; new clinics are sealed under "${ring.root.currentId}"`);
  } catch (error) {
    if (isDatabaseError(error, '42P01')) return failed('nothing is sealed yet', 'run npm run db:migrate');
    const trouble = keyTrouble(error);
    if (!trouble) throw error;
    return failed(trouble.detail, trouble.fix);
  } finally {
    await ring.close();
  }
}

/** Numbers that some clinic answers, in E.164; null when they can't be read, which other checks tell about. */
export async function readLines(opened: Opened): Promise<string[] | null> {
  try {
    return await onDatabase(opened, async (client) => {
      await client.query(`BEGIN; ${seeing('*')}`);
      const { rows } = await client.query<{ number: string }>('SELECT number FROM phone_numbers ORDER BY number');
      return rows.map(({ number }) => number);
    });
  } catch {
    return null;
  }
}

export async function checkLines(lines: Promise<string[] | null>): Promise<Finding> {
  const numbers = await lines;
  if (!numbers) return failed('the table phone_numbers can not be read', 'run npm run db:migrate');
  if (numbers.length > 0) return ok(numbers.join(', '));
  return warning('no clinic has a number, so nobody is answered', 'run npm run twilio:setup');
}

async function onDatabase<T>(opened: Opened, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const access = await opened;
  if (!access) throw new Error('no database');
  return query(access.url, work);
}

const isDatabaseError = (error: unknown, ...codes: string[]): boolean =>
  error instanceof pg.DatabaseError && codes.includes(error.code ?? '');
