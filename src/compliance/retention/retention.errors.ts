import { DomainError } from '../../common/errors/domain.error.js';
import { RETENTION_LIMITS, type RetentionKind } from './retention-rules.policy.js';

/** A number of days that a kind of record may not be kept for. Raised when a clinic's rule is set. */
export class RetentionOutOfBoundsError extends DomainError {
  readonly code = 'compliance/retention_out_of_bounds';
  readonly kind = 'invalid';

  constructor(kind: RetentionKind) {
    const { min, max } = RETENTION_LIMITS[kind];
    super(`${kind} are kept for ${min} to ${max} days`);
  }
}

/** A hold that the clinic does not have, or that was released. Raised when it is to be released. */
export class UnknownHoldError extends DomainError {
  readonly code = 'compliance/unknown_hold';
  readonly kind = 'not_found';

  constructor() {
    super('there is no such legal hold, or it was released');
  }
}

/** A patient or call that the clinic does not have. Raised when it is to be put under a hold. */
export class UnknownHoldSubjectError extends DomainError {
  readonly code = 'compliance/unknown_hold_subject';
  readonly kind = 'not_found';

  constructor() {
    super('the clinic has no such patient or call');
  }
}
