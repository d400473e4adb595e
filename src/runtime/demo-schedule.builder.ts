import { Temporal } from 'temporal-polyfill';
import type { WeeklyHours } from '../clinics/clinics.types.js';
import type { AppointmentTypeId, OperatoryId, ProviderId } from '../common/ids/ids.js';
import type { Reserved, ReservedTime, Schedule } from '../scheduling/availability.types.js';
import type { LocalDay } from '../scheduling/local-time.policy.js';
import { demandsOf } from '../scheduling/role-demands.policy.js';
import type { DemoAppointmentType, DemoBlockout, DemoClinic } from './demo-clinic.types.js';

const SLOT_MINUTES = 15;
const ALWAYS = { validFrom: Temporal.PlainDate.from('2000-01-01'), validUntil: null };

/** What the clinic's rules say about one of its types, as finding and booking get to see them. */
export function demoScheduleFor(clinic: DemoClinic, type: DemoAppointmentType): Schedule {
  const id = type.id as AppointmentTypeId;
  const demands = demandsOf(type, type.parts);
  const { override } = clinic;
  return {
    timeZone: clinic.timeZone,
    slotMinutes: SLOT_MINUTES,
    type: { ...type, id, demands, onlyProviderIds: [] },
    openingHours: dated(clinic.openingHours),
    overrides: [],
    closures: [clinic.closure],
    providers: clinic.providers
      .filter(({ role }) => demands.some((demand) => demand.role === role))
      .map((provider) => ({
        id: provider.id as ProviderId,
        name: provider.name,
        role: provider.role,
        hours: dated(provider.hours),
        overrides: provider.id === override.providerId ? [{ day: override.day, hours: [override] }] : [],
      })),
    operatories: clinic.operatories
      .filter(({ kind }) => kind === type.operatoryKind)
      .map((operatory) => ({ ...operatory, id: operatory.id as OperatoryId })),
    weeklyBlockouts: clinic.blockouts.map((blockout) => ({
      ...blockout,
      ...ALWAYS,
      resourceId: blockout.providerId,
      reserved: reservedOf(blockout),
    })),
    reservedTimes: [],
  };
}

/**
 * All time of one day that a week's rules keep, and the hours that the demo leaves unbooked, as single stretches: so no rule has to
 * be looked at again for each visit that is made up.
 */
export function demoKeptTimes(clinic: DemoClinic, day: LocalDay): ReservedTime[] {
  const nothing = { for: [], releaseMinutes: 0 };
  const rows = [
    ...clinic.blockouts.map((row) => ({ row, providerId: row.providerId, reserved: reservedOf(row) ?? nothing })),
    ...clinic.providers.flatMap(({ id, keepsFree }) =>
      keepsFree.map((row) => ({ row, providerId: id, reserved: nothing })),
    ),
  ];
  return rows
    .filter(({ row }) => row.weekday === day.date.dayOfWeek)
    .map(({ row, providerId, reserved }) => ({
      resourceId: providerId,
      fromMs: day.boundaryMs(row.startMinute),
      toMs: day.boundaryMs(row.endMinute),
      reserved,
    }));
}

const reservedOf = ({ reserved }: DemoBlockout): Reserved | null =>
  reserved && { for: reserved.typeIds as AppointmentTypeId[], releaseMinutes: reserved.releaseMinutes };

const dated = (hours: readonly WeeklyHours[]) => hours.map((row) => ({ ...row, ...ALWAYS }));
