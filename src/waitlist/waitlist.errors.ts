import { DomainError } from '../common/errors/domain.error.js';

/** They have had the visit they waited for, or their days are over: there is nothing left to withdraw. */
export class WaitlistEntryOverError extends DomainError {
  readonly code = 'waitlist/over';
  readonly kind = 'conflict';

  constructor() {
    super('the entry has been booked, or has expired');
  }
}

/** Offers go out by text, and the patient has no number. Raised when they are to be put on the list. */
export class NoNumberForOffersError extends DomainError {
  readonly code = 'waitlist/no_number';
  readonly kind = 'conflict';

  constructor() {
    super('the patient has no phone number to which offers could be sent');
  }
}

/** The clinic has no such entry on its waiting list; another clinic's answers the same. */
export class WaitlistEntryNotFoundError extends DomainError {
  readonly code = 'waitlist/not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such entry on the waiting list');
  }
}
