import { DomainError } from '../common/errors/domain.error.js';

/** The clinic has no such endpoint or delivery (any more). */
export class WebhookNotFoundError extends DomainError {
  readonly code = 'webhooks/not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such endpoint or delivery');
  }
}

/** A clinic has all the endpoints it can have. Remove one. */
export class TooManyWebhooksError extends DomainError {
  readonly code = 'webhooks/too_many';
  readonly kind = 'conflict';

  constructor(max: number) {
    super(`a clinic has at most ${max} endpoints`);
  }
}

/** Nothing is sent to an endpoint that is switched off. Raised when something is to be sent to it by hand. */
export class WebhookInactiveError extends DomainError {
  readonly code = 'webhooks/inactive';
  readonly kind = 'conflict';

  constructor() {
    super('the endpoint is switched off');
  }
}

/** A delivery that is still being tried can't be had again. */
export class DeliveryPendingError extends DomainError {
  readonly code = 'webhooks/delivery_pending';
  readonly kind = 'conflict';

  constructor() {
    super('the delivery is still being tried');
  }
}
