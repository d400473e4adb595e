import { z } from 'zod';

/** The body of every error answer: `application/problem+json` of RFC 9457. */
export const Problem = z
  .object({
    type: z.string().describe('Identifies the kind of problem: `urn:crownline:problem:` and the code.'),
    title: z.string().describe('The same for every problem of this status.'),
    status: z.int(),
    detail: z.string().optional(),
    code: z.string().describe('Stable; listed in the reference of errors.'),
    instance: z
      .string()
      .describe(
        'The route that was asked for, with the names of its parameters and not their values; `/…` where there is none.',
      ),
    errors: z
      .array(
        z.object({
          field: z.string().describe('JSON pointer into the body, or the name of a parameter.'),
          detail: z.string(),
        }),
      )
      .optional(),
  })
  .describe('What went wrong (RFC 9457).');
export type Problem = z.infer<typeof Problem>;
