import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth } from '@nestjs/swagger';
import type { ClinicId } from '../ids/ids.js';
import type { Scope } from './access.policy.js';
import { ApiProblems } from './problem.decorators.js';

/** On whose behalf a request is made. */
export interface Principal {
  clinicId: ClinicId;
  /** Who is named in the audit trail: the id of an API key, or of somebody's account. */
  actor: {
    kind: 'api_key' | 'staff';
    id: string;
    /** While access beyond the role is open: stands with every entry of that time. */
    breakGlassId?: string;
  };
  /** All that it may do now. None while a second factor is missing. */
  scopes: readonly Scope[];
  /** Null for an API key. */
  sessionId: string | null;
}

/** What a request carries once the access guard knows whose it is. */
export interface IdentifiedRequest {
  principal?: Principal;
  mayStillAsk?: StandingAccess;
  /** Told when whoever is known by the request is refused, before they are. It neither waits nor fails. */
  wasRefused?: (answer: { status: number; code: string }) => void;
}

/**
 * Whether a request would be let in now: for answers that go on for long, while a key is revoked or a session ends. To ask is no use
 * of a session, and puts off no end of it.
 */
export type StandingAccess = () => Promise<boolean>;

/** Everybody; whoever has all of these scopes, or one of them; or somebody who has signed in, be it with a password only. */
export type Access = 'public' | readonly Scope[] | { oneOf: readonly Scope[] } | 'session';

export const ACCESS_METADATA = 'crownline:access';

// Every route declares its access with one of these; the guard in src/auth enforces them, and start-up fails on a route
// that declares nothing.

/** Anybody may call this route. A webhook is public too: its signature is checked by a guard of its own. */
export const Public = () => SetMetadata(ACCESS_METADATA, 'public' satisfies Access);

/** Only an API key or a session with all of these scopes, on behalf of its clinic. */
export const Requires = (...scopes: [Scope, ...Scope[]]) =>
  applyDecorators(
    SetMetadata(ACCESS_METADATA, scopes satisfies Access),
    ApiBearerAuth(),
    ApiCookieAuth(),
    ApiProblems(401, 403),
  );

/** Whoever has at least one of these scopes. For routes that show what each of them lets see; they look at the scopes themselves. */
export const RequiresOneOf = (...scopes: [Scope, Scope, ...Scope[]]) =>
  applyDecorators(
    SetMetadata(ACCESS_METADATA, { oneOf: scopes } satisfies Access),
    ApiBearerAuth(),
    ApiCookieAuth(),
    ApiProblems(401, 403),
  );

/** Only somebody who has signed in. For routes by which people see to their own session: it may still lack its second factor. */
export const RequiresSession = () =>
  applyDecorators(SetMetadata(ACCESS_METADATA, 'session' satisfies Access), ApiCookieAuth(), ApiProblems(401, 403));

/** See `StandingAccess`. */
export const MayStillAsk = createParamDecorator((_: unknown, context: ExecutionContext): StandingAccess => {
  const { mayStillAsk } = context.switchToHttp().getRequest<IdentifiedRequest>();
  if (!mayStillAsk) throw new Error('@MayStillAsk() is used on a public route');
  return mayStillAsk;
});

/** The principal of a route that is not public. */
export const CurrentClinic = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<IdentifiedRequest>();
  if (!principal) throw new Error('@CurrentClinic() is used on a public route');
  return principal;
});
