import { DomainError } from '../common/errors/domain.error.js';

/** The clinic has no such patient. The same for one of another clinic's. */
export class PatientNotFoundError extends DomainError {
  readonly code = 'compliance/patient_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('there is no such patient');
  }
}

/** The clinic's audit trail has no such entry. The same for one of another clinic's. */
export class AuditEntryNotFoundError extends DomainError {
  readonly code = 'compliance/audit_entry_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('there is no such entry');
  }
}
