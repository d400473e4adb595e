import type { Principal } from '../common/http/access.decorators.js';
import type { ClinicId, PatientId } from '../common/ids/ids.js';

/** How long a key is known. */
export const KEPT_HOURS = 24;

export type IdempotentRequestId = string & { readonly __brand: 'IdempotentRequestId' };

/** A request that carries a key, by what tells it from others. The texts are turned to keyed tokens before they are stored. */
export interface NamedRequest {
  clinicId: ClinicId;
  /** Keys of two of them are two. */
  actor: Principal['actor'];
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
  /** Whose data it shows. */
  patientIds: readonly PatientId[];
}
