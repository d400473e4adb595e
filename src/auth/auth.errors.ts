import { DomainError } from '../common/errors/domain.error.js';

/**
 * The request has no API key, or one that opens nothing. Raised by the access guard; unknown and revoked keys answer the
 * same, so that nobody learns which keys once worked.
 */
export class ApiKeyInvalidError extends DomainError {
  readonly code = 'auth/api_key_invalid';
  readonly kind = 'unauthorized';

  constructor() {
    super('a valid API key is needed: Authorization: Bearer <key>');
  }
}

/** A route declares no access. Actually a bug: start-up fails with the list, and the guard refuses such a route. */
export class AccessUndeclaredError extends DomainError {
  readonly code = 'auth/access_undeclared';
  readonly kind = 'forbidden';

  constructor(routes: readonly string[]) {
    super(`no access is declared (@Public or @RequiresApiKey) for: ${routes.join(', ')}`);
  }
}
