import type { Temporal } from 'temporal-polyfill';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Seconds between a try that failed and the next, as Standard Webhooks proposes: ten tries within a little more than three days. */
const PAUSES_SECONDS = [
  5,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/** So much longer at most, in parts of a pause: what failed together need not come back together. */
const MAX_JITTER = 0.1;

const GIVEN_UP_AFTER_HOURS = 5 * 24;

/**
 * When a delivery is tried again; null when it was tried often enough.
 *
 * @param attempt the one that failed, counted from 1
 * @param jitter from 0 to 1
 */
export function nextTryAt(attempt: number, failedAt: Temporal.Instant, jitter: number): Temporal.Instant | null {
  const pause = PAUSES_SECONDS[attempt - 1];
  if (pause === undefined) return null;
  return failedAt.add({ milliseconds: Math.round(pause * 1000 * (1 + jitter * MAX_JITTER)) });
}

/** Whether an endpoint that failed again has done nothing else for days. */
export const isGivenUp = (failingSince: Temporal.Instant | null, now: Temporal.Instant): boolean =>
  failingSince !== null && failingSince.until(now).total('hours') >= GIVEN_UP_AFTER_HOURS;
