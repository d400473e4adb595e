import { newId, type AppointmentId, type PatientId } from '../common/ids/ids.js';
import type { Schedule } from './availability.types.js';
import type { Place } from './placing.types.js';
import type { Appointment, BookingRules, ChangeRequest, OwnHolds, Slot } from './scheduling.types.js';

/** Callers, through the receptionist, are bound by rules that the desk itself may waive. */
export const isByCaller = ({ callId, actor }: Pick<ChangeRequest, 'callId' | 'actor'>): boolean =>
  callId !== null || actor.kind === 'agent';

/** By the desk, or by an integration on its behalf: nobody is on the phone, and it is not the clinic's own doing. */
const isByDesk = ({ callId, actor }: Pick<ChangeRequest, 'callId' | 'actor'>): boolean =>
  callId === null && (actor.kind === 'api_key' || actor.kind === 'staff');

export const rulesFor = (request: Pick<ChangeRequest, 'callId' | 'actor'>): BookingRules =>
  isByDesk(request) ? 'desk' : 'callers';

/** Whose holds are used up, unless the request says so: those of its call. */
export function withOwner<Request extends Pick<ChangeRequest, 'callId'> & { owner?: OwnHolds }>(
  request: Request,
): Request {
  return request.owner || request.callId === null ? request : { ...request, owner: { callId: request.callId } };
}

/**
 * What a visit begins as. The desk agrees to what it books itself; with anybody else, also what the clinic does by itself, a type
 * that the desk decides about is a request, and so is what replaces a request.
 */
export function statusOnBooking(
  { type }: Schedule,
  request: Pick<ChangeRequest, 'callId' | 'actor'>,
  replaced?: Appointment['status'],
): 'requested' | 'scheduled' {
  return !isByDesk(request) && (type.phoneBooking === 'staff_approval' || replaced === 'requested')
    ? 'requested'
    : 'scheduled';
}

export function newVisit(
  schedule: Schedule,
  { providerId, startsAt, endsAt }: Omit<Slot, 'providerName'>,
  { operatoryId }: Place,
  patientId: PatientId,
  status: Appointment['status'],
): Appointment {
  return {
    id: newId<AppointmentId>(),
    patientId,
    typeId: schedule.type.id,
    typeName: schedule.type.name,
    providerId,
    providerName: nameOf(schedule.providers, providerId),
    operatoryId,
    operatoryName: nameOf(schedule.operatories, operatoryId),
    startsAt,
    endsAt,
    status,
  };
}

function nameOf(all: readonly { id: string; name: string }[], id: string): string {
  const found = all.find((one) => one.id === id);
  if (!found) throw new Error('a place names a provider and an operatory of the schedule');
  return found.name;
}
