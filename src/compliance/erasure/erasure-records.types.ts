import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { wallTimes } from '../../common/http/wall-time.types.js';
import { ACTOR_KINDS } from '../audit-trail.types.js';
import type { Actor } from '../compliance.types.js';
import { ERASURE_REASONS, type ErasureReason } from './erasure.types.js';

/** That somebody was erased, by whom and why. */
export interface ErasureProof {
  erasedAt: Temporal.Instant;
  erasedBy: Pick<Actor, 'kind' | 'id'>;
  reason: ErasureReason;
  /** Rows removed or overwritten, by what keeps them. */
  removed: Record<string, number>;
}

const reason = z.enum(ERASURE_REASONS);

export const ErasureBody = z.strictObject({ reason });
export type ErasureBody = z.infer<typeof ErasureBody>;

export const ErasureItem = z.object({
  patientId: z.uuid(),
  ...wallTimes('erasedAt'),
  erasedBy: z.object({
    kind: z.enum(ACTOR_KINDS),
    id: z.string().describe('Of a key, of an account, or the name of a part of the product.'),
  }),
  reason,
  removed: z
    .record(z.string(), z.int())
    .describe('How many rows were removed or overwritten, by what keeps them.')
    .meta({ example: { patients: 1, texts: 3 } }),
  recordingsLeft: z
    .int()
    .describe('Recordings that the carrier has not deleted yet. It is asked again every day until there are none.'),
  timeZone: z.string().describe("The clinic's zone, IANA."),
});
export type ErasureItem = z.infer<typeof ErasureItem>;
