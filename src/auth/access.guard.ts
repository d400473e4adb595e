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
    request.mayStillAsk = async () => {
      const now = await this.identification.look(request);
      return now?.clinicId === principal.clinicId && isEnough(access, now);
    };
    return true;
  }
}

const isEnough = (access: Exclude<Access, 'public'>, { scopes, sessionId }: Principal): boolean =>
  access === 'session' ? sessionId !== null : hasScopesFor(access, scopes);

function hasScopesFor(access: readonly Scope[] | { oneOf: readonly Scope[] }, held: readonly Scope[]): boolean {
  const isHeld = (scope: Scope) => held.includes(scope);
  return 'oneOf' in access ? access.oneOf.some(isHeld) : access.every(isHeld);
}

function refuseUnless(access: Exclude<Access, 'public'>, { scopes, sessionId }: Principal): void {
  if (access === 'session') {
    if (sessionId === null) throw new SessionNeededError();
    return;
  }
  if (hasScopesFor(access, scopes)) return;
  // Every role has some scopes: a session without any waits for its second factor.
  if (sessionId !== null && scopes.length === 0) throw new SecondFactorNeededError();
  if ('oneOf' in access) throw new ScopeMissingError(access.oneOf, ' or ');
  throw new ScopeMissingError(access.filter((scope) => !scopes.includes(scope)));
}
