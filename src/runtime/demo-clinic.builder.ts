import { Temporal } from 'temporal-polyfill';
import { localDay, type LocalDay } from '../scheduling/local-time.policy.js';
import {
  DEMO_OPENING_HOURS,
  DEMO_OPERATORIES,
  DEMO_PATIENTS,
  DEMO_PROFILE,
  DEMO_PROVIDERS,
  DEMO_TYPES,
} from './demo-clinic.data.js';
import type {
  DemoAppointment,
  DemoAppointmentType,
  DemoClinic,
  DemoOperatory,
  DemoPatient,
  DemoProvider,
} from './demo-clinic.types.js';
import { nextHoliday } from './demo-holidays.policy.js';

const DAYS_BEFORE = 14;
const DAYS_AFTER = 28;
const CONFIRMED_DAYS_AHEAD = 3;
/** Of the appointments that would fill a day, how many are kept: with the gaps at the ends of shifts, 60 % of the time. */
const KEPT = 0.67;
const CANCELLED = 0.04;
const NO_SHOW = 0.05;
const GRID_MINUTES = 15;
const MINUTE_MS = 60_000;

/** Everything is the same for the same day; only the calendar moves. */
const SEED = 20_261_120;

/** A clinic in the middle of its work around `now`: a fortnight behind it, four weeks before it, about 60 % full. */
export function buildDemoClinic(now: Temporal.Instant): DemoClinic {
  const random = new Random(SEED);
  const today = now.toZonedDateTimeISO(DEMO_PROFILE.timeZone).toPlainDate();
  const holiday = nextHoliday(
    today,
    DEMO_OPENING_HOURS.map(({ weekday }) => weekday),
  );
  const clinic: DemoClinic = {
    ...DEMO_PROFILE,
    id: random.uuid(),
    openingHours: DEMO_OPENING_HOURS,
    closure: { id: random.uuid(), name: holiday.name, startsOn: holiday.date, endsOn: holiday.date },
    providers: DEMO_PROVIDERS.map((provider) => ({ ...provider, id: random.uuid() })),
    operatories: DEMO_OPERATORIES.map((operatory) => ({ ...operatory, id: random.uuid() })),
    types: DEMO_TYPES.map((type) => ({ ...type, id: random.uuid() })),
    patients: patients(random, now),
    appointments: [],
  };
  for (let offset = -DAYS_BEFORE; offset <= DAYS_AFTER; offset++) {
    const date = today.add({ days: offset });
    if (!date.equals(holiday.date)) clinic.appointments.push(...appointmentsOf(date, clinic, random, now));
  }
  return clinic;
}

function patients(random: Random, now: Temporal.Instant): DemoPatient[] {
  let line = 1000;
  return DEMO_PATIENTS.map(([givenName, familyName], index) => {
    if (DEMO_PATIENTS[index - 1]?.[1] !== familyName) line += 1 + random.below(200);
    return {
      id: random.uuid(),
      givenName,
      familyName,
      phone: `+1555010${line}`,
      birthDate: Temporal.PlainDate.from('1944-01-01').add({ days: random.below(74 * 365) }),
      createdAt: now.subtract({ hours: 24 * (60 + random.below(1500)) }),
    };
  });
}

interface Place {
  provider: DemoProvider;
  type: DemoAppointmentType;
  operatory: DemoOperatory;
  startMinute: number;
  endMinute: number;
}

function appointmentsOf(
  date: Temporal.PlainDate,
  clinic: DemoClinic,
  random: Random,
  now: Temporal.Instant,
): DemoAppointment[] {
  const day = localDay(date, clinic.timeZone);
  const waiting = random.shuffled(clinic.patients);
  return placesOf(date, clinic, random).flatMap((place) => {
    const patient = waiting.pop(); // so nobody comes twice a day
    return patient ? [appointment(day, place, patient, random, now)] : [];
  });
}

/** Who treats what, where and when on a day: every shift filled from end to end, and then thinned out. */
function placesOf(date: Temporal.PlainDate, clinic: DemoClinic, random: Random): Place[] {
  const places: Place[] = [];
  for (const provider of clinic.providers) {
    const types = clinic.types.filter((type) => type.providerRole === provider.role);
    for (const shift of provider.hours.filter((hours) => hours.weekday === date.dayOfWeek)) {
      let startMinute = shift.startMinute;
      while (startMinute < shift.endMinute) {
        const type = random.pick(types.filter((one) => startMinute + one.durationMinutes <= shift.endMinute));
        const endMinute = startMinute + (type?.durationMinutes ?? GRID_MINUTES);
        const operatory = type && freeOperatory(clinic.operatories, places, type, startMinute, endMinute);
        const kept = random.chance(KEPT) && !isKeptFree(provider, date.dayOfWeek, startMinute, endMinute);
        if (type && operatory && kept) {
          places.push({ provider, type, operatory, startMinute, endMinute });
        }
        startMinute = endMinute;
      }
    }
  }
  return places;
}

const isKeptFree = (provider: DemoProvider, weekday: number, startMinute: number, endMinute: number): boolean =>
  provider.keepsFree.some(
    (kept) => kept.weekday === weekday && kept.startMinute < endMinute && startMinute < kept.endMinute,
  );

function freeOperatory(
  operatories: readonly DemoOperatory[],
  places: readonly Place[],
  type: DemoAppointmentType,
  startMinute: number,
  endMinute: number,
): DemoOperatory | undefined {
  const inUse = places.filter((place) => place.startMinute < endMinute && startMinute < place.endMinute);
  return operatories.find(
    (operatory) => operatory.kind === type.operatoryKind && !inUse.some((place) => place.operatory.id === operatory.id),
  );
}

function appointment(
  day: LocalDay,
  place: Place,
  patient: DemoPatient,
  random: Random,
  now: Temporal.Instant,
): DemoAppointment {
  const [startsAt, endsAt] = [place.startMinute, place.endMinute].map((minute) =>
    Temporal.Instant.fromEpochMilliseconds(day.boundaryMs(minute)),
  ) as [Temporal.Instant, Temporal.Instant];
  const status = statusOf(startsAt, endsAt, now, random.next());
  const madeMs =
    Math.min(startsAt.epochMilliseconds, now.epochMilliseconds) - (1 + random.below(20 * 24)) * 60 * MINUTE_MS;
  const createdAt = Temporal.Instant.fromEpochMilliseconds(madeMs);
  return {
    id: random.uuid(),
    patientId: patient.id,
    typeId: place.type.id,
    providerId: place.provider.id,
    operatoryId: place.operatory.id,
    startsAt,
    endsAt,
    status,
    createdAt,
    releasedAt: status === 'cancelled' ? createdAt.add({ minutes: 30 }) : null,
    allocationIds: [random.uuid(), random.uuid()],
  };
}

function statusOf(
  startsAt: Temporal.Instant,
  endsAt: Temporal.Instant,
  now: Temporal.Instant,
  luck: number,
): DemoAppointment['status'] {
  if (luck < CANCELLED) return 'cancelled';
  if (Temporal.Instant.compare(endsAt, now) <= 0) return luck < CANCELLED + NO_SHOW ? 'no_show' : 'completed';
  const soon = now.add({ hours: 24 * CONFIRMED_DAYS_AHEAD });
  return Temporal.Instant.compare(startsAt, soon) <= 0 ? 'confirmed' : 'scheduled';
}

/** A small generator with a seed (mulberry32): the demo must be the same everywhere, and needs no secrecy. */
class Random {
  constructor(private state: number) {}

  /** [0, 1) */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Item>(items: readonly Item[]): Item | undefined {
    return items[this.below(items.length)];
  }

  shuffled<Item>(items: readonly Item[]): Item[] {
    return items
      .map((item) => ({ item, order: this.next() }))
      .sort((a, b) => a.order - b.order)
      .map(({ item }) => item);
  }

  uuid(): string {
    const hex = Array.from({ length: 32 }, (_, index) => {
      if (index === 12) return '4'; // version
      return (index === 16 ? 8 + this.below(4) : this.below(16)).toString(16); // 16: variant
    }).join('');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  }
}
