import { Temporal } from 'temporal-polyfill';
import { openSlots } from '../scheduling/availability.policy.js';
import { OPEN_STATUSES, type Taken } from '../scheduling/scheduling.types.js';
import { buildDemoClinic } from './demo-clinic.builder.js';
import type { DemoAppointment, DemoAppointmentType, DemoClinic } from './demo-clinic.types.js';
import { demoScheduleFor } from './demo-schedule.builder.js';

/** Every forty-eighth day or so of a year, at changing hours of the day. */
const MOMENTS = Array.from({ length: 8 }, (_, index) =>
  Temporal.Instant.from('2026-11-20T15:00:00Z').add({ hours: index * (48 * 24 + 1) }),
);
const CLINICS = MOMENTS.map((now) => ({ now, clinic: buildDemoClinic(now) }));

const live = ({ appointments }: DemoClinic): DemoAppointment[] =>
  appointments.filter(({ status }) => status !== 'cancelled');

function overlapping(stretches: { who: string; startsAt: Temporal.Instant; endsAt: Temporal.Instant }[]): number {
  const sorted = [...stretches].sort((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt));
  const busyUntil = new Map<string, Temporal.Instant>();
  return sorted.filter(({ who, startsAt, endsAt }) => {
    const until = busyUntil.get(who);
    busyUntil.set(who, endsAt);
    return until && Temporal.Instant.compare(startsAt, until) < 0;
  }).length;
}

const localDate = (instant: Temporal.Instant, { timeZone }: DemoClinic): Temporal.PlainDate =>
  instant.toZonedDateTimeISO(timeZone).toPlainDate();

/** What share of its providers' time is booked, over all days there are. */
function fullness(clinic: DemoClinic): number {
  const minutesOf = ({ startsAt, endsAt }: DemoAppointment) => startsAt.until(endsAt).total('minutes');
  const booked = live(clinic).reduce((sum, one) => sum + minutesOf(one), 0);
  // Six weeks and a day; the day more or less and the holiday are within the tolerance.
  const weekly = clinic.providers.flatMap(({ hours }) => hours.map((row) => row.endMinute - row.startMinute));
  return booked / (6 * weekly.reduce((sum, minutes) => sum + minutes, 0));
}

const takenIn = (clinic: DemoClinic): Taken[] =>
  live(clinic).flatMap(({ allocations }) =>
    allocations.map(({ resourceId, startsAt, endsAt }) => ({
      resourceId,
      fromMs: startsAt.epochMilliseconds,
      toMs: endsAt.epochMilliseconds,
    })),
  );

function firstFree(
  clinic: DemoClinic,
  type: DemoAppointmentType,
  now: Temporal.Instant,
): Temporal.PlainDate | undefined {
  const today = localDate(now, clinic);
  const window = { from: today, to: today.add({ days: 28 }) };
  const [slot] = openSlots(demoScheduleFor(clinic, type), takenIn(clinic), { window, now });
  return slot && localDate(slot.startsAt, clinic);
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
      expect(overlapping(appointments.map((one) => ({ ...one, who: one.patientId })))).toBe(0);
      const taken = appointments.flatMap(({ allocations }) => allocations);
      expect(overlapping(taken.map((one) => ({ ...one, who: one.resourceId })))).toBe(0);
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

  it('takes everybody and everything a type demands, for their part', () => {
    const { clinic } = CLINICS[0] as (typeof CLINICS)[number];
    const shapeOf = ({ typeId, startsAt, allocations }: DemoAppointment) => {
      const type = clinic.types.find(({ id }) => id === typeId);
      const role = (id: string) => clinic.providers.find((provider) => provider.id === id)?.role ?? 'chair';
      const minute = (instant: Temporal.Instant) => startsAt.until(instant).total('minutes');
      const parts = allocations.map((one) => `${role(one.resourceId)} ${minute(one.startsAt)}-${minute(one.endsAt)}`);
      return `${type?.name ?? ''}: ${parts.sort().join(', ')}`;
    };
    const shapes = new Set(live(clinic).map(shapeOf));
    expect([...shapes].sort()).toEqual([
      'Child checkup: chair 0-50, dentist 40-50, hygienist 0-40',
      'Cleaning: chair 0-60, hygienist 0-60',
      'Consultation: chair 0-30, dentist 0-30',
      'Crown prep: assistant 0-10, assistant 70-90, chair -10-100, dentist 10-70',
      'Deep cleaning: chair 0-105, hygienist 0-90',
      'Denture fitting: chair 0-45, dentist 0-45',
      'Emergency visit: chair 0-30, dentist 0-30',
      'Filling: chair 0-60, dentist 0-60',
      'New patient exam: chair 0-60, dentist 0-60',
      'Root canal: assistant 15-120, chair -15-135, dentist 0-15, dentist 30-120',
      'Whitening: assistant 0-60, chair 0-60',
    ]);
  });

  it('keeps its own rules: first visits are those of new patients, and nobody has too many to come', () => {
    for (const { clinic } of CLINICS) {
      const exam = clinic.types.find(({ openTo }) => openTo === 'new_patients');
      const visitsOf = new Map<string, DemoAppointment[]>();
      for (const one of clinic.appointments) visitsOf.set(one.patientId, [...(visitsOf.get(one.patientId) ?? []), one]);
      for (const visits of visitsOf.values()) {
        if (visits.some(({ typeId }) => typeId === exam?.id)) expect(visits).toHaveLength(1);
        const open = visits.filter(({ status }) => OPEN_STATUSES.some((one) => one === status));
        expect(open.length).toBeLessThan(4);
      }
    }
  });

  it('knows everybody from before but those who come for the first time', () => {
    for (const { clinic } of CLINICS) {
      const exam = clinic.types.find(({ openTo }) => openTo === 'new_patients');
      const newcomers = new Set(clinic.patients.filter(({ knownSince }) => knownSince === null).map(({ id }) => id));
      expect(newcomers.size).toBe(12);
      for (const { patientId, typeId } of clinic.appointments) {
        if (typeId === exam?.id) expect(newcomers).toContain(patientId);
      }
    }
  });

  it('has people who wait for earlier times, and some who are due to come again', () => {
    for (const { now, clinic } of CLINICS) {
      const today = localDate(now, clinic);
      const [earlier] = clinic.waitlist;
      const visit = clinic.appointments.find(({ id }) => id === earlier?.appointmentId);
      if (!earlier || !visit) throw new Error(`nobody waits at ${now.toString()}`);
      expect(visit.patientId).toBe(earlier.patientId);
      expect(Temporal.PlainDate.compare(earlier.untilDay, localDate(visit.startsAt, clinic))).toBe(-1);
      expect(clinic.waitlist).toHaveLength(2);
      const due = clinic.recalls.filter(({ status, dueOn }) => status === 'open' && dueOn.until(today).days >= 0);
      expect(due.length).toBeGreaterThan(0);
      expect(new Set(clinic.recalls.map(({ patientId }) => patientId)).size).toBe(clinic.recalls.length);
    }
  });

  it('has finished what is past, and only that', () => {
    const now = MOMENTS[0] as Temporal.Instant;
    for (const { status, startsAt, endsAt } of live(buildDemoClinic(now))) {
      const over = Temporal.Instant.compare(endsAt, now) <= 0;
      const begun = Temporal.Instant.compare(startsAt, now) <= 0;
      const possible = over ? ['completed', 'no_show'] : begun ? ['seated'] : ['confirmed', 'scheduled'];
      expect(possible).toContain(status);
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
