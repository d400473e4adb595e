import { DomainError } from '../common/errors/domain.error.js';
import type { WebhookTrouble } from '../common/outside/webhook-answer.types.js';

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

/** A place outside of the database has not taken where the audit chains end. It is tried again. */
export class AnchorNotTakenError extends DomainError {
  readonly code = 'compliance/anchor_not_taken';
  readonly kind = 'unavailable';

  constructor(reason: WebhookTrouble) {
    super(`the ends of the audit chains were not taken: ${reason}`);
  }
}
