import { DomainError } from '../common/errors/domain.error.js';

/** No such resource, or another clinic's. Raised by the FHIR routes. */
export class FhirNotFoundError extends DomainError {
  readonly code = 'fhir/not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such resource');
  }
}
