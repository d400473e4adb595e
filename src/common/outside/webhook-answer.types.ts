/**
 * Why a try failed. `refused`: another status than 2xx, 3xx (`redirected`, which is not followed) or 410 (`gone`). There was no
 * answer: `timed_out`, `unreachable`, `tls` (its certificate is not good), or `forbidden_address` (its name leads to a network that
 * is not public).
 */
export const WEBHOOK_TROUBLES = [
  'refused',
  'gone',
  'redirected',
  'timed_out',
  'unreachable',
  'tls',
  'forbidden_address',
] as const;
export type WebhookTrouble = (typeof WEBHOOK_TROUBLES)[number];

/** What came back. Nothing of an answer is kept but its status. */
export interface WebhookAnswer {
  statusCode: number | null;
  /** Null when it went well. */
  error: WebhookTrouble | null;
}
