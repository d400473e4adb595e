import { z } from 'zod';
import { pageParameters, pageSchema } from '../common/http/page.types.js';
import { phoneNumber } from '../common/validation/field.types.js';

/** The clinic's own lines: they are published, so one may stand in an address. */
export const NumberParam = phoneNumber.describe('E.164, such as `+15125550143`.');

export const NewNumberBody = z.strictObject({
  number: phoneNumber.describe(
    'E.164. One that the operator has given to this clinic: `npm run twilio:setup`, `npm run clinic:add`.',
  ),
});
export type NewNumberBody = z.infer<typeof NewNumberBody>;

/** Where a page of numbers ended. */
const NumberPlace = z.object({ number: z.string().regex(/^\+[0-9]{1,20}$/) });

export const NumberQuery = z.strictObject(pageParameters(NumberPlace));
export type NumberQuery = z.infer<typeof NumberQuery>;

export const NumberItem = z.object({ number: z.string().describe('E.164.').meta({ example: '+15125550143' }) });
export type NumberItem = z.infer<typeof NumberItem>;

export const NumberPage = pageSchema(NumberItem);
