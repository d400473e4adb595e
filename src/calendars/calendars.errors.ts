import { DomainError } from '../common/errors/domain.error.js';

/** No calendar has that address (any more). Raised when it is read; a revoked address answers like one that never was. */
export class CalendarNotFoundError extends DomainError {
  readonly code = 'calendars/not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such calendar');
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
