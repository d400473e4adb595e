import { z } from 'zod';

/** Regular expressions without regard to case, over plain words: no punctuation, single spaces (`words.policy.ts`). */
export const pattern = z
  .string()
  .min(1)
  .transform((source, context) => {
    try {
      return new RegExp(source, 'giu');
    } catch (error) {
      context.addIssue({
        code: 'custom',
        message: error instanceof Error ? error.message : 'not a regular expression',
      });
      return z.NEVER;
    }
  });

export const positiveMs = z.int().positive();

/** A pattern, or one that must have been heard a certain number of times. */
export const heardPattern = z.union([
  pattern.transform((words) => ({ words, times: null })),
  z.strictObject({ words: pattern, times: z.int().positive() }),
]);
export type HeardPattern = z.output<typeof heardPattern>;
