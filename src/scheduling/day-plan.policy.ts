import type { Temporal } from 'temporal-polyfill';
import type { OperatoryId, ProviderId } from '../common/ids/ids.js';
import type { Schedule, ScheduledProvider } from './availability.types.js';
import { localDay, type LocalDay } from './local-time.policy.js';
import type { Taken, TypeRules } from './scheduling.types.js';
import { contains, isApartFrom, overlapping, shifted, united, without, type Stretch } from './stretches.policy.js';
import { isFreeFor, openOn, weeklyBlocked, worksOn } from './working-time.policy.js';

const MS_PER_MINUTE = 60_000;

/** What a search looks at, in the form in which it is looked at for every day. */
export interface Search {
  schedule: Schedule;
  shape: VisitShape;
  /** By resource, united: what is taken, and single stretches that are kept for other types. */
  blocked: ReadonlyMap<string, Stretch[]>;
  /** Led by this provider only. */
  providerId: ProviderId | undefined;
  now: Temporal.Instant;
}

/** A visit and its parts, counted from its start. */
export interface VisitShape {
  visit: Stretch;
  /** With setup and cleanup. */
  chair: Stretch;
  /** Who leads it. */
  lead: Stretch[];
  /** Who else is needed. */
  others: Stretch[][];
}

/** Somebody, and when they work and are free on a day. */
export interface Candidate {
  provider: ScheduledProvider;
  free: Stretch[];
}

/** One day of a search. */
export interface DayPlan {
  open: Stretch[];
  /** Who could lead the visit, in the schedule's order. */
  leads: Candidate[];
  /** Who could do the part of each of the others. */
  others: Candidate[][];
  chairs: { id: OperatoryId; blocked: Stretch[] }[];
}

export function searchOf(
  schedule: Schedule,
  taken: readonly Taken[],
  { providerId, now }: { providerId?: ProviderId; now: Temporal.Instant },
): Search {
  const kept = schedule.reservedTimes.filter((one) => !isFreeFor(schedule, one.reserved, one.fromMs, now));
  const byResource = new Map<string, Stretch[]>();
  for (const one of [...taken, ...kept]) {
    const others = byResource.get(one.resourceId);
    if (others) others.push(one);
    else byResource.set(one.resourceId, [one]);
  }
  const blocked = new Map([...byResource].map(([id, stretches]) => [id, united(stretches)]));
  return { schedule, shape: shapeOf(schedule.type), blocked, providerId, now };
}

function shapeOf({ durationMinutes, setupMinutes, cleanupMinutes, demands }: TypeRules): VisitShape {
  const stretch = (fromMinute: number, toMinute: number): Stretch => ({
    fromMs: fromMinute * MS_PER_MINUTE,
    toMs: toMinute * MS_PER_MINUTE,
  });
  const [lead = [], ...others] = demands.map(({ stretches }) =>
    stretches.map(({ fromMinute, toMinute }) => stretch(fromMinute, toMinute)),
  );
  return {
    visit: stretch(0, durationMinutes),
    chair: stretch(-setupMinutes, durationMinutes + cleanupMinutes),
    lead,
    others,
  };
}

export function planOf(search: Search, day: LocalDay): DayPlan {
  const { schedule, blocked, providerId, now } = search;
  const open = openOn(day, schedule);
  if (open.length === 0) return { open, leads: [], others: [], chairs: [] };
  const weekly = weeklyBlocked(day, schedule, now);
  const freeOf = (provider: ScheduledProvider): Stretch[] => {
    const atWork = without(worksOn(day, provider, open), united(weekly.get(provider.id) ?? []));
    return without(atWork, overlapping(blocked.get(provider.id) ?? [], day));
  };
  const candidates = schedule.providers
    .map((provider) => ({ provider, free: freeOf(provider) }))
    .filter(({ free }) => free.length > 0);
  const { providerRole, demands, onlyProviderIds } = schedule.type;
  const ofRole = (role: string) => candidates.filter(({ provider }) => provider.role === role);
  const mayLead = (id: ProviderId): boolean =>
    (!providerId || id === providerId) && (onlyProviderIds.length === 0 || onlyProviderIds.includes(id));
  return {
    open,
    leads: ofRole(providerRole).filter(({ provider }) => mayLead(provider.id)),
    others: demands.slice(1).map(({ role }) => ofRole(role)),
    chairs: chairsOf(search, day),
  };
}

/** Setup and cleanup may reach into the days around. */
function chairsOf({ schedule, shape: { chair }, blocked, now }: Search, day: LocalDay): DayPlan['chairs'] {
  const reach = { fromMs: day.fromMs + chair.fromMs, toMs: day.toMs + chair.toMs };
  const daysAround = schedule.weeklyBlockouts.length === 0 ? [] : neighbours(day, schedule.timeZone);
  const weekly = daysAround.map((one) => weeklyBlocked(one, schedule, now));
  return schedule.operatories.map(({ id }) => ({
    id,
    blocked: united([...overlapping(blocked.get(id) ?? [], reach), ...weekly.flatMap((ofDay) => ofDay.get(id) ?? [])]),
  }));
}

const neighbours = (day: LocalDay, timeZone: string): LocalDay[] => [
  localDay(day.date.subtract({ days: 1 }), timeZone),
  day,
  localDay(day.date.add({ days: 1 }), timeZone),
];

/** Whether the house is open for the whole visit. */
export const isOpenFor = ({ open }: DayPlan, { visit }: VisitShape, startMs: number): boolean =>
  open.some((stretch) => contains(stretch, shifted(visit, startMs)));

/** Those of some candidates who are free for their part of a visit. */
export const freeFor = (candidates: readonly Candidate[], part: readonly Stretch[], startMs: number): Candidate[] =>
  candidates.filter(({ free }) =>
    part.every((stretch) => {
      const time = shifted(stretch, startMs);
      return free.some((one) => contains(one, time));
    }),
  );

export function freeChairs({ chairs }: DayPlan, { chair }: VisitShape, startMs: number): OperatoryId[] {
  const time = shifted(chair, startMs);
  return chairs.filter(({ blocked }) => isApartFrom(blocked, time)).map(({ id }) => id);
}
