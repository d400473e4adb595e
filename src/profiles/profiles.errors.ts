import { DomainError } from '../common/errors/domain.error.js';
import type { ProfileStatus } from './agent-profile.types.js';

/** The clinic has no such version. Raised by the API; another clinic's version answers the same. */
export class ProfileNotFoundError extends DomainError {
  readonly code = 'profiles/not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such version');
  }
}

/** Only drafts are changed, deleted and published. Raised by the API; make a new draft from the version instead. */
export class NotADraftError extends DomainError {
  readonly code = 'profiles/not_a_draft';
  readonly kind = 'conflict';

  constructor(version: number, status: ProfileStatus) {
    super(`version ${version} is ${status}, and no draft`);
  }
}

/** A deleted draft can't be tried. Raised by the API; make a new draft from it instead. */
export class ProfileDiscardedError extends DomainError {
  readonly code = 'profiles/discarded';
  readonly kind = 'conflict';

  constructor(version: number) {
    super(`version ${version} was deleted`);
  }
}

/** Only a version that calls have used before is published again. Raised by the API; drafts are published. */
export class NotRetiredError extends DomainError {
  readonly code = 'profiles/not_retired';
  readonly kind = 'conflict';

  constructor(version: number, status: ProfileStatus) {
    super(`version ${version} is ${status}, and none of before`);
  }
}
