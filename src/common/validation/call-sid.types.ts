import { z } from 'zod';

/** The carrier's name for a call, as a request may write it. */
export const callSid = z
  .string()
  .regex(/^[\x21-\x7e]{1,64}$/)
  .meta({ example: 'CA00000000000000000000000000000001' });
