import { DomainError } from '../common/errors/domain.error.js';

/** A webhook whose signature is missing or does not cover what was sent. Raised before anything is read or written. */
export class ForgedWebhookError extends DomainError {
  readonly code = 'carrier/forged_webhook';
  readonly kind = 'forbidden';

  constructor() {
    super('the signature does not match');
  }
}

/** Too many requests from one address whose signature did not match. Raised in place of `carrier/forged_webhook`. */
export class TooManyForgeriesError extends DomainError {
  readonly code = 'carrier/too_many_forgeries';
  readonly kind = 'rate_limited';

  constructor(override readonly retryAfterSeconds: number) {
    super('too many requests without a valid signature');
  }
}

/**
 * The carrier's REST API did not do what was asked.
 * - `rejected`: it said no, and would say so again.
 * - `busy`: it did nothing because too much was asked at once.
 * - `uncertain`: no answer, or a fault on its side; what was asked may have been done.
 */
export class CarrierRequestError extends DomainError {
  readonly code = 'carrier/request_failed';
  readonly kind = 'unavailable';
  override readonly retryable: boolean;

  constructor(
    readonly failure: 'rejected' | 'busy' | 'uncertain',
    /** The carrier's own number for it, e.g. 21610 for somebody who does not want texts; null when it gave none. */
    readonly carrierCode: number | null,
    options?: ErrorOptions,
  ) {
    super(`the carrier's API: ${failure}${carrierCode === null ? '' : ` (${carrierCode})`}`, options);
    this.retryable = failure !== 'rejected';
  }
}

/**
 * Why the account could not be asked or changed.
 * - `bad_keys`: the account and its token don't belong together, or the account is gone.
 * - `not_found`, `refused`: it understood, and said no.
 * - `busy`, `down`: not now.
 * - `unreachable`, `no_answer`: the network between.
 */
export type AccountTrouble = 'bad_keys' | 'not_found' | 'refused' | 'busy' | 'down' | 'unreachable' | 'no_answer';

/** The carrier's API did not tell about the account, or did not change it. */
export class AccountRequestError extends DomainError {
  readonly code = 'carrier/account_request_failed';
  readonly kind = 'unavailable';

  constructor(
    readonly trouble: AccountTrouble,
    /** The carrier's own number for it; null when it gave none. */
    readonly carrierCode: number | null,
  ) {
    super(`the carrier's account: ${trouble}${carrierCode === null ? '' : ` (${carrierCode})`}`);
  }
}
