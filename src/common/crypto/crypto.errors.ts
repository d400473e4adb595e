import { DomainError } from '../errors/domain.error.js';

/** Something was sealed under a key that ENCRYPTION_KEYS does not have. Raised at start-up, before anybody is served. */
export class EncryptionKeyMissingError extends DomainError {
  readonly code = 'crypto/key_missing';
  readonly kind = 'unavailable';

  constructor(keyId: string) {
    super(`ENCRYPTION_KEYS has no key "${keyId}", under which the database was sealed`);
  }
}

/** A sealed value does not open: the key of that name is another one, or the value was changed or moved to another place. */
export class SealBrokenError extends DomainError {
  readonly code = 'crypto/seal_broken';
  readonly kind = 'unavailable';

  constructor(place: string) {
    super(`what is sealed in ${place} does not open`);
  }
}

/** A query can't be sealed as it is written. Always a bug: the message says what the query must name. */
export class SealingQueryError extends DomainError {
  readonly code = 'crypto/query_unsealable';
  readonly kind = 'unavailable';
}
