import type { Temporal } from 'temporal-polyfill';

/** What is tried against: somebody's password, whatever comes from one network address, and somebody's second factor. */
export type TriedThing = 'email' | 'address' | 'code';

export interface Tries {
  failures: number;
  lastAt: Temporal.Instant;
  lockedUntil: Temporal.Instant | null;
}

interface Limit {
  /** The failure that locks for the first time; each one after it locks twice as long. */
  lockingFailure: number;
  maxLockSeconds: number;
}

const FIRST_LOCK_SECONDS = 60;
const FORGOTTEN_AFTER_HOURS = 24;

const LIMITS: Record<TriedThing, Limit> = {
  // Whoever locks out somebody else on purpose keeps them out for a quarter of an hour at most.
  email: { lockingFailure: 5, maxLockSeconds: 15 * 60 },
  // Practices share an address.
  address: { lockingFailure: 30, maxLockSeconds: 60 * 60 },
  code: { lockingFailure: 5, maxLockSeconds: 15 * 60 },
};

/**
 * Counts a try as a failure before it is known to be one, so that tries at the same time do not all see the count from before
 * them. One that succeeds is taken back. Nothing is counted while the lock holds, which so ends in any case.
 */
export function countTry(
  before: Tries | null,
  thing: TriedThing,
  now: Temporal.Instant,
): { allowed: boolean; after: Tries } {
  if (before?.lockedUntil && now.epochMilliseconds < before.lockedUntil.epochMilliseconds) {
    return { allowed: false, after: before };
  }
  const isForgotten =
    !before || before.lastAt.add({ hours: FORGOTTEN_AFTER_HOURS }).epochMilliseconds <= now.epochMilliseconds;
  const failures = (isForgotten ? 0 : before.failures) + 1;
  const lockSeconds = lockAfter(failures, LIMITS[thing]);
  const lockedUntil = lockSeconds === 0 ? null : now.add({ seconds: lockSeconds });
  return { allowed: true, after: { failures, lastAt: now, lockedUntil } };
}

function lockAfter(failures: number, { lockingFailure, maxLockSeconds }: Limit): number {
  if (failures < lockingFailure) return 0;
  return Math.min(FIRST_LOCK_SECONDS * 2 ** (failures - lockingFailure), maxLockSeconds);
}

/** Counts of before this instant say nothing any more. */
export const forgottenBefore = (now: Temporal.Instant): Temporal.Instant =>
  now.subtract({ hours: FORGOTTEN_AFTER_HOURS });
