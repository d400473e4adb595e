import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { ACCESS_METADATA, type Access, type IdentifiedRequest } from '../common/http/access.decorators.js';
import { hashApiKey } from './api-key.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { AccessUndeclaredError, ApiKeyInvalidError } from './auth.errors.js';

/** Lets a request in as its route declares, and nobody where a route declares nothing. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly keys: ApiKeysRepository,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const route = context.getHandler();
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS_METADATA, [route, context.getClass()]);
    if (access === 'public') return true;
    if (access !== 'api_key') throw new AccessUndeclaredError([route.name]);
    await this.identify(context.switchToHttp().getRequest<Request & IdentifiedRequest>());
    return true;
  }

  private async identify(request: Request & IdentifiedRequest): Promise<void> {
    const key = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const principal = key ? await this.keys.findLive(hashApiKey(key)) : null;
    if (!principal) throw new ApiKeyInvalidError();
    request.principal = principal;
  }
}
