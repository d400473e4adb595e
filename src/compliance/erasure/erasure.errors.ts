import { DomainError } from '../../common/errors/domain.error.js';
import type { ErasureOutcome } from './erasure.types.js';

type Refusal = Exclude<ErasureOutcome['kind'], 'erased' | 'unknown_patient'>;

const WHY: Record<Refusal, string> = {
  already_erased: 'the patient was erased before',
  on_legal_hold: 'a legal hold covers the patient, one of their calls, or the clinic',
  visits_to_come: 'the patient has visits to come: cancel them first',
  in_call: 'the patient is on the phone',
};

/** What speaks against erasing a patient now: the last part of the code says it. */
export class ErasureRefusedError extends DomainError {
  readonly code: `compliance/${Refusal}`;
  readonly kind = 'conflict';

  constructor(refusal: Refusal) {
    super(WHY[refusal]);
    this.code = `compliance/${refusal}`;
  }
}

/** The clinic has erased no such patient. */
export class ErasureNotFoundError extends DomainError {
  readonly code = 'compliance/erasure_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such patient was erased');
  }
}

/** After everything was erased, something of the person was still there: nothing has been changed. A fault of ours. */
export class ErasureIncompleteError extends DomainError {
  readonly code = 'compliance/erasure_incomplete';
  readonly kind = 'unavailable';

  constructor(keepers: readonly string[]) {
    super(`not everything was erased: ${keepers.join(', ')}`);
  }
}
