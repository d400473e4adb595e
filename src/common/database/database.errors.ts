import { DomainError } from '../errors/domain.error.js';

/** A migration's file no longer has the bytes that were applied. Restore the file, and put the change into a new one. */
export class MigrationEditedError extends DomainError {
  readonly code = 'database/migration_edited';
  readonly kind = 'conflict';

  constructor(migration: string) {
    super(`migration ${migration} was edited after it was applied`);
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
 * not reached, P1008 timed out, P1017 closed by the server, P2024 and P2028 no connection or transaction in time.
 */
const AWAY: ReadonlySet<unknown> = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  'ECONNREFUSED',
  'ECONNRESET',
]);

/** What the driver says of a connection that broke, or did not come about. These errors have no code. */
const CONNECTION_LOST = /^(Connection terminated|timeout exceeded when trying to connect)/;

/** True for an error that the same request may not meet a little later. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && AWAY.has(error.code)) || CONNECTION_LOST.test(error.message);
}
