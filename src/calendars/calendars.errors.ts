import { DomainError } from '../common/errors/domain.error.js';

/** No calendar has that address (any more). Raised when it is read; a revoked address answers like one that never was. */
export class CalendarNotFoundError extends DomainError {
  readonly code = 'calendars/not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such calendar');
  }
}

/** The clinic has no such feed or import (any more). Another clinic's answers the same. */
export class CalendarLinkNotFoundError extends DomainError {
  readonly code = 'calendars/link_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such feed or import');
  }
}

/** The provider's time is read from that address already. Raised when another import is to be given it. */
export class CalendarImportedError extends DomainError {
  readonly code = 'calendars/imported_already';
  readonly kind = 'conflict';

  constructor() {
    super('the provider has an import of this address');
  }
}

/** A clinic has all the feeds, or imports, that it can have. Remove one. */
export class TooManyCalendarsError extends DomainError {
  readonly code = 'calendars/too_many';
  readonly kind = 'conflict';

  constructor(max: number) {
    super(`a clinic has at most ${max} of them`);
  }
}

/** One calendar is asked for too often. Apps that follow a calendar ask every few minutes at most. */
export class CalendarAskedTooOftenError extends DomainError {
  readonly code = 'calendars/asked_too_often';
  readonly kind = 'rate_limited';

  constructor(override readonly retryAfterSeconds: number) {
    super('asked for too often');
  }
}
