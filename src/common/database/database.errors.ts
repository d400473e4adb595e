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
