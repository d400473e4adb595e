import { RateLimiterRes, type RateLimiterMemory } from 'rate-limiter-flexible';

/** Counts one more try. Null while there may be more; else after how many seconds the next one may be. */
export async function secondsToWait(limiter: RateLimiterMemory, name: string): Promise<number | null> {
  try {
    await limiter.consume(name);
    return null;
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return Math.ceil(refused.msBeforeNext / 1000);
  }
}
