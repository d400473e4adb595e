import type { Temporal } from 'temporal-polyfill';

export type MessageStatus =
  'queued' | 'sending' | 'sent' | 'delivered' | 'undelivered' | 'failed' | 'canceled' | 'received';

/** One text. `body` is emptied when the text is redacted; `segments` stay. */
export interface Message {
  /** `SM` and 32 hex digits. */
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  readonly direction: 'inbound' | 'outbound-api' | 'outbound-reply';
  readonly segments: number;
  readonly statusCallback: string | null;
  readonly createdAt: Temporal.Instant;
  body: string;
  status: MessageStatus;
  errorCode: DeliveryErrorCode | null;
  updatedAt: Temporal.Instant;
  sentAt: Temporal.Instant | null;
}

/** Why a text didn't arrive, by the vendor's dictionary. */
export const DELIVERY_ERRORS = {
  30003: 'Unreachable destination handset',
  30004: 'Message blocked',
  30005: 'Unknown destination handset',
  30006: 'Landline or unreachable carrier',
  30007: 'Message filtered',
  30008: 'Unknown error',
  30034: 'Message from an unregistered number',
} as const;

export type DeliveryErrorCode = keyof typeof DELIVERY_ERRORS;

/** What becomes of a text to a number. With `unconfirmed` it stays `sent`: no word ever comes from the handset. */
export type DeliveryOutcome =
  | { kind: 'delivered' }
  | { kind: 'undelivered'; errorCode: DeliveryErrorCode }
  | { kind: 'failed'; errorCode: DeliveryErrorCode }
  | { kind: 'unconfirmed' };

/**
 * How a text's status callbacks come: each as it happens and one at a time; each twice; the last first, once all is known;
 * only when a test releases them; not at all.
 */
export type ReceiptOrder = 'in_order' | 'repeated' | 'reversed' | 'held' | 'withheld';

/** How a number behaves as a recipient. */
export interface RecipientBehaviour {
  outcome: DeliveryOutcome;
  receipts: ReceiptOrder;
}
