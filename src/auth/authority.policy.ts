import { mayHandOut, scopesOf, type Scope } from '../common/http/access.policy.js';
import { BeyondOwnScopesError } from './auth.errors.js';

interface Asker {
  scopes: readonly Scope[];
}

/**
 * The one question wherever somebody hands out access, or changes or ends that of others: may they do all that it may?
 *
 * @throws BeyondOwnScopesError
 */
export function refuseBeyond(asker: Asker, access: readonly Scope[]): void {
  if (!mayHandOut(asker.scopes, access)) throw new BeyondOwnScopesError();
}

/** What only an owner, or a key that may do as much, decides. */
export const isInCharge = ({ scopes }: Asker): boolean => mayHandOut(scopes, scopesOf('owner'));
