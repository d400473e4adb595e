import { DomainError } from '../common/errors/domain.error.js';
import type { AppointmentStatus } from './scheduling.types.js';

/** The clinic has no appointment type of that id. Raised by searches and bookings; another clinic's type answers the same. */
export class AppointmentTypeNotFoundError extends DomainError {
  readonly code = 'scheduling/type_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such appointment type');
  }
}

/** The clinic has no visit of that id; another clinic's answers the same. */
export class AppointmentNotFoundError extends DomainError {
  readonly code = 'scheduling/appointment_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such appointment');
  }
}

/** A visit was to be moved to a time that was found for another type. */
export class AppointmentTypeDiffersError extends DomainError {
  readonly code = 'scheduling/type_differs';
  readonly kind = 'invalid';

  constructor() {
    super('a visit is moved to a time of its own type');
  }
}

/** A key that was used for something else before. */
export class IdempotencyKeyReusedError extends DomainError {
  readonly code = 'scheduling/key_reused';
  readonly kind = 'conflict';

  constructor() {
    super('this idempotency key was used for something else');
  }
}

/** A visit can't go from the status it has to the one that was asked for, or not now. */
export class TransitionNotAllowedError extends DomainError {
  readonly code = 'scheduling/transition_not_allowed';
  readonly kind = 'conflict';

  constructor(
    readonly from: AppointmentStatus,
    readonly to: AppointmentStatus,
    when: 'at_all' | 'before_start' | 'after_start' = 'at_all',
  ) {
    super(`a visit that is ${from} can't become ${to}${WHEN[when]}`);
  }
}
const WHEN = { at_all: '', before_start: ' before it begins', after_start: ' once it has begun' };

/** A visit was given up, and by now somebody else has its time, or its patient has to be elsewhere. */
export class AppointmentTimeTakenError extends DomainError {
  readonly code = 'scheduling/visit_time_taken';
  readonly kind = 'conflict';

  constructor() {
    super('the time of this visit has been taken since');
  }
}

/** Whoever wanted to hold a time is gone: the call is over. */
export class HoldOwnerGoneError extends DomainError {
  readonly code = 'scheduling/hold_owner_gone';
  readonly kind = 'conflict';

  constructor() {
    super('the call that wanted to hold a time is over');
  }
}

/** The clinic has no provider or chair of that id. Raised when time is blocked; another clinic's answers the same. */
export class ResourceNotFoundError extends DomainError {
  readonly code = 'scheduling/resource_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such provider or chair');
  }
}

/** Time can't be blocked because there are visits in it, or somebody is deciding about one. Move the visits, or choose other time. */
export class TimeTakenError extends DomainError {
  readonly code = 'scheduling/time_taken';
  readonly kind = 'conflict';

  /** @param holds of callers and of offers, which end by themselves */
  constructor(
    readonly appointmentIds: readonly string[],
    readonly holds: number,
  ) {
    super(`in that time: visits ${appointmentIds.slice(0, 20).join(', ') || 'none'}; holds: ${holds}`);
  }
}
