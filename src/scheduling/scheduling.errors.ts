import { DomainError } from '../common/errors/domain.error.js';

/** The clinic has no appointment type of that id. Raised by searches and bookings; another clinic's type answers the same. */
export class AppointmentTypeNotFoundError extends DomainError {
  readonly code = 'scheduling/type_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such appointment type');
  }
}
