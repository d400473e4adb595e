import type { OutgoingStatus, TextNews } from './texts.types.js';

/** How far a text has come. News of a lower or equal rank is old, or comes again. */
const RANK: Record<OutgoingStatus, number> = {
  queued: 0,
  sending: 0,
  sent: 1,
  delivered: 2,
  undelivered: 2,
  failed: 2,
  suppressed: 2,
};

/** The states that news of this one may follow. Ends have none after them: receipts come late, twice and out of order. */
export const statesBefore = (status: OutgoingStatus): OutgoingStatus[] =>
  (Object.keys(RANK) as OutgoingStatus[]).filter((earlier) => RANK[earlier] < RANK[status]);

/** The carrier's word for the state of a text, as ours. Whatever else it may say means at least that it has the text. */
export function statusOfReceipt(messageStatus: string): Exclude<TextNews['status'], 'suppressed'> {
  switch (messageStatus) {
    case 'delivered':
    case 'read':
      return 'delivered';
    case 'undelivered':
      return 'undelivered';
    case 'failed':
    case 'canceled':
      return 'failed';
    default:
      return 'sent';
  }
}
