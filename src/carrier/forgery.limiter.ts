import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** A wrong signature is somebody's slip in a proxy's configuration, or an attack: nobody needs more tries a minute. */
const MAX_FORGED = 30;
const WITHIN_SECONDS = 60;

/**
 * Counts requests with a missing or wrong signature by the address they come from. Signed ones are never counted: the
 * carrier's addresses are shared by all of its customers.
 */
@Injectable()
export class ForgeryLimiter {
  private readonly tries = new RateLimiterMemory({ points: MAX_FORGED, duration: WITHIN_SECONDS });

  /** Null while the address may go on; else the seconds it has to wait. */
  async count(address: string): Promise<number | null> {
    try {
      await this.tries.consume(address);
      return null;
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      return Math.ceil(refused.msBeforeNext / 1000);
    }
  }
}
