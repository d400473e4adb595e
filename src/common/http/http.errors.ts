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

/** A page for whoever runs the server was asked for without its token, or with another (`METRICS_TOKEN`). */
export class OperatorTokenNeededError extends DomainError {
  readonly code = 'http/operator_token_needed';
  readonly kind = 'unauthorized';

  constructor() {
    super('this page needs the token of whoever runs the server');
  }
}

/** The resource is no longer what `If-Match` names: somebody else has changed it. Read it again. */
export class PreconditionFailedError extends DomainError {
  readonly code = 'http/precondition_failed';
  readonly kind = 'precondition_failed';

  constructor() {
    super('the resource has changed since it was read');
  }
}

/** A key of an earlier request comes with another request: one of the two is a mistake of the client's. */
export class IdempotencyKeyReusedError extends DomainError {
  readonly code = 'http/idempotency_key_reused';
  readonly kind = 'unprocessable';

  constructor() {
    super('this Idempotency-Key was used for another request');
  }
}

/** The first request with this key is still being worked on. */
export class RequestInProgressError extends DomainError {
  readonly code = 'http/request_in_progress';
  readonly kind = 'conflict';
  override readonly retryAfterSeconds = 1;

  constructor() {
    super('a request with this Idempotency-Key is in progress');
  }
}

/**
 * The first request with this key was cut short, and nobody can say whether it took effect. It is not done again: look, and
 * repeat it with another key if it is not there.
 */
export class OutcomeUnknownError extends DomainError {
  readonly code = 'http/outcome_unknown';
  readonly kind = 'conflict';

  constructor() {
    super('the request with this Idempotency-Key was cut short; whether it took effect is not known');
  }
}
