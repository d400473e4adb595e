import { z } from 'zod';
import { instant } from '../common/validation/instant.types.js';
import type { AppointmentTypeId, HoldId, OperatoryId, PatientId, ProviderId } from '../common/ids/ids.js';
import { rowId } from '../common/validation/row-id.types.js';
import { TYPE_SYSTEM } from './fhir.types.js';
import { referenceTo } from './reference.types.js';
import { holdIn } from './resources.builder.js';
import { canBeAskedFor } from './search-date.policy.js';
import { readFreeSlotId, type FreeSlot } from './slot-id.codec.js';

// What the operations of the IHE Scheduling profile take, as far as it is known here. A parameter that is not known is refused.

const dateTime = instant.refine(canBeAskedFor, 'expected a time from 1901 to 2198').describe('With its offset.');

/** A time that `$find` has proposed, or one that `$hold` has held. */
export type ChosenTime = { kind: 'proposed'; slot: FreeSlot } | { kind: 'held'; holdId: HoldId };

const chosenTime = z
  .strictObject({
    reference: z.string().max(200).meta({ example: 'Appointment/hold-7f6a5b1e-0c52-4a39-9d43-6f0e2a1b8c11' }),
    display: z.string().max(200).optional(),
  })
  .transform(({ reference }, context): ChosenTime => {
    const [, id = ''] = /(?:^|\/)Appointment\/([A-Za-z0-9.-]{1,64})$/.exec(reference) ?? [];
    const [slot, held] = [readFreeSlotId(id), rowId.safeParse(holdIn(id))];
    if (slot) return { kind: 'proposed', slot };
    if (held.success) return { kind: 'held', holdId: held.data as HoldId };
    context.addIssue({ code: 'custom', message: 'expected an appointment that $find or $hold has answered' });
    return z.NEVER;
  });

const visitType = z
  .strictObject({
    coding: z
      .array(z.strictObject({ system: z.literal(TYPE_SYSTEM), code: rowId, display: z.string().max(200).optional() }))
      .length(1),
    text: z.string().max(200).optional(),
  })
  .transform(({ coding }) => (coding[0]?.code ?? '') as AppointmentTypeId);

const parametersOf = <Parameter extends z.ZodType>(parameter: Parameter, most: number) =>
  z.strictObject({
    resourceType: z.literal('Parameters'),
    id: z.string().max(64).optional(),
    parameter: z.array(parameter).min(1).max(most),
  });

export const FindParameters = parametersOf(
  z.discriminatedUnion('name', [
    z.strictObject({ name: z.literal('start'), valueDateTime: dateTime }),
    z.strictObject({ name: z.literal('end'), valueDateTime: dateTime }),
    z.strictObject({ name: z.literal('visit-type'), valueCodeableConcept: visitType }),
    z.strictObject({ name: z.literal('practitioner'), valueReference: referenceTo<ProviderId>('Practitioner') }),
    z.strictObject({ name: z.literal('location'), valueReference: referenceTo<OperatoryId>('Location') }),
  ]),
  5,
);
export type FindParameters = z.infer<typeof FindParameters>;

export const HoldParameters = parametersOf(
  z.strictObject({ name: z.literal('appointment-reference'), valueReference: chosenTime }),
  1,
);
export type HoldParameters = z.infer<typeof HoldParameters>;

export const BookParameters = parametersOf(
  z.discriminatedUnion('name', [
    z.strictObject({ name: z.literal('appointment-reference'), valueReference: chosenTime }),
    z.strictObject({ name: z.literal('patient-reference'), valueReference: referenceTo<PatientId>('Patient') }),
  ]),
  2,
);
export type BookParameters = z.infer<typeof BookParameters>;
