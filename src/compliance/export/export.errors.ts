import { DomainError } from '../../common/errors/domain.error.js';

/** The clinic has no such patient. Raised when an archive of one is asked for, or one is to be erased. */
export class UnknownPatientError extends DomainError {
  readonly code = 'compliance/unknown_patient';
  readonly kind = 'not_found';

  constructor() {
    super('the clinic has no such patient');
  }
}
