import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import {
  ACCESS_METADATA,
  type Access,
  type IdentifiedRequest,
  type Principal,
} from '../common/http/access.decorators.js';
import type { Scope } from '../common/http/access.policy.js';
import {
  AccessUndeclaredError,
  ScopeMissingError,
  SecondFactorNeededError,
  SessionNeededError,
} from './auth.errors.js';
import { Identification } from './identification.service.js';

/** Lets a request in as its route declares, and nobody where a route declares nothing. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly identification: Identification,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const route = context.getHandler();
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS_METADATA, [route, context.getClass()]);
    if (access === undefined) throw new AccessUndeclaredError([route.name]);
    if (access === 'public') return true;
    const request = context.switchToHttp().getRequest<Request & IdentifiedRequest>();
    const principal = await this.identification.identify(request);
    refuseUnless(access, principal);
    request.principal = principal;
    return true;
  }
}

function refuseUnless(access: Exclude<Access, 'public'>, { scopes, sessionId }: Principal): void {
  if (access === 'session') {
    if (sessionId === null) throw new SessionNeededError();
    return;
  }
  const isHeld = (scope: Scope) => scopes.includes(scope);
  if ('oneOf' in access ? access.oneOf.some(isHeld) : access.every(isHeld)) return;
  // Every role has some scopes: a session without any waits for its second factor.
  if (sessionId !== null && scopes.length === 0) throw new SecondFactorNeededError();
  if ('oneOf' in access) throw new ScopeMissingError(access.oneOf, ' or ');
  throw new ScopeMissingError(access.filter((scope) => !isHeld(scope)));
}
