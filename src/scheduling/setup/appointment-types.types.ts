import { z } from 'zod';
import { pageParameters, pageSchema } from '../../common/http/page.types.js';
import type { AppointmentTypeId } from '../../common/ids/ids.js';
import { shortText } from '../../common/validation/field.types.js';
import { rowId } from '../../common/validation/row-id.types.js';
import { activeFilter, changeOf, operatoryKind, PlaceById, providerRole } from './setup-fields.types.js';

const MINUTES_PER_YEAR = 525_600;
/** Nobody comes and goes more often within a visit. */
const MAX_PARTS = 20;
const MAX_PROVIDERS = 200;

export const AppointmentTypeIdParam = rowId.transform((id) => id as AppointmentTypeId);

const part = z.strictObject({
  role: providerRole,
  fromMinute: z.int().min(0).max(479).describe('From the start of the visit.').meta({ example: 0 }),
  toMinute: z.int().min(1).max(480).describe('Not included.').meta({ example: 20 }),
});

const fields = {
  name: shortText(100)
    .describe('As callers hear it. No two types of a clinic have the same.')
    .meta({ example: 'Cleaning' }),
  description: shortText(500)
    .describe('When to choose it, in a sentence for whoever books.')
    .meta({ example: 'A check-up and cleaning, for patients without pain.' }),
  durationMinutes: z.int().min(5).max(480).describe("The patient's time in the chair.").meta({ example: 60 }),
  providerRole: providerRole.describe('Of whoever leads the visit.'),
  operatoryKind: operatoryKind.describe('The kind of room that it takes.'),
  minNoticeMinutes: z.int().min(0).max(MINUTES_PER_YEAR).describe('From now to the start, at least.'),
  horizonDays: z.int().min(1).max(730).describe('From today to the day of the visit, at most.'),
  openTo: z.enum(['everyone', 'new_patients', 'existing_patients']),
  phoneBooking: z
    .enum(['at_once', 'staff_approval', 'no'])
    .describe('`staff_approval`: callers ask for it, and the desk has to agree. `no`: only the desk books it.'),
  setupMinutes: z.int().min(0).max(120).describe('The room is taken so long before the visit.'),
  cleanupMinutes: z.int().min(0).max(120).describe('The room is taken so long after the visit.'),
  preparation: shortText(500)
    .nullable()
    .describe('What the patient should do beforehand, in a sentence or two for the ear.')
    .meta({ example: 'Please brush your teeth beforehand.' }),
  feeNote: shortText(500)
    .nullable()
    .describe('What is said about the price, in a sentence or two for the ear.')
    .meta({ example: 'A cleaning begins at ninety dollars.' }),
  recallMonths: z
    .int()
    .min(1)
    .max(60)
    .nullable()
    .describe('After a completed visit the next one is due so much later. Null: it is not repeated.')
    .meta({ example: 6 }),
  parts: z
    .array(part)
    .max(MAX_PARTS)
    .describe(
      'For which part of the visit somebody of a role is needed; several of one role are one person who comes and goes. ' +
        'The leading role, when no part is of it, is needed from beginning to end.',
    ),
  providerIds: z
    .array(rowId)
    .max(MAX_PROVIDERS)
    .refine((ids) => new Set(ids).size === ids.length, 'must differ from each other')
    .describe('Who may lead it, all of the leading role. Empty: everybody of that role.'),
  active: z.boolean().describe('Whether it is offered and booked. Visits that are booked stay when it is out of use.'),
};

export const AppointmentTypeQuery = z.strictObject({ active: activeFilter, ...pageParameters(PlaceById) });
export type AppointmentTypeQuery = z.infer<typeof AppointmentTypeQuery>;

export const NewAppointmentTypeBody = z.strictObject({
  ...fields,
  minNoticeMinutes: fields.minNoticeMinutes.default(0),
  horizonDays: fields.horizonDays.default(180),
  openTo: fields.openTo.default('everyone'),
  phoneBooking: fields.phoneBooking.default('at_once'),
  setupMinutes: fields.setupMinutes.default(0),
  cleanupMinutes: fields.cleanupMinutes.default(0),
  preparation: fields.preparation.default(null),
  feeNote: fields.feeNote.default(null),
  recallMonths: fields.recallMonths.default(null),
  parts: fields.parts.default([]),
  providerIds: fields.providerIds.default([]),
  active: fields.active.default(true),
});
export type NewAppointmentTypeBody = z.infer<typeof NewAppointmentTypeBody>;

export const AppointmentTypeChange = changeOf(fields);
export type AppointmentTypeChange = z.infer<typeof AppointmentTypeChange>;

export const AppointmentTypeItem = z.object({
  id: z.uuid(),
  ...fields,
  parts: z.array(z.object(part.shape)).describe('By their start.'),
  providerIds: z.array(z.uuid()).describe('Who may lead it. Empty: everybody of the leading role.'),
});
export type AppointmentTypeItem = z.infer<typeof AppointmentTypeItem>;

export const AppointmentTypePage = pageSchema(AppointmentTypeItem);
