import { DomainError } from '../common/errors/domain.error.js';

/** No clinic has that id. Raised for ids from outside; an id of our own rows always has its clinic. */
export class ClinicNotFoundError extends DomainError {
  readonly code = 'clinics/not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such clinic');
  }
}

/** A number that is none of the clinic's lines. Another clinic's answers the same. */
export class NumberNotFoundError extends DomainError {
  readonly code = 'clinics/number_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such number');
  }
}

/** The number is this clinic's line already. */
export class NumberTakenError extends DomainError {
  readonly code = 'clinics/number_taken';
  readonly kind = 'conflict';

  constructor() {
    super('this number is in use');
  }
}

/**
 * Whoever runs the server gives numbers to clinics: `npm run twilio:setup`, for one that the carrier's account holds. This one was not
 * given to this clinic; whether it is another's is not told.
 */
export class NumberNotGivenError extends DomainError {
  readonly code = 'clinics/number_not_given';
  readonly kind = 'forbidden';

  constructor() {
    super('the operator has not given this number to the clinic');
  }
}

/** Calls find their clinic by the number: it can be removed when those that go on are over. */
export class NumberInCallError extends DomainError {
  readonly code = 'clinics/number_in_call';
  readonly kind = 'conflict';

  constructor() {
    super('a call goes on on this number');
  }
}

/** The clinic has blocked no number under that id. */
export class BlockedNumberNotFoundError extends DomainError {
  readonly code = 'clinics/blocked_number_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such blocked number');
  }
}

/** The clinic has blocked the number before. */
export class AlreadyBlockedError extends DomainError {
  readonly code = 'clinics/already_blocked';
  readonly kind = 'conflict';

  constructor() {
    super('this number is blocked already');
  }
}

/** The clinic has no closure with that id. */
export class ClosureNotFoundError extends DomainError {
  readonly code = 'clinics/closure_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such closure');
  }
}

/** No week of opening hours begins on that day. */
export class WeekNotFoundError extends DomainError {
  readonly code = 'clinics/week_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no opening hours begin on that day');
  }
}

/** A week of opening hours begins on that day already. Change that one. */
export class WeekExistsError extends DomainError {
  readonly code = 'clinics/week_exists';
  readonly kind = 'conflict';

  constructor() {
    super('opening hours begin on that day already');
  }
}

/** The first week of opening hours has none before it that could go on. Change its hours instead. */
export class FirstWeekError extends DomainError {
  readonly code = 'clinics/first_week';
  readonly kind = 'conflict';

  constructor() {
    super('the first opening hours can be changed only');
  }
}
