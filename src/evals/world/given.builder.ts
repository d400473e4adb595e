import { Temporal } from 'temporal-polyfill';
import { newId } from '../../common/ids/ids.js';
import type { DemoAppointment, DemoAppointmentType, DemoClinic } from '../../runtime/demo-clinic.types.js';
import { demoScheduleFor } from '../../runtime/demo-schedule.builder.js';
import { placementAt } from '../../scheduling/availability.policy.js';
import type { Placement } from '../../scheduling/availability.types.js';
import type { Allotment, Taken } from '../../scheduling/scheduling.types.js';
import type { Day, Given, LocalMoment } from '../../simulation/caller/given.types.js';
import type { GivenRows } from './world.types.js';

/** What is given can not be so. The message is for whoever wrote the scenario. */
export class GivenError extends Error {
  override readonly name = 'GivenError';
}

/** So long before a visit it is looked at by the rules of booking, so that no notice is too short. */
const LEAD_HOURS = 48;
/** Those who have been here before came first so long ago. */
const KNOWN_FOR_HOURS = 24 * 400;
const BOOKED_AGO_HOURS = 24 * 7;
/** A time that was given up after so long. */
const GIVEN_UP_AFTER_MINUTES = 30;
const GIVEN_UP = ['cancelled', 'rescheduled', 'no_show'];

/** The day that is meant by somebody who speaks today. */
export function dateOf(day: Day, today: Temporal.PlainDate): Temporal.PlainDate {
  if ('inDays' in day) return today.add({ days: day.inDays });
  return today.add({ days: ((day.weekday - today.dayOfWeek + 6) % 7) + 1 });
}

/** @throws GivenError where a visit can't be at its time. */
export function buildGiven(house: DemoClinic, given: Given, now: Temporal.Instant): GivenRows {
  const patients = given.patients.map(({ name, phone, birthDate, email, known }) => {
    const createdAt = now.subtract({ hours: KNOWN_FOR_HOURS });
    return {
      ...namesOf(name),
      id: newId(),
      phone,
      birthDate: Temporal.PlainDate.from(birthDate),
      ...(email === undefined ? {} : { email }),
      createdAt,
      knownSince: known ? createdAt.toZonedDateTimeISO(house.timeZone).toPlainDate() : null,
    };
  });
  const idOf = (name: string) => patients[given.patients.findIndex((patient) => patient.name === name)]?.id ?? '';
  const visits = placeVisits(house, given, idOf, now);
  return {
    patients,
    representatives: given.patients.flatMap(({ name, guardian, authorised }) => [
      ...representative(idOf, name, guardian, 'guardian' as const),
      ...representative(idOf, name, authorised, 'authorised' as const),
    ]),
    visits,
    busy: given.fullUntil ? busyTimes(house, given.fullUntil, visits, now) : [],
  };
}

/** All first names but the last word are first names. */
function namesOf(name: string): { givenName: string; familyName: string } {
  const words = name.split(' ');
  return { givenName: words.slice(0, -1).join(' '), familyName: words.at(-1) ?? '' };
}

const representative = <Relation>(
  idOf: (name: string) => string,
  name: string,
  by: string | undefined,
  relation: Relation,
) => (by === undefined ? [] : [{ patientId: idOf(name), representativeId: idOf(by), relation }]);

function placeVisits(
  house: DemoClinic,
  given: Given,
  idOf: (name: string) => string,
  now: Temporal.Instant,
): DemoAppointment[] {
  const visits: DemoAppointment[] = [];
  for (const { patient, type: typeName, at, with: provider, status } of given.visits) {
    const where = `${typeName} of ${patient} at ${at.time}`;
    const type = house.types.find(({ name }) => name === typeName);
    if (!type) throw new GivenError(`${where}: the clinic has no such type of visit`);
    if (provider !== undefined && !house.providers.some(({ name }) => name === provider)) {
      throw new GivenError(`${where}: nobody at the clinic is called ${provider}`);
    }
    const startsAt = instantOf(at, house, now);
    const isGivenUp = GIVEN_UP.includes(status);
    const taken = isGivenUp ? [] : visits.filter(({ releasedAt }) => !releasedAt).flatMap(takenBy);
    const place = placeFor(house, type, startsAt, provider ?? null, taken);
    if (!place) throw new GivenError(`${where}: nobody and no room is free then`);
    const createdAt = earlier(startsAt, now).subtract({ hours: BOOKED_AGO_HOURS });
    visits.push({
      id: newId(),
      patientId: idOf(patient),
      typeId: type.id,
      providerId: place.providerId,
      operatoryId: place.operatoryId,
      startsAt,
      endsAt: startsAt.add({ minutes: type.durationMinutes }),
      status,
      createdAt,
      releasedAt: isGivenUp ? createdAt.add({ minutes: GIVEN_UP_AFTER_MINUTES }) : null,
      allocations: place.allotments.map((allotment) => ({ ...allotment, id: newId() })),
    });
  }
  return visits;
}

function placeFor(
  house: DemoClinic,
  type: DemoAppointmentType,
  startsAt: Temporal.Instant,
  provider: string | null,
  taken: readonly Taken[],
): Extract<Placement, { kind: 'possible' }> | null {
  const schedule = { ...demoScheduleFor(house, type), weeklyBlockouts: [] };
  const [operatory] = schedule.operatories;
  if (!operatory) return null;
  const leaders = schedule.providers.filter(
    ({ name, role }) => role === type.providerRole && (provider === null || name === provider),
  );
  for (const { id } of leaders) {
    const wanted = {
      providerId: id,
      operatoryId: operatory.id,
      startsAt,
      endsAt: startsAt.add({ minutes: type.durationMinutes }),
    };
    const place = placementAt(schedule, taken, wanted, startsAt.subtract({ hours: LEAD_HOURS }));
    if (place.kind === 'possible') return place;
  }
  return null;
}

/** All time of everybody from today up to and with a day, but that of the visits. */
function busyTimes(
  { providers, timeZone }: DemoClinic,
  until: Day,
  visits: readonly DemoAppointment[],
  now: Temporal.Instant,
): GivenRows['busy'] {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  const from = today.toZonedDateTime(timeZone).toInstant();
  const to = dateOf(until, today).add({ days: 1 }).toZonedDateTime(timeZone).toInstant();
  const kept = visits.filter(({ releasedAt }) => !releasedAt).flatMap(({ allocations }) => allocations);
  return providers.flatMap(({ id: resourceId }) => {
    const own = kept
      .filter((one) => one.resourceId === resourceId)
      .toSorted((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt));
    const starts = [from, ...own.map(({ endsAt }) => endsAt)];
    const ends = [...own.map(({ startsAt }) => startsAt), to];
    return starts
      .map((start, index) => ({ id: newId(), resourceId, from: start, to: earlier(ends[index] ?? to, to) }))
      .filter((stretch) => Temporal.Instant.compare(stretch.from, stretch.to) < 0);
  });
}

const instantOf = ({ day, time }: LocalMoment, { timeZone }: DemoClinic, now: Temporal.Instant): Temporal.Instant =>
  dateOf(day, now.toZonedDateTimeISO(timeZone).toPlainDate())
    .toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) })
    .toInstant();

const takenBy = ({ allocations }: { allocations: readonly Allotment[] }): Taken[] =>
  allocations.map(({ resourceId, startsAt, endsAt }) => ({
    resourceId,
    fromMs: startsAt.epochMilliseconds,
    toMs: endsAt.epochMilliseconds,
  }));

const earlier = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(a, b) <= 0 ? a : b;
