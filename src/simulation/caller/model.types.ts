import { z } from 'zod';
import { pattern } from './pattern.types.js';

const call = z.strictObject({
  tool: z.string().min(1),
  /** Texts may hold placeholders: see `scripted-model.policy.ts`. A text instead of an object goes out as it is. */
  arguments: z.union([z.record(z.string(), z.unknown()), z.string()]).default({}),
});

/** What a model does instead of thinking, at a turn of the caller. */
export const modelRule = z
  .strictObject({
    /** In the caller's turn; any turn when left out. */
    hear: pattern.optional(),
    /** At how many turns. */
    times: z.int().positive().default(1),
    calls: z.array(call).default([]),
    /** All calls so often, each round after the results of the one before. */
    repeat: z.int().positive().max(500).default(1),
    /** Said when all results are there. */
    say: z.string().min(1).optional(),
  })
  .refine(({ calls, say }) => calls.length > 0 || say !== undefined, { message: 'does nothing: needs calls or say' });

export type ModelRule = z.output<typeof modelRule>;
