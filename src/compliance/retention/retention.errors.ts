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

/** Fewer days than the clinic's own floor. Raised when a rule is set; whoever means it sets the floor with it. */
export class RetentionBelowFloorError extends DomainError {
  readonly code = 'compliance/retention_below_floor';
  readonly kind = 'conflict';

  constructor(floorDays: number) {
    super(`the clinic's own floor is ${floorDays} days: set floorDays, too, to keep them for less`);
  }
}

/** There is no such kind of record. Raised by the API. */
export class UnknownRetentionKindError extends DomainError {
  readonly code = 'compliance/unknown_retention_kind';
  readonly kind = 'not_found';

  constructor() {
    super('there is no such kind of record');
  }
}

/** A hold that the clinic does not have. Raised when it is to be shown or released; another clinic's answers the same. */
export class UnknownHoldError extends DomainError {
  readonly code = 'compliance/unknown_hold';
  readonly kind = 'not_found';

  constructor() {
    super('there is no such legal hold');
  }
}

/** Raised when a hold is to be released that was. */
export class HoldReleasedError extends DomainError {
  readonly code = 'compliance/hold_released';
  readonly kind = 'conflict';

  constructor() {
    super('the legal hold was released');
  }
}
