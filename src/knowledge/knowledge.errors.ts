import { DomainError } from '../common/errors/domain.error.js';

/** The clinic has no answer with that id. */
export class FaqNotFoundError extends DomainError {
  readonly code = 'knowledge/faq_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such answer');
  }
}
