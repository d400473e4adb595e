import { createHmac } from 'node:crypto';
import type { Clock } from '../../common/clock/clock.js';
import { CarrierError } from './carrier.errors.js';

/** From the first connection attempt to the end of the answer. */
const ANSWER_TIMEOUT_MS = 15_000;

export type FormFields = Record<string, string>;

/**
 * The signature of a request: HMAC-SHA1 over the url as configured, followed by each form field's name and value in the
 * order of the names. Empty values count; media sockets sign their url alone.
 */
export function signRequest(authToken: string, url: string, fields: FormFields = {}): string {
  const signed = Object.keys(fields)
    .sort()
    .reduce((text, name) => text + name + fields[name], url);
  return createHmac('sha1', authToken).update(signed, 'utf8').digest('base64');
}

export interface WebhookAnswer {
  status: number;
  contentType: string;
  body: string;
}

/** Posts webhooks: signed for the public url, sent to wherever that url is really served. */
export class WebhookClient {
  constructor(
    private readonly authToken: string,
    private readonly reach: (publicUrl: string) => string,
    private readonly clock: Clock,
    /** 32 hex digits: names a request over its retries. */
    private readonly newToken: () => string,
  ) {}

  /**
   * One attempt, redirects not followed. `signature` replaces the true one, for tests that forge.
   *
   * @throws CarrierError 11205 when no answer is had within 15 s.
   */
  async post(configuredUrl: string, fields: FormFields, signature?: string): Promise<WebhookAnswer> {
    const url = withoutFragment(configuredUrl);
    const timeout = new AbortController();
    const cancel = this.clock.after(ANSWER_TIMEOUT_MS, () => timeout.abort());
    try {
      const response = await fetch(this.reach(url), {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
          'user-agent': 'TwilioProxy/1.1',
          'x-twilio-signature': signature ?? signRequest(this.authToken, url, fields),
          'i-twilio-idempotency-token': this.newToken(),
        },
        body: new URLSearchParams(fields).toString(),
        redirect: 'manual',
        signal: timeout.signal,
      });
      const contentType = response.headers.get('content-type') ?? '';
      return { status: response.status, contentType, body: await response.text() };
    } catch (error) {
      throw new CarrierError(11205, timeout.signal.aborted ? 'no answer within 15 s' : reasonOf(error));
    } finally {
      cancel();
    }
  }

  /**
   * Fetches a TwiML document.
   *
   * @throws CarrierError 11200 for an error status, 11205 for no answer, 12300 for an answer that is not XML.
   */
  async fetchDocument(url: string, fields: FormFields): Promise<string> {
    const { status, contentType, body } = await this.post(url, fields);
    if (status < 200 || status > 299) throw new CarrierError(11200, `HTTP ${status}`);
    if (!/^(text|application)\/xml\b/i.test(contentType)) throw new CarrierError(12300, contentType || 'none');
    return body;
  }
}

/** `#rc=2&rt=5000` tunes the carrier's connection; it is neither sent nor signed. */
const withoutFragment = (url: string): string => url.split('#', 1)[0] ?? url;

/** The network's own word for what happened, such as ECONNREFUSED. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'connection failed';
}
