import { z } from 'zod';
import { wordsInput } from '../common/http/input.types.js';

export const TakeOverBody = z
  .strictObject({
    summary: wordsInput(500)
      .optional()
      .describe('What the desk is told before it takes the call; what the caller said last when absent.')
      .meta({ example: 'A question about the bill of last week.' }),
  })
  .default({});
export type TakeOverBody = z.infer<typeof TakeOverBody>;
