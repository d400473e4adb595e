import { DomainError } from '../common/errors/domain.error.js';
import type { PatientId } from '../common/ids/ids.js';

/** The clinic has no such patient; another clinic's answers the same. */
export class PatientNotFoundError extends DomainError {
  readonly code = 'patients/not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such patient');
  }
}

/** Of an erased patient a tombstone is left, which nothing is written to. Raised when it is to be changed, or something made for it. */
export class PatientErasedError extends DomainError {
  readonly code = 'patients/erased';
  readonly kind = 'conflict';

  constructor() {
    super('the patient was erased');
  }
}

/** A second record would split somebody's visits. Raised when somebody is registered who is on file by name and number. */
export class PatientOnFileError extends DomainError {
  readonly code = 'patients/on_file';
  readonly kind = 'conflict';

  constructor(id: PatientId) {
    super(`this patient is on file as ${id}; who has another birth date is somebody else`);
  }
}

/** Nobody speaks for the patient under this id. */
export class RepresentativeNotFoundError extends DomainError {
  readonly code = 'patients/representative_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such representative');
  }
}
