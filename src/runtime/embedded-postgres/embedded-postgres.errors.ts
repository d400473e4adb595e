import { DomainError } from '../../common/errors/domain.error.js';

/** PostgreSQL could not be set up or started here. Setting DATABASE_URL goes around the embedded server altogether. */
export class EmbeddedPostgresError extends DomainError {
  readonly code = 'runtime/embedded_postgres_failed';
  readonly kind = 'unavailable';

  constructor(message: string, options?: ErrorOptions) {
    super(`embedded PostgreSQL: ${message}`, options);
  }
}
