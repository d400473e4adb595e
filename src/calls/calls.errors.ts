import { DomainError } from '../common/errors/domain.error.js';

/** No call of this clinic has that CallSid. Raised by the calls API; a call of another clinic answers the same. */
export class CallNotFoundError extends DomainError {
  readonly code = 'calls/not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such call');
  }
}
