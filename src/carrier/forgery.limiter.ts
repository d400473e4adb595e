import { Injectable } from '@nestjs/common';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { secondsToWait } from '../common/http/rate-limit.js';

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
  count(address: string): Promise<number | null> {
    return secondsToWait(this.tries, address);
  }
}
