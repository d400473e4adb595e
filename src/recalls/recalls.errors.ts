import { DomainError } from '../common/errors/domain.error.js';

/** The clinic has no recall of that id; another clinic's answers the same. */
export class RecallNotFoundError extends DomainError {
  readonly code = 'recalls/not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such recall');
  }
}
