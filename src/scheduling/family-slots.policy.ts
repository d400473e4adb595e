import { Temporal } from 'temporal-polyfill';
import { bookableDays, earliestStartMs, startsOf } from './bookable-time.policy.js';
import { freeChairs, freeFor, isOpenFor, planOf, type DayPlan, type Search } from './day-plan.policy.js';
import { arranged, type FamilyVisit } from './family-arrangement.policy.js';
import type { FamilyArrangement, FamilyOption } from './family-slots.types.js';
import type { SlotWindow } from './scheduling.types.js';

/** Between two visits that follow each other, at most. */
const MAX_WAIT_MS = 15 * 60_000;

/** One of the family, on one day. */
interface Member {
  index: number;
  search: Search;
  plan: DayPlan;
}

/** A day on which everybody of the family could be seen by somebody. */
interface FamilyDay {
  members: Member[];
  /** Every start of the clinic's grid. */
  gridMs: number[];
  visitAt: (member: Member, startMs: number) => FamilyVisit | null;
}

/**
 * Times at which a whole family can come, soonest first, at most one of each arrangement for a time. The window bounds the first
 * start; who follows whom is free. The searches are those of the members, in one clinic. Lazy: take as many as are needed.
 */
export function* familySlots(
  searches: readonly Search[],
  how: FamilyArrangement | 'either',
  window: SlotWindow,
): Generator<FamilyOption> {
  const nearest = [...searches].sort((a, b) => a.schedule.type.horizonDays - b.schedule.type.horizonDays)[0];
  if (!nearest) return;
  const { schedule, now } = nearest;
  for (const day of bookableDays(schedule, window, now)) {
    const members = searches.map((search, index) => ({ index, search, plan: planOf(search, day) }));
    if (members.some(({ plan }) => plan.leads.length === 0)) continue;
    const gridMs = [...startsOf(day, {}, schedule.slotMinutes)];
    const family = { members, gridMs, visitAt: rememberedVisits() };
    for (const startMs of startsOf(day, window, schedule.slotMinutes)) {
      if (how !== 'back_to_back') yield* optionOf('parallel', together(family, startMs));
      if (how !== 'parallel') yield* optionOf('back_to_back', inARow(family, [], members, [startMs]));
    }
  }
}

function together({ members, visitAt }: FamilyDay, startMs: number): FamilyVisit[] | null {
  const visits: FamilyVisit[] = [];
  for (const member of members) {
    const visit = visitAt(member, startMs);
    if (!visit) return null;
    visits.push(visit);
  }
  return visits;
}

/** Goes on from some visits with those who are left, the next one at one of the starts. */
function inARow(
  family: FamilyDay,
  visits: readonly FamilyVisit[],
  left: readonly Member[],
  startsMs: readonly number[],
): FamilyVisit[] | null {
  if (left.length === 0) return [...visits];
  for (const startMs of startsMs) {
    if (!hasTimeFor(left, startMs)) continue;
    for (const member of distinct(left)) {
      const visit = family.visitAt(member, startMs);
      if (!visit || !arranged([...visits, visit])) continue;
      const next = family.gridMs.filter((ms) => visit.endMs <= ms && ms <= visit.endMs + MAX_WAIT_MS);
      const others = left.filter((one) => one !== member);
      const all = inARow(family, [...visits, visit], others, next);
      if (all) return all;
    }
  }
  return null;
}

/** Whether the house stays open long enough: otherwise every order of a large family would be tried before closing time. */
function hasTimeFor(left: readonly Member[], startMs: number): boolean {
  const neededMs = left.reduce((sum, { search }) => sum + search.shape.visit.toMs, 0);
  const closesMs = Math.max(...left.flatMap(({ plan }) => plan.open.map(({ toMs }) => toMs)));
  return startMs + neededMs <= closesMs;
}

/** Of members who want the same, one: which of two children comes first makes no difference. */
function distinct(members: readonly Member[]): Member[] {
  const wish = ({ search }: Member) => `${search.schedule.type.id} ${search.providerId ?? ''}`;
  return [...new Map([...members].reverse().map((member) => [wish(member), member])).values()].reverse();
}

function rememberedVisits(): FamilyDay['visitAt'] {
  const known = new Map<string, FamilyVisit | null>();
  return (member, startMs) => {
    const key = `${member.index} ${startMs}`;
    const visit = known.has(key) ? known.get(key) : visitAlone(member, startMs);
    known.set(key, visit ?? null);
    return visit ?? null;
  };
}

function visitAlone({ index, search, plan }: Member, startMs: number): FamilyVisit | null {
  const { shape, schedule, now } = search;
  if (startMs < earliestStartMs(schedule, now) || !isOpenFor(plan, shape, startMs)) return null;
  const leads = freeFor(plan.leads, shape.lead, startMs);
  const others = shape.others.map((part, place) => freeFor(plan.others[place] ?? [], part, startMs));
  const chairs = freeChairs(plan, shape, startMs);
  const lacks = leads.length === 0 || chairs.length === 0 || others.some((candidates) => candidates.length === 0);
  return lacks ? null : { member: index, search, startMs, endMs: startMs + shape.visit.toMs, leads, others, chairs };
}

function* optionOf(how: FamilyArrangement, visits: readonly FamilyVisit[] | null): Generator<FamilyOption> {
  const arrangement = visits && arranged(visits);
  if (!visits || !arrangement) return;
  yield {
    how,
    startsAt: Temporal.Instant.fromEpochMilliseconds(Math.min(...visits.map(({ startMs }) => startMs))),
    endsAt: Temporal.Instant.fromEpochMilliseconds(Math.max(...visits.map(({ endMs }) => endMs))),
    visits: arrangement,
  };
}
