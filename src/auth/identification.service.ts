import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Principal } from '../common/http/access.decorators.js';
import { bearerToken } from '../common/http/bearer.policy.js';
import { cookieForm, cookieValue } from '../common/http/session-cookie.policy.js';
import { AppConfig } from '../config/app-config.js';
import { ApiKeys } from './api-keys.service.js';
import { ApiKeyInvalidError, ForeignRequestError } from './auth.errors.js';
import { isForeign } from './csrf.policy.js';
import { Sessions } from './sessions.service.js';

/** Finds out on whose behalf a request is made. */
@Injectable()
export class Identification {
  private readonly cookieName: string;

  constructor(
    private readonly keys: ApiKeys,
    private readonly sessions: Sessions,
    private readonly config: AppConfig,
  ) {
    this.cookieName = cookieForm(config.publicUrl).name;
  }

  /**
   * By its API key, or else by its session.
   *
   * @throws ApiKeyInvalidError, SessionInvalidError, ForeignRequestError
   */
  async identify(request: Request): Promise<Principal> {
    const token = this.sessionToken(request);
    if (request.headers.authorization === undefined && token !== null) {
      this.refuseForeign(request);
      return this.sessions.identify(token);
    }
    const key = bearerToken(request.headers.authorization);
    if (!key) throw new ApiKeyInvalidError();
    return this.keys.identify(key);
  }

  /** By the same, for a request that was let in a while ago; null when its key or session is none any more. */
  async look(request: Request): Promise<Principal | null> {
    const token = request.headers.authorization === undefined ? this.sessionToken(request) : null;
    if (token !== null) return this.sessions.look(token);
    const key = bearerToken(request.headers.authorization);
    if (key === undefined) return null;
    return this.keys.identify(key).catch((error: unknown) => {
      if (error instanceof ApiKeyInvalidError) return null;
      throw error;
    });
  }

  /** What the cookie holds. */
  sessionToken(request: Request): string | null {
    return cookieValue(request.headers.cookie, this.cookieName);
  }

  /** @throws ForeignRequestError */
  refuseForeign(request: Request): void {
    const provenance = {
      method: request.method,
      fetchSite: request.get('sec-fetch-site'),
      origin: request.get('origin'),
      csrfHeader: request.get('x-crownline-csrf'),
    };
    if (isForeign(provenance, this.config.publicUrl)) throw new ForeignRequestError();
  }
}
