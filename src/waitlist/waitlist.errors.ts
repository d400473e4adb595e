import { DomainError } from '../common/errors/domain.error.js';

/** The clinic has no such entry on its waiting list; another clinic's answers the same. */
export class WaitlistEntryNotFoundError extends DomainError {
  readonly code = 'waitlist/not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such entry on the waiting list');
  }
}
