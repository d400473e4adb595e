import { createHash } from 'node:crypto';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { TooManyRequestsError } from './http.errors.js';
import { secondsToWait } from './rate-limit.js';

/** Fifty a second are more than an integration needs that polls, and keep one that is stuck from slowing down the calls. */
const MAX_PER_CREDENTIAL = 3000;
/** Practices share an address, and a DSO's office may have many. */
const MAX_PER_ADDRESS = 12_000;
const WITHIN_SECONDS = 60;

/**
 * How often somebody may ask this process, before anybody looks at who they are: by credential and by address. Only the API:
 * the carrier's webhooks have their own limit, for forged ones, and probes are the operator's.
 */
@Injectable()
export class RequestLimitsGuard implements CanActivate {
  private readonly byCredential = new RateLimiterMemory({ points: MAX_PER_CREDENTIAL, duration: WITHIN_SECONDS });
  private readonly byAddress = new RateLimiterMemory({ points: MAX_PER_ADDRESS, duration: WITHIN_SECONDS });

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    if (!request.path.startsWith('/api/')) return true;
    const credential = request.headers.authorization ?? request.headers.cookie;
    await take(this.byAddress, request.ip ?? '');
    if (credential !== undefined) await take(this.byCredential, digest(credential));
    return true;
  }
}

async function take(limiter: RateLimiterMemory, name: string): Promise<void> {
  const seconds = await secondsToWait(limiter, name);
  if (seconds !== null) throw new TooManyRequestsError(seconds);
}

/** Secrets are not kept in memory longer than a request. */
const digest = (credential: string): string => createHash('sha256').update(credential).digest('base64');
