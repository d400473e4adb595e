import { Temporal } from 'temporal-polyfill';
import type { AppointmentTypeId, OperatoryId, ProviderId } from '../common/ids/ids.js';
import { scheduleOf } from '../../test/support/schedules.js';
import { openSlots } from '../scheduling/availability.policy.js';
import { buildDemoClinic } from './demo-clinic.builder.js';
import type { DemoAppointment, DemoAppointmentType, DemoClinic } from './demo-clinic.types.js';

/** Every twelfth day or so of a year, at changing hours of the day. */
const MOMENTS = Array.from({ length: 31 }, (_, index) =>
  Temporal.Instant.from('2026-11-20T15:00:00Z').add({ hours: index * (12 * 24 + 1) }),
);
const CLINICS = MOMENTS.map((now) => ({ now, clinic: buildDemoClinic(now) }));

const live = ({ appointments }: DemoClinic): DemoAppointment[] =>
  appointments.filter(({ status }) => status !== 'cancelled');

function overlapping(appointments: DemoAppointment[], key: 'providerId' | 'operatoryId' | 'patientId'): number {
  const sorted = [...appointments].sort((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt));
  const busyUntil = new Map<string, Temporal.Instant>();
  return sorted.filter((one) => {
    const until = busyUntil.get(one[key]);
    busyUntil.set(one[key], one.endsAt);
    return until && Temporal.Instant.compare(one.startsAt, until) < 0;
  }).length;
}

/** What share of its providers' time is booked, over all days there are. */
function fullness(clinic: DemoClinic): number {
  const minutesOf = ({ startsAt, endsAt }: DemoAppointment) => startsAt.until(endsAt).total('minutes');
  const booked = live(clinic).reduce((sum, one) => sum + minutesOf(one), 0);
  // Six weeks and a day; the day more or less and the holiday are within the tolerance.
  const weekly = clinic.providers.flatMap(({ hours }) => hours.map((row) => row.endMinute - row.startMinute));
  return booked / (6 * weekly.reduce((sum, minutes) => sum + minutes, 0));
}

function firstFree(
  clinic: DemoClinic,
  type: DemoAppointmentType,
  now: Temporal.Instant,
): Temporal.PlainDate | undefined {
  const today = now.toZonedDateTimeISO(clinic.timeZone).toPlainDate();
  const always = { validFrom: Temporal.PlainDate.from('2000-01-01'), validUntil: null };
  const schedule = scheduleOf({
    timeZone: clinic.timeZone,
    type: {
      ...type,
      id: type.id as AppointmentTypeId,
      demands: [{ role: type.providerRole, stretches: [{ fromMinute: 0, toMinute: type.durationMinutes }] }],
    },
    openingHours: clinic.openingHours.map((row) => ({ ...row, ...always })),
    closures: [clinic.closure],
    providers: clinic.providers.map((provider) => ({
      ...provider,
      id: provider.id as ProviderId,
      hours: provider.hours.map((row) => ({ ...row, ...always })),
      overrides: [],
    })),
    operatories: clinic.operatories
      .filter(({ kind }) => kind === type.operatoryKind)
      .map((operatory) => ({ ...operatory, id: operatory.id as OperatoryId })),
  });
  const taken = live(clinic).flatMap((one) =>
    [one.providerId, one.operatoryId].map((resourceId) => ({
      resourceId,
      fromMs: one.startsAt.epochMilliseconds,
      toMs: one.endsAt.epochMilliseconds,
    })),
  );
  const [slot] = openSlots(schedule, taken, { window: { from: today, to: today.add({ days: 28 }) }, now });
  return slot?.startsAt.toZonedDateTimeISO(clinic.timeZone).toPlainDate();
}

function openDays(clinic: DemoClinic, from: Temporal.PlainDate, count: number): string[] {
  const days: string[] = [];
  for (let date = from; days.length < count; date = date.add({ days: 1 })) {
    const open = clinic.openingHours.some(({ weekday }) => weekday === date.dayOfWeek);
    if (open && !date.equals(clinic.closure.startsOn)) days.push(date.toString());
  }
  return days;
}

describe('the demo clinic, on any day of the year', () => {
  it('is between a half and two thirds full', () => {
    for (const { clinic } of CLINICS) {
      expect(fullness(clinic)).toBeGreaterThan(0.5);
      expect(fullness(clinic)).toBeLessThan(0.67);
    }
  });

  it('has nobody and no room twice at a time', () => {
    for (const { clinic } of CLINICS) {
      const appointments = live(clinic);
      for (const key of ['providerId', 'operatoryId', 'patientId'] as const)
        expect(overlapping(appointments, key)).toBe(0);
    }
  });

  it('can take a booking of every type within the next five days it is open', () => {
    for (const { now, clinic } of CLINICS) {
      const tomorrow = now.toZonedDateTimeISO(clinic.timeZone).toPlainDate().add({ days: 1 });
      const soon = openDays(clinic, tomorrow, 5).at(-1) ?? '';
      for (const type of clinic.types) {
        const date = firstFree(clinic, type, now);
        if (!date || date.toString() > soon) throw new Error(`${type.name} at ${now.toString()}: ${String(date)}`);
      }
    }
  });

  it('closes on a holiday to come, and has no appointment then', () => {
    for (const { now, clinic } of CLINICS) {
      const { startsOn } = clinic.closure;
      expect(startsOn.toString() > now.toZonedDateTimeISO(clinic.timeZone).toPlainDate().toString()).toBe(true);
      const dates = clinic.appointments.map(({ startsAt }) =>
        startsAt.toZonedDateTimeISO(clinic.timeZone).toPlainDate().toString(),
      );
      expect(dates).not.toContain(startsOn.toString());
    }
  });

  it('has finished what is past, and only that', () => {
    const now = MOMENTS[0] as Temporal.Instant;
    for (const { status, endsAt } of live(buildDemoClinic(now))) {
      const over = Temporal.Instant.compare(endsAt, now) <= 0;
      expect(over ? ['completed', 'no_show'] : ['confirmed', 'scheduled']).toContain(status);
    }
  });
});

it('is the same clinic every time', () => {
  const now = MOMENTS[7] as Temporal.Instant;
  expect(buildDemoClinic(now)).toEqual(buildDemoClinic(now));
});

it('names the holiday that comes next', () => {
  expect(buildDemoClinic(MOMENTS[0] as Temporal.Instant).closure.name).toBe('Thanksgiving Day');
});
