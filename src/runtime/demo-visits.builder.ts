import { Temporal } from 'temporal-polyfill';
import type { ProviderId } from '../common/ids/ids.js';
import { placementAt } from '../scheduling/availability.policy.js';
import type { Placement, ReservedTime, Schedule } from '../scheduling/availability.types.js';
import { localDay, type LocalDay } from '../scheduling/local-time.policy.js';
import type { Allotment, Taken } from '../scheduling/scheduling.types.js';
import type {
  DemoAppointment,
  DemoAppointmentType,
  DemoClinic,
  DemoPatient,
  DemoProvider,
} from './demo-clinic.types.js';
import { DEMO_NEWCOMERS } from './demo-patients.data.js';
import { demoKeptTimes, demoScheduleFor } from './demo-schedule.builder.js';
import type { SeededRandom } from '../common/random/seeded-random.js';

const CONFIRMED_DAYS_AHEAD = 3;
/**
 * Of the visits that would fill a shift, how many are kept, so that about 60 % of the time is booked: less of what most callers ask
 * for, more of what often finds no place, since somebody else is needed for it.
 */
const KEPT = { hygienist: 0.72, dentist: 0.95, assistant: 0.85 };
const CANCELLED = 0.04;
const NO_SHOW = 0.05;
const GRID_MINUTES = 15;
const MINUTE_MS = 60_000;
/** So long before a day its visits are looked at by the rules: notice is given, and what is kept for emergencies is kept. */
const LEAD_HOURS = 48;
/** One less than a patient may hold, so that everybody can book one more. */
const MAX_OPEN = 3;

interface Place extends Extract<Placement, { kind: 'possible' }> {
  type: DemoAppointmentType;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
}

/** Makes up the visits of a clinic, one day after another, by the rules that bookings are made by. */
export class DemoVisits {
  private readonly schedules: ReadonlyMap<string, Schedule>;
  private readonly newcomers: DemoPatient[];
  private readonly regulars: DemoPatient[];
  private readonly open = new Map<string, number>();
  private keptTimes: ReservedTime[] = [];

  constructor(
    private readonly clinic: DemoClinic,
    private readonly random: SeededRandom,
    private readonly now: Temporal.Instant,
  ) {
    this.schedules = new Map(
      clinic.types.map((type) => [type.id, { ...demoScheduleFor(clinic, type), weeklyBlockouts: [] }]),
    );
    this.newcomers = clinic.patients.slice(-DEMO_NEWCOMERS);
    this.regulars = clinic.patients.slice(0, -DEMO_NEWCOMERS);
  }

  /** Every shift filled from end to end, and then thinned out. Nobody comes twice on a day. */
  on(date: Temporal.PlainDate): DemoAppointment[] {
    const day = localDay(date, this.clinic.timeZone);
    this.keptTimes = demoKeptTimes(this.clinic, day);
    const visits: DemoAppointment[] = [];
    const waiting = this.random.shuffled(this.regulars);
    for (const provider of this.clinic.providers) {
      for (const shift of provider.hours.filter(({ weekday }) => weekday === date.dayOfWeek)) {
        let minute = shift.startMinute;
        while (minute < shift.endMinute) minute += this.fill(visits, waiting, provider, day, minute, shift.endMinute);
      }
    }
    return visits;
  }

  /** Adds a visit that begins then, or not, and answers how many minutes to go on. */
  private fill(
    visits: DemoAppointment[],
    waiting: DemoPatient[],
    provider: DemoProvider,
    day: LocalDay,
    minute: number,
    endMinute: number,
  ): number {
    const fitting = this.clinic.types.filter(
      (type) =>
        type.providerRole === provider.role &&
        minute + type.durationMinutes <= endMinute &&
        (type.openTo !== 'new_patients' || this.newcomers.length > 0),
    );
    const type = this.random.pick(fitting);
    if (!type) return GRID_MINUTES;
    const length = Math.ceil(type.durationMinutes / GRID_MINUTES) * GRID_MINUTES;
    if (!this.random.chance(KEPT[provider.role])) return length;
    const place = this.placeFor(type, provider, day, minute, visits);
    const patient = place && this.patientFor(type, waiting, place);
    if (!patient) return GRID_MINUTES;
    visits.push(this.visit(place, patient));
    return length;
  }

  private placeFor(
    type: DemoAppointmentType,
    provider: DemoProvider,
    day: LocalDay,
    minute: number,
    visits: readonly DemoAppointment[],
  ): Place | null {
    const schedule = this.schedules.get(type.id);
    const [operatory] = schedule?.operatories ?? [];
    const startMs = day.startMs(minute);
    if (!schedule || !operatory || startMs === null) return null;
    const startsAt = Temporal.Instant.fromEpochMilliseconds(startMs);
    const endsAt = startsAt.add({ minutes: type.durationMinutes });
    const wanted = {
      providerId: provider.id as ProviderId,
      operatoryId: operatory.id,
      startsAt,
      endsAt,
    };
    if (this.isKept(provider, type, startMs, endsAt.epochMilliseconds)) return null;
    const taken = visits.flatMap(({ allocations }) => allocations.map(takenBy));
    const placement = placementAt(
      { ...schedule, reservedTimes: this.keptTimes },
      taken,
      wanted,
      startsAt.subtract({ hours: LEAD_HOURS }),
    );
    return placement.kind === 'possible' ? { ...placement, type, startsAt, endsAt } : null;
  }

  /** Known without all the rules, which take their time. */
  private isKept(provider: DemoProvider, type: DemoAppointmentType, fromMs: number, toMs: number): boolean {
    return this.keptTimes.some(
      (kept) =>
        kept.resourceId === provider.id &&
        kept.fromMs < toMs &&
        fromMs < kept.toMs &&
        !kept.reserved.for.some((id) => id === type.id),
    );
  }

  /** Somebody who is not here on this day yet and has not too many visits to come; for a first visit somebody new. */
  private patientFor(type: DemoAppointmentType, waiting: DemoPatient[], { startsAt }: Place): DemoPatient | undefined {
    if (type.openTo === 'new_patients') return this.newcomers.pop();
    const isToCome = Temporal.Instant.compare(startsAt, this.now) > 0;
    const next = waiting.findIndex(({ id }) => !isToCome || (this.open.get(id) ?? 0) < MAX_OPEN);
    const [patient] = next < 0 ? [] : waiting.splice(next, 1);
    if (patient && isToCome) this.open.set(patient.id, (this.open.get(patient.id) ?? 0) + 1);
    return patient;
  }

  private visit(place: Place, patient: DemoPatient): DemoAppointment {
    const { random, now } = this;
    const { startsAt, endsAt, type } = place;
    const status = statusOf(startsAt, endsAt, now, random.next());
    const earliestMs = patient.createdAt.epochMilliseconds;
    const wantedMs =
      Math.min(startsAt.epochMilliseconds, now.epochMilliseconds) - (1 + random.below(20 * 24)) * 60 * MINUTE_MS;
    const createdAt = Temporal.Instant.fromEpochMilliseconds(Math.max(earliestMs, wantedMs));
    const releasedAt = status === 'cancelled' ? createdAt.add({ minutes: 30 }) : null;
    return {
      id: random.uuid(),
      patientId: patient.id,
      typeId: type.id,
      providerId: place.providerId,
      operatoryId: place.operatoryId,
      startsAt,
      endsAt,
      status,
      createdAt,
      releasedAt,
      allocations: place.allotments.map((allotment) => ({ ...allotment, id: random.uuid() })),
    };
  }
}

const takenBy = ({ resourceId, startsAt, endsAt }: Allotment): Taken => ({
  resourceId,
  fromMs: startsAt.epochMilliseconds,
  toMs: endsAt.epochMilliseconds,
});

function statusOf(
  startsAt: Temporal.Instant,
  endsAt: Temporal.Instant,
  now: Temporal.Instant,
  luck: number,
): DemoAppointment['status'] {
  if (luck < CANCELLED) return 'cancelled';
  if (Temporal.Instant.compare(endsAt, now) <= 0) return luck < CANCELLED + NO_SHOW ? 'no_show' : 'completed';
  if (Temporal.Instant.compare(startsAt, now) <= 0) return 'seated';
  const soon = now.add({ hours: 24 * CONFIRMED_DAYS_AHEAD });
  return Temporal.Instant.compare(startsAt, soon) <= 0 ? 'confirmed' : 'scheduled';
}
