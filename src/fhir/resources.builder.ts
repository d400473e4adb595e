import { Temporal } from 'temporal-polyfill';
import type { ProviderId } from '../common/ids/ids.js';
import type { AppointmentItem } from '../scheduling/appointment-list.types.js';
import type { HoldItem } from '../scheduling/slot-holds.types.js';
import type { SlotItem } from '../scheduling/slot-item.types.js';
import { fhirStatusOf } from './appointment-status.policy.js';
import {
  TYPE_SYSTEM,
  type Appointment,
  type CodeableConcept,
  type Participant,
  type Schedule,
  type Slot,
  type SlotStatus,
} from './fhir.types.js';
import { busySlotId, freeSlotId, type BusySlot, type FreeSlot } from './slot-id.codec.js';

/** For how long ahead the desk may book. */
const PLANNED_AHEAD = { years: 2 };
/** What tells the id of a hold from that of a visit. */
const HOLD_PREFIX = 'hold-';

type Item = Pick<SlotItem, 'typeId' | 'startsAtLocal' | 'endsAtLocal' | 'provider' | 'operatory'>;

export const localTime = (at: Temporal.Instant, timeZone: string): string =>
  at.toZonedDateTimeISO(timeZone).toString({ timeZoneName: 'never' });

export const serviceType = (typeId: string, name: string): CodeableConcept => ({
  coding: [{ system: TYPE_SYSTEM, code: typeId, display: name }],
  text: name,
});

const practitioner = (id: string, display: string) => ({ reference: `Practitioner/${id}`, display });
const location = (id: string, display: string) => ({ reference: `Location/${id}`, display });
const required = (actor: Participant['actor'], status: Participant['status']): Participant => ({
  actor,
  required: 'required',
  status,
});

/** The time that can be booked: from today on. */
export function horizonOf(now: Temporal.Instant, timeZone: string): { from: Temporal.Instant; to: Temporal.Instant } {
  const today = now.toZonedDateTimeISO(timeZone).startOfDay();
  return { from: today.toInstant(), to: today.add(PLANNED_AHEAD).toInstant() };
}

/** The days that a provider can be booked on. */
export function scheduleOf(
  provider: { id: ProviderId; name: string; active: boolean },
  now: Temporal.Instant,
  timeZone: string,
): Schedule {
  const { from, to } = horizonOf(now, timeZone);
  return {
    resourceType: 'Schedule',
    id: provider.id,
    active: provider.active,
    actor: [practitioner(provider.id, provider.name)],
    planningHorizon: { start: localTime(from, timeZone), end: localTime(to, timeZone) },
  };
}

/** @param times the beginning and end of it, by the clinic's clock */
export const freeSlotOf = (
  slot: FreeSlot,
  status: SlotStatus,
  typeName: string,
  times: { start: string; end: string },
): Slot => ({
  resourceType: 'Slot',
  id: freeSlotId(slot),
  serviceType: [serviceType(slot.typeId, typeName)],
  schedule: { reference: `Schedule/${slot.providerId}` },
  status,
  ...times,
});

export const busySlotOf = (slot: BusySlot, status: SlotStatus, timeZone: string): Slot => ({
  resourceType: 'Slot',
  id: busySlotId(slot),
  schedule: { reference: `Schedule/${slot.providerId}` },
  status,
  start: localTime(slot.startsAt, timeZone),
  end: localTime(slot.endsAt, timeZone),
});

/** A visit. */
export function appointmentOf(item: AppointmentItem): Appointment {
  const { status, patient, provider, providerId, operatory, operatoryId } = item;
  const isAgreed = status !== 'requested';
  return {
    resourceType: 'Appointment',
    id: item.id,
    meta: { lastUpdated: item.changedAt },
    status: fhirStatusOf(status),
    serviceType: [serviceType(item.typeId, item.type)],
    start: item.startsAtLocal,
    end: item.endsAtLocal,
    minutesDuration: minutesBetween(item),
    participant: [
      required(
        { reference: `Patient/${patient.id}`, display: patient.name },
        status === 'scheduled' ? 'needs-action' : 'accepted',
      ),
      required(practitioner(providerId, provider), isAgreed ? 'accepted' : 'needs-action'),
      required(location(operatoryId, operatory), isAgreed ? 'accepted' : 'needs-action'),
    ],
  };
}

/** A time that could be had: nothing is kept of it yet. */
export const proposalOf = (slot: FreeSlot, item: Item, typeName: string): Appointment => ({
  ...unbooked(item, typeName),
  id: freeSlotId(slot),
  status: 'proposed',
});

/** A time that is kept for whoever asked for it. */
export const pendingOf = (hold: HoldItem, typeName: string): Appointment => ({
  ...unbooked(hold, typeName),
  id: `${HOLD_PREFIX}${hold.id}`,
  status: 'pending',
});

/** Null for what is no id of a hold. */
export const holdIn = (id: string): string | null => (id.startsWith(HOLD_PREFIX) ? id.slice(HOLD_PREFIX.length) : null);

const unbooked = (item: Item, typeName: string) => ({
  resourceType: 'Appointment' as const,
  serviceType: [serviceType(item.typeId, typeName)],
  start: item.startsAtLocal,
  end: item.endsAtLocal,
  minutesDuration: minutesBetween(item),
  participant: [
    required(practitioner(item.provider.id, item.provider.name), 'needs-action'),
    required(location(item.operatory.id, item.operatory.name), 'needs-action'),
  ],
});

const minutesBetween = ({ startsAtLocal, endsAtLocal }: Pick<Item, 'startsAtLocal' | 'endsAtLocal'>): number =>
  Temporal.Instant.from(startsAtLocal).until(Temporal.Instant.from(endsAtLocal)).total('minutes');
