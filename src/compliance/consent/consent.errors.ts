import { DomainError } from '../../common/errors/domain.error.js';

/** The clinic has no such consent; another clinic's answers the same. */
export class ConsentNotFoundError extends DomainError {
  readonly code = 'compliance/consent_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such consent');
  }
}
