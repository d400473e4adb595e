import { DomainError } from '../common/errors/domain.error.js';
import type { Principal } from '../common/http/access.decorators.js';
import type { Scope } from '../common/http/access.policy.js';

/** Whose a key or session was that opens nothing any more. For the audit trail: the answer is that of one that never was. */
export interface Lapsed extends Pick<Principal, 'clinicId' | 'actor'> {
  why: 'revoked' | 'expired' | 'ended' | 'idle' | 'too_old';
}

/**
 * The request has no API key and no session, or a key that opens nothing. Raised by the access guard; unknown, expired and
 * revoked keys answer the same, so that nobody learns which keys once worked.
 */
export class ApiKeyInvalidError extends DomainError {
  readonly code = 'auth/api_key_invalid';
  readonly kind = 'unauthorized';

  constructor(readonly lapsed: Lapsed | null = null) {
    super('a valid API key is needed: Authorization: Bearer <key>');
  }
}

/** The cookie is of no session that is open. Raised by the access guard; sign in again. Unknown, expired and ended ones answer the same. */
export class SessionInvalidError extends DomainError {
  readonly code = 'auth/session_invalid';
  readonly kind = 'unauthorized';

  constructor(readonly lapsed: Lapsed | null = null) {
    super('the session has ended, or there never was one');
  }
}

/** A key or session may not do this. Raised by the access guard before anything is looked up, so it tells nothing of what there is. */
export class ScopeMissingError extends DomainError {
  readonly code = 'auth/scope_missing';
  readonly kind = 'forbidden';

  constructor(missing: readonly Scope[], joint: ', ' | ' or ' = ', ') {
    super(`this needs: ${missing.join(joint)}`);
  }
}

/** A session without its second factor can give the code or enrol, and nothing else. Raised by the access guard. */
export class SecondFactorNeededError extends DomainError {
  readonly code = 'auth/second_factor_needed';
  readonly kind = 'forbidden';

  constructor() {
    super('a second factor is needed first');
  }
}

/** An API key asked for what only people do. Raised by the access guard, and when a review of access is confirmed. */
export class SessionNeededError extends DomainError {
  readonly code = 'auth/session_needed';
  readonly kind = 'forbidden';

  constructor() {
    super('only somebody who has signed in may do this');
  }
}

/** A page of another origin may have caused the request. Raised where the cookie lets somebody in, or is set. */
export class ForeignRequestError extends DomainError {
  readonly code = 'auth/foreign_request';
  readonly kind = 'forbidden';

  constructor() {
    super('a request that changes something has to come from our own pages, or carry X-Crownline-Csrf');
  }
}

/**
 * Raised when somebody signs in. No such account, a wrong password, no clinic of theirs, a wrong code, or locked after too many
 * tries: one answer.
 */
export class SignInRefusedError extends DomainError {
  readonly code = 'auth/sign_in_refused';
  readonly kind = 'unauthorized';

  constructor() {
    super('that did not let you in; after several failures wait a few minutes');
  }
}

/**
 * Too much has failed that came from this network address: nothing it sends is looked at until the lock ends, whoever it is about.
 * Raised wherever people show a secret.
 */
export class TooManyFailuresError extends DomainError {
  readonly code = 'auth/too_many_failures';
  readonly kind = 'rate_limited';

  constructor(override readonly retryAfterSeconds: number) {
    super('too many failures from this network address');
  }
}

/**
 * - `common`: among the first that anybody would guess, such as one of a known leak, a row of the keyboard or a repetition
 * - `personal`: made of the e-mail address, the name, the clinic's or ours
 * - `same`: the one that it is to replace
 */
export type PasswordRule = 'common' | 'personal' | 'same';

const WHY_REFUSED: Record<PasswordRule, string> = {
  common: 'this password is among the first that anybody would guess',
  personal: "this password is made of the e-mail address, the person's name, the clinic's or the product's",
  same: 'this is the password of before',
};

/** The password that somebody wants is refused; `rule` says why. Raised when one is changed, or an account made. */
export class PasswordRefusedError extends DomainError {
  readonly code = 'auth/password_refused';
  readonly kind = 'invalid';
  override readonly extensions: { rule: PasswordRule };

  constructor(rule: PasswordRule) {
    super(WHY_REFUSED[rule]);
    this.extensions = { rule };
  }
}

/** A code of the second factor that is wrong, was used before, or is not looked at after too many tries. Raised by the session's routes. */
export class CodeRefusedError extends DomainError {
  readonly code = 'auth/code_refused';
  readonly kind = 'forbidden';

  constructor() {
    super('that code is not accepted; after several failures wait a few minutes');
  }
}

/** Enrolling again takes the second factor that is there, and confirming takes an enrolment. Raised by the session's routes. */
export class EnrolmentRefusedError extends DomainError {
  readonly code = 'auth/enrolment_refused';
  readonly kind = 'conflict';

  constructor() {
    super('there is no enrolment to confirm, or the second factor of before is needed first');
  }
}

/** The glass is broken already. Raised by the session's routes. */
export class GlassBrokenError extends DomainError {
  readonly code = 'auth/glass_broken';
  readonly kind = 'conflict';

  constructor() {
    super('access beyond the role is open already');
  }
}

/** The link was used, has expired, was withdrawn or never was. Raised when an invitation is accepted. */
export class InvitationInvalidError extends DomainError {
  readonly code = 'auth/invitation_invalid';
  readonly kind = 'not_found';

  constructor() {
    super('no such invitation');
  }
}

/** The clinic has no such key, member or invitation. Raised by the API; another clinic's answers the same. */
export class AccessNotFoundError extends DomainError {
  readonly code = 'auth/not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such key, member or invitation');
  }
}

/** Nobody hands out, changes or ends what may do more than they. Raised where keys, members, invitations and rules for them are changed. */
export class BeyondOwnScopesError extends DomainError {
  readonly code = 'auth/beyond_own_scopes';
  readonly kind = 'forbidden';

  constructor() {
    super('nobody hands out, changes or ends what may do more than they');
  }
}

/** A key would live longer than the key that makes it, or gives it more time. Raised by the keys' routes. */
export class OutlivesItsMakerError extends DomainError {
  readonly code = 'auth/outlives_its_maker';
  readonly kind = 'forbidden';

  constructor() {
    super('no key gives more time than it has');
  }
}

/** Nobody resets their own second factor: who has it enrols again, who has lost it asks another owner. Raised by the staff's routes. */
export class OwnSecondFactorError extends DomainError {
  readonly code = 'auth/own_second_factor';
  readonly kind = 'conflict';

  constructor() {
    super('another owner has to do this');
  }
}

/** The second factor counts in a clinic, too, of which who asks is no owner. Raised when one is reset; the operator can do it. */
export class WorksElsewhereError extends DomainError {
  readonly code = 'auth/works_elsewhere';
  readonly kind = 'conflict';

  constructor() {
    super('this person works for a clinic that is not yours, too: ask whoever runs the server');
  }
}

/** Somebody has to be able to let others in. Raised when a clinic's last owner would go. */
export class LastOwnerError extends DomainError {
  readonly code = 'auth/last_owner';
  readonly kind = 'conflict';

  constructor() {
    super('a clinic keeps one owner: invite another one first');
  }
}

/** Raised when somebody is invited who works there. */
export class AlreadyMemberError extends DomainError {
  readonly code = 'auth/already_member';
  readonly kind = 'conflict';

  constructor() {
    super('this person is a member already');
  }
}

/** Who has access is not what it was in the review that somebody confirms: it has to be looked at again. Raised when a review is confirmed. */
export class AccessChangedError extends DomainError {
  readonly code = 'auth/access_changed';
  readonly kind = 'conflict';

  constructor() {
    super('who has access has changed since: look at it again');
  }
}

/** A route declares no access. Actually a bug: start-up fails with the list, and the guard refuses such a route. */
export class AccessUndeclaredError extends DomainError {
  readonly code = 'auth/access_undeclared';
  readonly kind = 'forbidden';

  constructor(routes: readonly string[]) {
    super(`no access is declared (@Public, @Requires or @RequiresSession) for: ${routes.join(', ')}`);
  }
}
