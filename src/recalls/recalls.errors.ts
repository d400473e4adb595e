import { DomainError } from '../common/errors/domain.error.js';
import type { RecallId } from '../common/ids/ids.js';

/** There is one for each patient and type of visit. Raised when a second one is to be made; the first can be changed. */
export class RecallExistsError extends DomainError {
  readonly code = 'recalls/exists';
  readonly kind = 'conflict';

  constructor(id: RecallId) {
    super(`the patient has a recall for this type: ${id}`);
  }
}

/** The clinic has no recall of that id; another clinic's answers the same. */
export class RecallNotFoundError extends DomainError {
  readonly code = 'recalls/not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such recall');
  }
}
