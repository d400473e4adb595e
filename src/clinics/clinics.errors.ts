import { DomainError } from '../common/errors/domain.error.js';

/** No clinic has that id. Raised for ids from outside; an id of our own rows always has its clinic. */
export class ClinicNotFoundError extends DomainError {
  readonly code = 'clinics/not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such clinic');
  }
}
