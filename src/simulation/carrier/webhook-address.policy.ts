/** How the carrier goes about one webhook; tuned by the fragment of its address, which is neither sent nor signed. */
export interface WebhookAddress {
  url: string;
  /** Further attempts after the first one. */
  retries: number;
  retriedAfter: ReadonlySet<RetryReason>;
  /** For the answer, per attempt. */
  readTimeoutMs: number;
  /** For everything, retries included. */
  totalTimeoutMs: number;
}

/** No connection; no answer in time; an error status. */
export type RetryReason = 'ct' | 'rt' | '4xx' | '5xx';

const REASONS: readonly RetryReason[] = ['ct', 'rt', '4xx', '5xx'];
const LIMIT_MS = { least: 100, most: 15_000 };
const RETRIES = { preset: 1, most: 5 };

/** `https://clinic.example/voice#rc=2&rp=5xx,rt&rt=5000`. What makes no sense is left at its default. */
export function readWebhookAddress(configured: string): WebhookAddress {
  const [url = '', fragment = ''] = configured.split('#', 2);
  const options = new URLSearchParams(fragment);
  const policies = (options.get('rp') ?? 'ct').split(',');
  return {
    url,
    retries: Math.min(whole(options.get('rc')) ?? RETRIES.preset, RETRIES.most),
    retriedAfter: new Set(REASONS.filter((reason) => policies.includes(reason) || policies.includes('all'))),
    readTimeoutMs: timeout(options.get('rt')),
    totalTimeoutMs: timeout(options.get('tt')),
  };
}

const timeout = (given: string | null): number =>
  Math.max(LIMIT_MS.least, Math.min(whole(given) ?? LIMIT_MS.most, LIMIT_MS.most));

const whole = (given: string | null): number | null => (given !== null && /^\d+$/.test(given) ? Number(given) : null);
