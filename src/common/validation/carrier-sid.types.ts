import { z } from 'zod';

// The carrier's names for things, as a request may write them.

const carrierSid = z.string().regex(/^[\x21-\x7e]{1,64}$/);

export const callSid = carrierSid.meta({ example: 'CA00000000000000000000000000000001' });
export const recordingSid = carrierSid.meta({ example: 'RE00000000000000000000000000000001' });
