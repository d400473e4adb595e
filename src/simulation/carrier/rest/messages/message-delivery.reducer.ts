import type { DeliveryErrorCode, DeliveryOutcome, MessageStatus } from './message.types.js';

export interface DeliveryStep {
  status: MessageStatus;
  errorCode: DeliveryErrorCode | null;
}

/** Where an outgoing text is next, or null where it stays. A text that fails never leaves the carrier. */
export function nextStep(status: MessageStatus, outcome: DeliveryOutcome): DeliveryStep | null {
  switch (status) {
    case 'queued':
      if (outcome.kind === 'failed') return { status: 'failed', errorCode: outcome.errorCode };
      return { status: 'sending', errorCode: null };
    case 'sending':
      return { status: 'sent', errorCode: null };
    case 'sent':
      if (outcome.kind === 'undelivered') return { status: 'undelivered', errorCode: outcome.errorCode };
      return outcome.kind === 'delivered' ? { status: 'delivered', errorCode: null } : null;
    default:
      return null;
  }
}
