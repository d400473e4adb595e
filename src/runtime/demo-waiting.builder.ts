import { Temporal } from 'temporal-polyfill';
import type { DemoAppointment, DemoClinic, DemoRecall, DemoWaitlistEntry } from './demo-clinic.types.js';
import type { SeededRandom } from '../common/random/seeded-random.js';

/** The first visit that somebody would rather have earlier is so far ahead. */
const WAITS_FROM_DAYS = 10;
const WAITS_FOR_DAYS = 28;
/** Patients whose next cleaning is due within so many days before and after today. */
const DUE_BEFORE_DAYS = 20;
const DUE_AFTER_DAYS = 25;
const DUE_COUNT = 12;
/** Every so many of them have been written to. */
const CONTACTED_EACH = 4;
const NOON = 720;

/** Somebody who has a visit and wants an earlier one, and somebody who takes whatever is free on some mornings. */
export function demoWaitlist(clinic: DemoClinic, random: SeededRandom, now: Temporal.Instant): DemoWaitlistEntry[] {
  const today = localDate(now, clinic);
  const [cleaning, filling] = ['Cleaning', 'Filling'].map((name) => clinic.types.find((type) => type.name === name));
  const later = clinic.appointments.find(
    ({ typeId, status, startsAt }) =>
      typeId === cleaning?.id &&
      status === 'scheduled' &&
      today.until(localDate(startsAt, clinic)).days >= WAITS_FROM_DAYS,
  );
  const busy = new Set(clinic.appointments.filter(isToCome).map(({ patientId }) => patientId));
  const other = clinic.patients.find(({ id }) => !busy.has(id));
  const entry = (patientId: string, typeId: string): Omit<DemoWaitlistEntry, 'appointmentId' | 'untilDay'> => ({
    id: random.uuid(),
    patientId,
    typeId,
    fromDay: today,
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    latestMinute: 1440,
    phone: clinic.patients.find(({ id }) => id === patientId)?.phone ?? '',
    createdAt: now.subtract({ hours: 24 + random.below(48) }),
  });
  return [
    ...(later
      ? [
          {
            ...entry(later.patientId, later.typeId),
            appointmentId: later.id,
            untilDay: localDate(later.startsAt, clinic).subtract({ days: 1 }),
          },
        ]
      : []),
    ...(other && filling
      ? [
          {
            ...entry(other.id, filling.id),
            appointmentId: null,
            untilDay: today.add({ days: WAITS_FOR_DAYS }),
            weekdays: [1, 3],
            latestMinute: NOON,
          },
        ]
      : []),
  ];
}

/**
 * When whom is due for their next cleaning: those who were here in the fortnight behind, those who have booked it, and some whose
 * half year is over about now.
 */
export function demoRecalls(clinic: DemoClinic, random: SeededRandom, now: Temporal.Instant): DemoRecall[] {
  const type = clinic.types.find(({ name }) => name === 'Cleaning');
  const intervalMonths = type?.recallMonths;
  if (!type || !intervalMonths) return [];
  const today = localDate(now, clinic);
  const cleanings = clinic.appointments.filter(({ typeId }) => typeId === type.id);
  const recall = (patientId: string, lastVisitOn: Temporal.PlainDate): DemoRecall => ({
    id: random.uuid(),
    patientId,
    typeId: type.id,
    intervalMonths,
    dueOn: lastVisitOn.add({ months: intervalMonths }),
    lastVisitOn,
    status: 'open',
    contactedAt: null,
    appointmentId: null,
    createdAt: now.subtract({ hours: 24 }),
  });
  const ago = (days: number) => today.subtract({ months: intervalMonths }).add({ days });
  const known = new Map<string, DemoRecall>();
  for (const { patientId, id } of cleanings.filter(isToCome)) {
    if (known.has(patientId)) continue;
    known.set(patientId, {
      ...recall(patientId, ago(random.below(DUE_AFTER_DAYS))),
      status: 'booked',
      appointmentId: id,
    });
  }
  for (const { patientId, startsAt } of cleanings.filter(({ status }) => status === 'completed'))
    if (!known.has(patientId)) known.set(patientId, recall(patientId, localDate(startsAt, clinic)));
  const others = random.shuffled(clinic.patients.filter(({ id }) => !known.has(id))).slice(0, DUE_COUNT);
  for (const [index, { id }] of others.entries()) {
    const lastVisitOn = ago(random.below(DUE_BEFORE_DAYS + DUE_AFTER_DAYS) - DUE_BEFORE_DAYS);
    const contacted = index % CONTACTED_EACH === 0;
    known.set(id, {
      ...recall(id, lastVisitOn),
      ...(contacted ? { status: 'contacted', contactedAt: now.subtract({ hours: 30 }) } : {}),
    });
  }
  return [...known.values()];
}

const isToCome = ({ status }: DemoAppointment): boolean => status === 'scheduled' || status === 'confirmed';

const localDate = (instant: Temporal.Instant, { timeZone }: Pick<DemoClinic, 'timeZone'>): Temporal.PlainDate =>
  instant.toZonedDateTimeISO(timeZone).toPlainDate();
