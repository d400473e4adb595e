import { DomainError } from '../common/errors/domain.error.js';

/** A webhook whose signature is missing or does not cover what was sent. Raised before anything is read or written. */
export class ForgedWebhookError extends DomainError {
  readonly code = 'carrier/forged_webhook';
  readonly kind = 'forbidden';

  constructor() {
    super('the signature does not match');
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
