import { z } from 'zod';
import type {
  AppointmentId,
  AppointmentTypeId,
  HoldId,
  OperatoryId,
  PatientId,
  ProviderId,
} from '../common/ids/ids.js';
import { instant } from '../common/validation/instant.types.js';
import { idOf } from './slot-item.types.js';

export const AppointmentIdParam = idOf<AppointmentId>();

const startsAt = instant
  .describe('When it begins, as `GET /api/v1/availability` names it.')
  .meta({ example: '2026-11-24T15:30:00Z' });
const operatoryId = idOf<OperatoryId>()
  .optional()
  .describe('This operatory and no other. Any of its kind when absent.');
const holdId = idOf<HoldId>().optional().describe('A hold of your own on this time, which is used up.');

export const NewAppointmentBody = z.strictObject({
  patientId: idOf<PatientId>(),
  typeId: idOf<AppointmentTypeId>().describe('What it is for: an appointment type.'),
  startsAt,
  providerId: idOf<ProviderId>().optional().describe('Who leads it. Anybody who is free when absent.'),
  operatoryId,
  holdId,
});
export type NewAppointmentBody = z.infer<typeof NewAppointmentBody>;

const by = z
  .enum(['patient', 'clinic'])
  .describe('Whose wish it is. What a patient gives up shortly before may count as late.');

export const MoveBody = z.strictObject({
  startsAt,
  providerId: idOf<ProviderId>().optional().describe('Who leads it. As before when absent.'),
  operatoryId,
  holdId,
  by: by.default('clinic'),
});
export type MoveBody = z.infer<typeof MoveBody>;

export const CancelBody = z.strictObject({ by });
export type CancelBody = z.infer<typeof CancelBody>;

export const StatusBody = z.strictObject({
  status: z
    .enum(['scheduled', 'confirmed', 'arrived', 'seated', 'completed', 'no_show'])
    .describe('What the visit becomes. `scheduled` agrees to one that was requested.'),
});
export type StatusBody = z.infer<typeof StatusBody>;
