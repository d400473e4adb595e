import { DomainError } from '../errors/domain.error.js';

/** Somebody asks more often than anybody needs to. `Retry-After` says when to ask again. */
export class TooManyRequestsError extends DomainError {
  readonly code = 'http/too_many_requests';
  readonly kind = 'rate_limited';

  constructor(override readonly retryAfterSeconds: number) {
    super('too many requests');
  }
}

/** A request came to the proxy without TLS. Whatever secret it carried has been on the wire: change it. */
export class TlsRequiredError extends DomainError {
  readonly code = 'http/tls_required';
  readonly kind = 'forbidden';

  constructor() {
    super('https is required');
  }
}
