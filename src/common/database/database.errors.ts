import { DomainError } from '../errors/domain.error.js';

/** A migration's file no longer has the bytes that were applied. Restore the file, and put the change into a new one. */
export class MigrationEditedError extends DomainError {
  readonly code = 'database/migration_edited';
  readonly kind = 'conflict';

  constructor(migration: string) {
    super(`migration ${migration} was edited after it was applied`);
  }
}

/** Migrations are left to apply, and the login may not. Apply them with the login that owns the tables (DATABASE_MIGRATION_URL). */
export class MigrationRightsError extends DomainError {
  readonly code = 'database/migration_rights';
  readonly kind = 'conflict';

  constructor(pending: number, cause: Error) {
    super(`${pending} migrations are not applied, and this login may not apply them`, { cause });
  }
}

/** `prisma migrate` recorded a migration that began and did not finish. Resolve it with `prisma migrate resolve`. */
export class MigrationUnfinishedError extends DomainError {
  readonly code = 'database/migration_unfinished';
  readonly kind = 'conflict';

  constructor(migration: string) {
    super(`migration ${migration} failed earlier and is unresolved`);
  }
}

/** The database refused a migration's SQL. Nothing of that migration was applied. */
export class MigrationFailedError extends DomainError {
  readonly code = 'database/migration_failed';
  readonly kind = 'unavailable';

  constructor(migration: string, cause: Error) {
    super(`migration ${migration} was rolled back: ${cause.message}`, { cause });
  }
}

/**
 * Codes by which Prisma and Node say that there is no database to talk to, or no connection free in time: P1001 and P1002
 * not reached, P1008 timed out, P1017 closed by the server, P2024 and P2028 no connection or transaction in time, P2037 too many connections.
 */
const AWAY: ReadonlySet<unknown> = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  'P2037',
  'ECONNREFUSED',
  'ECONNRESET',
]);

/** A server that has handed over to another one: for ever, on this connection. */
const READ_ONLY = '25006';

/** SQLSTATEs by which a server says that it can't do now what it could before: read-only, disk full, no memory, and on its way down or up. */
const UNFIT: ReadonlySet<unknown> = new Set([READ_ONLY, '53100', '53200', '57P01', '57P02', '57P03']);

/** No room on the disk, and none in memory: nobody mends that within a call. */
const FULL: ReadonlySet<unknown> = new Set(['53100', '53200']);

/** Why a database takes nothing that is written, although it answers; null for an error of another kind. */
export function refusalOf(error: unknown): 'full' | 'read_only' | null {
  if (!(error instanceof Error)) return null;
  const state = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const states = [state, sqlStateBehind(error)];
  if (states.some((each) => FULL.has(each))) return 'full';
  return states.includes(READ_ONLY) ? 'read_only' : null;
}

/** What the driver says of a query that nobody answers in time. */
const UNANSWERED = 'Query read timeout';

/** What the driver says of a connection that broke, or did not come about. These errors have no code. */
const CONNECTION_LOST =
  /^(Connection terminated|Client (was closed|has encountered)|timeout exceeded when trying to connect)/;

/** True for an error that the same request may not meet a little later. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && (AWAY.has(error.code) || UNFIT.has(error.code))) return true;
  return UNFIT.has(sqlStateBehind(error)) || error.message === UNANSWERED || CONNECTION_LOST.test(error.message);
}

/** True for an error after which the same connection is of no more use, although nobody has ended it. */
export function isConnectionSpoilt(error: unknown): boolean {
  return error instanceof Error && (error.message === UNANSWERED || ('code' in error && error.code === READ_ONLY));
}

/** Prisma has codes of its own, and keeps what Postgres said in what it tells of the driver. */
function sqlStateBehind(error: Error): unknown {
  if (!('meta' in error)) return undefined;
  const { driverAdapterError: told } = (error.meta ?? {}) as {
    driverAdapterError?: { cause?: { originalCode?: unknown } };
  };
  return told?.cause?.originalCode;
}
