import { DomainError } from '../../common/errors/domain.error.js';

/** After everything was erased, something of the person was still there: nothing has been changed. A fault of ours. */
export class ErasureIncompleteError extends DomainError {
  readonly code = 'compliance/erasure_incomplete';
  readonly kind = 'unavailable';

  constructor(keepers: readonly string[]) {
    super(`not everything was erased: ${keepers.join(', ')}`);
  }
}
