import { z } from 'zod';
import { longText } from '../common/validation/field.types.js';

export const TakeOverBody = z
  .strictObject({
    summary: longText(500)
      .optional()
      .describe('What the desk is told before it takes the call; what the caller said last when absent.')
      .meta({ example: 'A question about the bill of last week.' }),
  })
  .default({});
export type TakeOverBody = z.infer<typeof TakeOverBody>;
