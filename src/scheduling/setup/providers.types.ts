import { z } from 'zod';
import { pageParameters, pageSchema } from '../../common/http/page.types.js';
import { shortText } from '../../common/validation/field.types.js';
import { activeFilter, changeOf, PlaceById, providerRole } from './setup-fields.types.js';

const name = shortText(100).describe('As callers hear it.').meta({ example: 'Dr. Rivera' });
const role = providerRole.describe('Which part of visits they do.');
const active = z
  .boolean()
  .describe('Whether they see patients at present. Visits that are booked stay when they do not any more.');

export const ProviderQuery = z.strictObject({
  role: providerRole.optional().describe('Of this role only.'),
  active: activeFilter,
  ...pageParameters(PlaceById),
});
export type ProviderQuery = z.infer<typeof ProviderQuery>;

export const NewProviderBody = z.strictObject({ name, role, active: active.default(true) });
export type NewProviderBody = z.infer<typeof NewProviderBody>;

export const ProviderChange = changeOf({ name, role, active });
export type ProviderChange = z.infer<typeof ProviderChange>;

export const ProviderItem = z.object({ id: z.uuid(), name, role: providerRole, active: z.boolean() });
export type ProviderItem = z.infer<typeof ProviderItem>;

export const ProviderPage = pageSchema(ProviderItem);
