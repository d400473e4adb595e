import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { Clock } from '../common/clock/clock.js';
import {
  ACCESS_METADATA,
  type Access,
  type IdentifiedRequest,
  type Principal,
} from '../common/http/access.decorators.js';
import type { Scope } from '../common/http/access.policy.js';
import { shownPath } from '../common/http/problem.filter.js';
import { currentRequest } from '../common/http/request-id.js';
import { errorFields, Logger } from '../common/logging/logger.js';
import { Refusals } from '../compliance/refusals.service.js';
import {
  AccessUndeclaredError,
  ApiKeyInvalidError,
  ForeignRequestError,
  ScopeMissingError,
  SecondFactorNeededError,
  SessionInvalidError,
  SessionNeededError,
  type Lapsed,
} from './auth.errors.js';
import { Identification } from './identification.service.js';

/** Lets a request in as its route declares, and nobody where a route declares nothing. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly identification: Identification,
    private readonly refusals: Refusals,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const route = context.getHandler();
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS_METADATA, [route, context.getClass()]);
    if (access === undefined) throw new AccessUndeclaredError([route.name]);
    if (access === 'public') return true;
    const request = context.switchToHttp().getRequest<Request & IdentifiedRequest>();
    const principal = await this.identification.identify(request).catch((error: unknown) => {
      this.watchUnidentified(request, error);
      throw error;
    });
    this.watch(request, principal);
    refuseUnless(access, principal);
    request.principal = principal;
    request.mayStillAsk = async () => {
      const now = await this.identification.look(request);
      return now?.clinicId === principal.clinicId && isEnough(access, now);
    };
    return true;
  }

  /** Whoever has a key or session that was good once is known, and so is whose session another page has made use of. */
  private watchUnidentified(request: GuardedRequest, error: unknown): void {
    if (error instanceof ApiKeyInvalidError || error instanceof SessionInvalidError) {
      if (error.lapsed) this.watch(request, error.lapsed);
    } else if (error instanceof ForeignRequestError) {
      request.wasRefused = (answer) => {
        const refused = refusalOf(request, answer);
        void this.identification.look(request).then(
          (whose) => whose && this.note(whose, refused),
          (lost: unknown) => this.log.error('audit.refusals_lost', errorFields(lost)),
        );
      };
    }
  }

  /** From now on it stands in the audit trail when the request is refused, by this guard or by its route. */
  private watch(request: GuardedRequest, whose: Whose): void {
    request.wasRefused = (answer) => this.note(whose, refusalOf(request, answer));
  }

  private note({ clinicId, actor, why }: Whose, refused: ReturnType<typeof refusalOf>): void {
    this.refusals.note({ clinicId, actor, why: why ?? null, at: this.clock.now(), ...refused });
  }
}

type GuardedRequest = Request & IdentifiedRequest;
type Whose = Pick<Principal, 'clinicId' | 'actor'> & Partial<Pick<Lapsed, 'why'>>;

/** What names a record and says nothing else: other parts of an address may be a number, or whatever somebody has typed. */
const RECORD_ID = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Z]{2}[0-9a-f]{32})$/i;

function refusalOf(request: GuardedRequest, { status, code }: { status: number; code: string }) {
  const { address = null, requestId = null } = currentRequest() ?? {};
  const ids = Object.values(request.params).filter((value) => typeof value === 'string' && RECORD_ID.test(value));
  const asked = (ids.at(-1) as string | undefined) ?? null;
  return { address, requestId, method: request.method, route: shownPath(request), asked, status, code };
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
