import { DomainError } from '../common/errors/domain.error.js';

/** The clinic has ordered no such call. Raised by the API; another clinic's order answers the same. */
export class OutboundCallNotFoundError extends DomainError {
  readonly code = 'outbound/not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such order');
  }
}

/** An idempotency key that was used for another order. Raised by whoever orders; take a new key. */
export class IdempotencyConflictError extends DomainError {
  readonly code = 'outbound/idempotency_conflict';
  readonly kind = 'conflict';

  constructor() {
    super('this key belongs to another order');
  }
}

/** The clinic has no phone number to call from. Raised by whoever orders. */
export class NoNumberError extends DomainError {
  readonly code = 'outbound/no_number';
  readonly kind = 'conflict';

  constructor() {
    super('the clinic has no phone number');
  }
}

/** A call was answered, and no part of this process carries conversations. A defect of its composition. */
export class NoLineError extends DomainError {
  readonly code = 'outbound/no_line';
  readonly kind = 'unavailable';

  constructor() {
    super('nothing carries outbound calls');
  }
}
