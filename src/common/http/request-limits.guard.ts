import { createHash } from 'node:crypto';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request, Response } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { isOfTheApi } from './api-paths.policy.js';
import { bearerToken } from './bearer.policy.js';
import { TooManyRequestsError } from './http.errors.js';
import { take, type Allowance } from './rate-limit.js';
import { sessionCookie } from './session-cookie.policy.js';

/** Fifty a second are more than an integration needs that polls, and keep one that is stuck from slowing down the calls. */
const MAX_PER_CREDENTIAL = 3000;
/** Practices share an address, and a DSO's office may have many. */
const MAX_PER_ADDRESS = 12_000;
const WITHIN_SECONDS = 60;

interface Limit {
  name: 'credential' | 'address';
  quota: number;
  limiter: RateLimiterMemory;
}

const limitOf = (name: Limit['name'], quota: number): Limit => ({
  name,
  quota,
  limiter: new RateLimiterMemory({ points: quota, duration: WITHIN_SECONDS }),
});

/**
 * How often somebody may ask this process, before anybody looks at who they are: by credential and by address. Only the API:
 * the carrier's webhooks have their own limit, for forged ones, and probes are the operator's. What is left stands in the
 * `RateLimit` headers of the IETF's draft (draft-ietf-httpapi-ratelimit-headers).
 */
@Injectable()
export class RequestLimitsGuard implements CanActivate {
  private readonly byCredential = limitOf('credential', MAX_PER_CREDENTIAL);
  private readonly byAddress = limitOf('address', MAX_PER_ADDRESS);

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    if (!isOfTheApi(request.path)) return true;
    const credential = credentialOf(request);
    tell(response, this.byAddress, await take(this.byAddress.limiter, request.ip ?? ''));
    if (credential !== null)
      tell(response, this.byCredential, await take(this.byCredential.limiter, digest(credential)));
    return true;
  }
}

/** The limit that was looked at last is told: a credential's own, where there is one. @throws TooManyRequestsError */
function tell(response: Response, { name, quota }: Limit, { allowed, remaining, resetSeconds }: Allowance): void {
  response.setHeader('RateLimit-Policy', `"${name}";q=${quota};w=${WITHIN_SECONDS}`);
  response.setHeader('RateLimit', `"${name}";r=${remaining};t=${resetSeconds}`);
  if (!allowed) throw new TooManyRequestsError(resetSeconds);
}

/** The key or the session's token itself: what stands beside it in a header is the client's to vary. */
const credentialOf = ({ headers: { authorization, cookie } }: Request): string | null =>
  authorization === undefined ? sessionCookie(cookie) : (bearerToken(authorization) ?? authorization);

/** Secrets are not kept in memory longer than a request. */
const digest = (credential: string): string => createHash('sha256').update(credential).digest('base64');
