import pg from 'pg';
import { EncryptionKeyMissingError, SealBrokenError } from '../common/crypto/crypto.errors.js';
import { KeyRing } from '../common/crypto/key-ring.js';
import { RootKeys } from '../common/crypto/root-keys.js';
import { MigrationRightsError } from '../common/database/database.errors.js';
import { runMigrations } from '../common/database/migration.runner.js';
import { admitLogin } from '../common/database/product-login.js';
import { mayHavePlainRows, sealPlainRows } from '../common/database/sealing/plain-rows.js';
import type { AppConfig } from '../config/app-config.js';
import { prepareQueues } from '../jobs/job-tables.js';
import { OperatorError } from './runtime.errors.js';

const MIGRATE = 'run npm run db:migrate with DATABASE_MIGRATION_URL, the login that owns the tables';
const INSUFFICIENT_PRIVILEGE = '42501';

/** A database as the product's login, which may be that of the owner of its tables as well. */
export interface DatabaseLogins {
  databaseUrl: string;
  /** The owner's, where it is another. */
  databaseMigrationUrl?: string;
}

/** A database, and what is sealed in it opens with. */
export type DatabaseAccess = DatabaseLogins & Pick<AppConfig, 'encryptionKeys'>;

export interface Prepared {
  /** Names of the migrations, oldest first. */
  applied: string[];
  /** Rows from before there were seals. */
  sealed: number;
}

/**
 * Brings a database to where this version can work on it, and lets the product's login in. Several processes may do so at once. A login
 * that owns nothing finds that all is done already.
 *
 * @param look `always` looks for plain rows also where all were sealed once
 * @throws OperatorError when ENCRYPTION_KEYS does not open it, and when the login may not do what is left to do
 */
export async function prepareDatabase(access: DatabaseAccess, look?: 'always'): Promise<Prepared> {
  const owner = access.databaseMigrationUrl ?? access.databaseUrl;
  const applied = await migrated(owner);
  await prepareQueues(owner, []);
  if (owner !== access.databaseUrl) await admitLogin(owner, access.databaseUrl);
  const keys = new KeyRing(owner, new RootKeys(access.encryptionKeys));
  try {
    await checkKeys(keys);
    const wanted = look === 'always' || (await mayHavePlainRows(owner));
    return { applied, sealed: wanted ? await sealed(owner, keys) : 0 };
  } finally {
    await keys.close();
  }
}

/** @throws OperatorError */
async function sealed(owner: string, keys: KeyRing): Promise<number> {
  try {
    return await sealPlainRows(owner, keys);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError && error.code === INSUFFICIENT_PRIVILEGE)) throw error;
    throw new OperatorError(`rows are left to seal, and this login may not seal them.\nFix: ${MIGRATE}.`, {
      cause: error,
    });
  }
}

/** @throws OperatorError */
async function migrated(owner: string): Promise<string[]> {
  try {
    return await runMigrations(owner);
  } catch (error) {
    if (!(error instanceof MigrationRightsError)) throw error;
    throw new OperatorError(`${error.message}.\nFix: ${MIGRATE}.`, { cause: error });
  }
}

/** @throws OperatorError */
async function checkKeys(keys: KeyRing): Promise<void> {
  try {
    await keys.check();
  } catch (error) {
    const trouble = keyTrouble(error);
    throw trouble ? new OperatorError(`${trouble.detail}.\nFix: ${trouble.fix}.`, { cause: error }) : error;
  }
}

/** What is wrong with ENCRYPTION_KEYS, for the person who sets it; null for an error of another kind. */
export function keyTrouble(error: unknown): { detail: string; fix: string } | null {
  if (error instanceof EncryptionKeyMissingError) {
    return { detail: error.message, fix: 'add that key after the current one: it is in an earlier configuration' };
  }
  if (error instanceof SealBrokenError) {
    return {
      detail:
        'ENCRYPTION_KEYS does not open this database: a key of the right name is another one than it was sealed under',
      fix: 'set the key that it was sealed under, or DATABASE_URL to the database that belongs to the key',
    };
  }
  return null;
}
