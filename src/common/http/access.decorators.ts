import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { ClinicId } from '../ids/ids.js';
import { ApiProblems } from './problem.decorators.js';

/** On whose behalf a request is made. */
export interface Principal {
  clinicId: ClinicId;
  /** The prefix of the API key: names the key in the audit log, and opens nothing. */
  actorId: string;
}

/** What a request carries once the access guard has let it in. */
export interface IdentifiedRequest {
  principal?: Principal;
}

export type Access = 'public' | 'api_key';

export const ACCESS_METADATA = 'crownline:access';

// Every route declares its access with one of these; the guard in src/auth enforces them, and start-up fails on a route
// that declares nothing.

/** Anybody may call this route. A webhook is public too: its signature is checked by a guard of its own. */
export const Public = () => SetMetadata(ACCESS_METADATA, 'public' satisfies Access);

/** Only the holder of an API key, on behalf of the key's clinic. */
export const RequiresApiKey = () =>
  applyDecorators(SetMetadata(ACCESS_METADATA, 'api_key' satisfies Access), ApiBearerAuth(), ApiProblems(401));

/** The principal of a route that requires an API key. */
export const CurrentClinic = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<IdentifiedRequest>();
  if (!principal) throw new Error('@CurrentClinic() is used on a route without @RequiresApiKey()');
  return principal;
});
