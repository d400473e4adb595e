import { DomainError } from '../common/errors/domain.error.js';

/** An incoming-call webhook for a call that is over: a genuine one comes once, when the phone rings. */
export class ReplayedWebhookError extends DomainError {
  readonly code = 'telephony/replayed_webhook';
  readonly kind = 'forbidden';

  constructor() {
    super('this call is over');
  }
}

/** Somebody answered a call of ours and no agent can talk to them. Raised for outbound calls, which then apologise. */
export class NoAgentError extends DomainError {
  readonly code = 'telephony/no_agent';
  readonly kind = 'unavailable';

  constructor() {
    super('no agent can take the call');
  }
}

/** This process ends. Whoever is asked next, at the same address, is another one, unless there is none. */
export class DrainingError extends DomainError {
  readonly code = 'telephony/draining';
  readonly kind = 'unavailable';

  constructor() {
    super('this process takes no more calls');
  }
}
