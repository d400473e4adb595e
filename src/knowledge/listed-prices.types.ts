import { z } from 'zod';
import { changeOf, namePlace } from '../clinics/clinic-fields.types.js';
import { pageParameters, pageSchema } from '../common/http/page.types.js';
import type { ClinicId } from '../common/ids/ids.js';
import { shortText } from '../common/validation/field.types.js';

export type PriceId = string & { readonly __brand: 'PriceId' };

export interface PriceKey {
  clinicId: ClinicId;
  id: PriceId;
}

const content = {
  service: shortText(100).describe('As callers call it; each once.').meta({ example: 'Cleaning' }),
  price: shortText(200).describe('In words for the ear.').meta({ example: 'from 120 dollars' }),
};

export const NewPriceBody = z.strictObject(content);
export type NewPriceBody = z.infer<typeof NewPriceBody>;

export const PriceChangeBody = changeOf(content);
export type PriceChangeBody = z.infer<typeof PriceChangeBody>;

/** Where a page of prices ended. */
const PricePlace = z.object({ service: namePlace });
export type PricePlace = z.infer<typeof PricePlace>;

export const PriceQuery = z.strictObject(pageParameters(PricePlace));
export type PriceQuery = z.infer<typeof PriceQuery>;

export const PriceItem = z.object({
  id: z.uuid(),
  service: z.string(),
  price: z.string().describe('In words for the ear.'),
});
export type PriceItem = z.infer<typeof PriceItem>;

export const PricePage = pageSchema(PriceItem);
