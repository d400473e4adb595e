export type ErrorKind =
  | 'invalid'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'precondition_failed'
  | 'unprocessable'
  | 'rate_limited'
  | 'unavailable';

/**
 * A failure with a stable, documented code such as `auth/api_key_missing`. Expected outcomes (a slot that is taken) are
 * return values instead. The message may reach a log or a client: it holds ids, never what a person said or is called.
 */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  abstract readonly kind: ErrorKind;
  readonly retryable: boolean = false;
  /** For the `Retry-After` header. */
  readonly retryAfterSeconds: number | null = null;
  /** Further members of the problem (RFC 9457 §3.2), such as the times that can be had instead of one that is taken. */
  readonly extensions: Readonly<Record<string, unknown>> = {};

  override get name(): string {
    return this.constructor.name;
  }
}

/** One field of the input that can't be used, for the `errors` list of a problem+json answer. */
export interface FieldIssue {
  /** JSON pointer into the body, or the parameter's name for a query string. */
  field: string;
  detail: string;
}

export class InvalidInputError extends DomainError {
  readonly code = 'common/invalid_input';
  readonly kind = 'invalid';

  constructor(readonly issues: FieldIssue[]) {
    super(`invalid input: ${issues.map((issue) => issue.field).join(', ')}`);
  }
}

/** Marks a branch of a closed union that can't be reached; the compiler checks it, the throw is for data from outside. */
export function assertNever(value: never): never {
  throw new Error(`unexpected variant: ${JSON.stringify(value)}`);
}
