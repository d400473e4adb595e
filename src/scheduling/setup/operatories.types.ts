import { z } from 'zod';
import { pageParameters, pageSchema } from '../../common/http/page.types.js';
import type { OperatoryId } from '../../common/ids/ids.js';
import { shortText } from '../../common/validation/field.types.js';
import { rowId } from '../../common/validation/row-id.types.js';
import { activeFilter, changeOf, operatoryKind, PlaceById } from './setup-fields.types.js';

export const OperatoryIdParam = rowId.transform((id) => id as OperatoryId);

const name = shortText(100).meta({ example: 'Room 2' });
const kind = operatoryKind.describe('Which types of visit it is for.');
const active = z
  .boolean()
  .describe('Whether visits are booked in it. Those that are booked stay when it is out of use.');

export const OperatoryQuery = z.strictObject({
  kind: operatoryKind.optional().describe('Of this kind only.'),
  active: activeFilter,
  ...pageParameters(PlaceById),
});
export type OperatoryQuery = z.infer<typeof OperatoryQuery>;

export const NewOperatoryBody = z.strictObject({ name, kind, active: active.default(true) });
export type NewOperatoryBody = z.infer<typeof NewOperatoryBody>;

export const OperatoryChange = changeOf({ name, kind, active });
export type OperatoryChange = z.infer<typeof OperatoryChange>;

export const OperatoryItem = z.object({ id: z.uuid(), name, kind: operatoryKind, active: z.boolean() });
export type OperatoryItem = z.infer<typeof OperatoryItem>;

export const OperatoryPage = pageSchema(OperatoryItem);
