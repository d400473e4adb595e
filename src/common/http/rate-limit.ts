import { RateLimiterRes, type RateLimiterMemory } from 'rate-limiter-flexible';

/** How much of a limit is left. */
export interface Allowance {
  allowed: boolean;
  /** Requests that may still come until the window ends. */
  remaining: number;
  /** Until the window ends. */
  resetSeconds: number;
}

/** Counts one more try. */
export async function take(limiter: RateLimiterMemory, name: string): Promise<Allowance> {
  try {
    return allowanceOf(await limiter.consume(name), true);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return allowanceOf(refused, false);
  }
}

/** Counts one more try. Null while there may be more; else after how many seconds the next one may be. */
export async function secondsToWait(limiter: RateLimiterMemory, name: string): Promise<number | null> {
  const { allowed, resetSeconds } = await take(limiter, name);
  return allowed ? null : resetSeconds;
}

const allowanceOf = ({ remainingPoints, msBeforeNext }: RateLimiterRes, allowed: boolean): Allowance => ({
  allowed,
  remaining: Math.max(0, remainingPoints),
  resetSeconds: Math.ceil(msBeforeNext / 1000),
});
