import type { ClinicId } from '../common/ids/ids.js';

export type IdempotentRequestId = string & { readonly __brand: 'IdempotentRequestId' };

/** A request that carries a key, by what tells it from others. The texts are turned to keyed tokens before they are stored. */
export interface NamedRequest {
  clinicId: ClinicId;
  /** The API key or account. */
  actorId: string;
  /** As the client chose it. */
  key: string;
  /** Method, path and body. */
  content: string;
}

/** Where an answer is to be put. */
export interface Claim {
  clinicId: ClinicId;
  id: IdempotentRequestId;
}

export interface StoredAnswer {
  status: number;
  /** Undefined where there is none. */
  body: unknown;
}
