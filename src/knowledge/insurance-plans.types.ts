import { z } from 'zod';
import { changeOf, namePlace, yesOrNo } from '../clinics/clinic-fields.types.js';
import { pageParameters, pageSchema } from '../common/http/page.types.js';
import type { ClinicId } from '../common/ids/ids.js';
import { shortText } from '../common/validation/field.types.js';

export type PlanId = string & { readonly __brand: 'PlanId' };

export interface PlanKey {
  clinicId: ClinicId;
  id: PlanId;
}

const content = {
  name: shortText(100).describe('The insurer and its plan; each once.').meta({ example: 'Delta Dental PPO' }),
  accepted: z
    .boolean()
    .describe('False: callers are told that the clinic does not take it. What it covers is told to nobody.'),
};

export const NewPlanBody = z.strictObject(content);
export type NewPlanBody = z.infer<typeof NewPlanBody>;

export const PlanChangeBody = changeOf(content);
export type PlanChangeBody = z.infer<typeof PlanChangeBody>;

/** Where a page of plans ended. */
const PlanPlace = z.object({ name: namePlace });
export type PlanPlace = z.infer<typeof PlanPlace>;

export const PlanQuery = z.strictObject({
  accepted: yesOrNo.describe('Both when absent.'),
  ...pageParameters(PlanPlace),
});
export type PlanQuery = z.infer<typeof PlanQuery>;

export const PlanItem = z.object({ id: z.uuid(), name: z.string(), accepted: content.accepted });
export type PlanItem = z.infer<typeof PlanItem>;

export const PlanPage = pageSchema(PlanItem);
