import { createHmac } from 'node:crypto';
import type { Clock } from '../../common/clock/clock.js';
import { CarrierError } from './carrier.errors.js';
import { readWebhookAddress, type RetryReason } from './webhook-address.policy.js';

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
  body: Buffer;
}

export interface PostOptions {
  /** Replaces the true signature, for tests that forge. */
  signature?: string;
  /** The first answer is lost on its way: the request comes again under the same idempotency token. */
  answerLostOnce?: boolean;
}

/** The connection was there, and was lost before the answer: counts as an answer that was not had in time. */
const BROKEN_OFF = new Set(['ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE']);

interface Attempt {
  url: string;
  init: RequestInit;
  timeoutMs: number;
}

/** Sends webhooks: signed for the public url, sent to wherever that url is really served. Redirects are not followed. */
export class WebhookClient {
  constructor(
    private readonly authToken: string,
    private readonly reach: (publicUrl: string) => string,
    private readonly clock: Clock,
    /** 32 hex digits: names a request over its retries. */
    private readonly newToken: () => string,
  ) {}

  /**
   * Retries as the fragment of the address says. The last answer counts, an error status included.
   *
   * @throws CarrierError 11205 when no answer is had within 15 s.
   */
  async post(configuredUrl: string, fields: FormFields, options: PostOptions = {}): Promise<WebhookAnswer> {
    const { url } = readWebhookAddress(configuredUrl);
    const init: RequestInit = {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
        ...this.headers(options.signature ?? signRequest(this.authToken, url, fields)),
      },
      body: new URLSearchParams(fields).toString(),
    };
    if (options.answerLostOnce === true) await this.request(configuredUrl, init);
    return this.request(configuredUrl, init);
  }

  /**
   * Fetches a TwiML document.
   *
   * @throws CarrierError 11200 for an error status, 11205 for no answer, 12300 for an answer that is not XML.
   */
  async fetchDocument(url: string, fields: FormFields, options: PostOptions = {}): Promise<string> {
    const { contentType, body } = requireSuccess(await this.post(url, fields, options));
    if (!/^(text|application)\/xml\b/i.test(contentType)) throw new CarrierError(12300, contentType || 'none');
    return body.toString('utf8');
  }

  /**
   * Fetches what `<Play>` names.
   *
   * @throws CarrierError 11200 for an error status, 11205 for no answer.
   */
  async fetchMedia(configuredUrl: string): Promise<WebhookAnswer> {
    const { url } = readWebhookAddress(configuredUrl);
    const init = { method: 'GET', headers: this.headers(signRequest(this.authToken, url)) };
    return requireSuccess(await this.request(configuredUrl, init));
  }

  private headers(signature: string): Record<string, string> {
    return {
      // A kept connection breaks when the process behind it dies, although another process would take a new one.
      connection: 'close',
      'user-agent': 'TwilioProxy/1.1',
      'x-twilio-signature': signature,
      'i-twilio-idempotency-token': this.newToken(),
    };
  }

  private async request(configuredUrl: string, init: RequestInit): Promise<WebhookAnswer> {
    const { url, retries, retriedAfter, readTimeoutMs, totalTimeoutMs } = readWebhookAddress(configuredUrl);
    const lastMs = this.clock.nowMs() + totalTimeoutMs;
    for (let left = retries; ; left--) {
      const timeoutMs = Math.min(readTimeoutMs, lastMs - this.clock.nowMs());
      const outcome = await this.attempt({ url, init, timeoutMs });
      const again = left > 0 && outcome.reason && retriedAfter.has(outcome.reason) && this.clock.nowMs() < lastMs;
      if (again) continue;
      if ('answer' in outcome) return outcome.answer;
      throw new CarrierError(11205, outcome.detail);
    }
  }

  private async attempt({
    url,
    init,
    timeoutMs,
  }: Attempt): Promise<{ reason: RetryReason | null } & ({ answer: WebhookAnswer } | { detail: string })> {
    const timeout = new AbortController();
    const cancel = this.clock.after(timeoutMs, () => timeout.abort());
    try {
      const response = await fetch(this.reach(url), { ...init, redirect: 'manual', signal: timeout.signal });
      const contentType = response.headers.get('content-type') ?? '';
      const answer = { status: response.status, contentType, body: Buffer.from(await response.arrayBuffer()) };
      return { reason: answer.status >= 500 ? '5xx' : answer.status >= 400 ? '4xx' : null, answer };
    } catch (error) {
      if (timeout.signal.aborted) return { reason: 'rt', detail: `no answer within ${timeoutMs} ms` };
      const detail = reasonOf(error);
      return { reason: BROKEN_OFF.has(detail) ? 'rt' : 'ct', detail };
    } finally {
      cancel();
    }
  }
}

function requireSuccess(answer: WebhookAnswer): WebhookAnswer {
  if (answer.status < 200 || answer.status > 299) throw new CarrierError(11200, `HTTP ${answer.status}`);
  return answer;
}

/** The network's own word for what happened, such as ECONNREFUSED. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'connection failed';
}
