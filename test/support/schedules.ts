import { Temporal } from 'temporal-polyfill';
import type { DatedHours, ProviderRole } from '../../src/clinics/clinics.types.js';
import type { AppointmentTypeId, OperatoryId, ProviderId } from '../../src/common/ids/ids.js';
import type { Schedule, ScheduledProvider } from '../../src/scheduling/availability.types.js';
import { openSlots } from '../../src/scheduling/availability.policy.js';
import type { SlotWindow, Taken, TypeRules } from '../../src/scheduling/scheduling.types.js';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

export const date = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);

export const hours = (startMinute: number, endMinute: number, weekdays = EVERY_DAY): DatedHours[] =>
  weekdays.map((weekday) => ({ weekday, startMinute, endMinute, validFrom: date('2000-01-01'), validUntil: null }));

export const days = (from: string, to = from): SlotWindow => ({ from: date(from), to: date(to) });

/** Who works around the clock, unless the test says otherwise. */
export const person = (id: string, role: ProviderRole = 'dentist', own: DatedHours[] = hours(0, 1440)) =>
  ({ id: id as ProviderId, name: id, role, hours: own, overrides: [] }) satisfies ScheduledProvider;

export const chair = (id: string) => ({ id: id as OperatoryId, name: id });

export const typeId = (id: string) => id as AppointmentTypeId;

export interface ScheduleOptions extends Partial<Omit<Schedule, 'type'>> {
  type?: Partial<TypeRules>;
}

/** Open nine to eleven every day in New York, one dentist, one chair, visits of half an hour on quarter hours. */
export function scheduleOf({ type, ...rest }: ScheduleOptions = {}): Schedule {
  const durationMinutes = type?.durationMinutes ?? 30;
  return {
    timeZone: 'America/New_York',
    slotMinutes: 15,
    openingHours: hours(540, 660),
    overrides: [],
    closures: [],
    providers: [person('osei')],
    operatories: [chair('chair-1')],
    weeklyBlockouts: [],
    reservedTimes: [],
    ...rest,
    type: {
      id: typeId('filling'),
      name: 'Filling',
      durationMinutes,
      setupMinutes: 0,
      cleanupMinutes: 0,
      providerRole: 'dentist',
      operatoryKind: 'treatment',
      demands: [{ role: 'dentist', stretches: [{ fromMinute: 0, toMinute: durationMinutes }] }],
      onlyProviderIds: [],
      openTo: 'everyone',
      phoneBooking: 'at_once',
      minNoticeMinutes: 0,
      horizonDays: 60,
      ...type,
    },
  };
}

export const instant = (text: string): Temporal.Instant => Temporal.Instant.from(text);

/** The Friday before the Monday that most tests of the rules look at. */
export const NOW = instant('2026-11-20T12:00:00Z');
export const MONDAY = days('2026-11-23');

/** A resource taken from one local time to another on that Monday. */
export const taken = (resourceId: string, from: string, to: string): Taken => ({
  resourceId,
  fromMs: instant(`2026-11-23T${from}-05:00`).epochMilliseconds,
  toMs: instant(`2026-11-23T${to}-05:00`).epochMilliseconds,
});

/** The local times of what is offered. */
export function startsIn(schedule: Schedule, window: SlotWindow, busy: Taken[] = [], now = NOW): string[] {
  return [...openSlots(schedule, busy, { window, now })].map((slot) =>
    slot.startsAt.toZonedDateTimeISO(schedule.timeZone).toPlainTime().toString({ smallestUnit: 'minute' }),
  );
}
