import { DomainError } from '../common/errors/domain.error.js';

/** A webhook whose signature is missing or does not cover what was sent. Raised before anything is read or written. */
export class ForgedWebhookError extends DomainError {
  readonly code = 'telephony/forged_webhook';
  readonly kind = 'forbidden';

  constructor() {
    super('the signature does not match');
  }
}

/** An incoming-call webhook for a call that is over: a genuine one comes once, when the phone rings. */
export class ReplayedWebhookError extends DomainError {
  readonly code = 'telephony/replayed_webhook';
  readonly kind = 'forbidden';

  constructor() {
    super('this call is over');
  }
}
