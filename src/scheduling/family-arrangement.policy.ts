import { Temporal } from 'temporal-polyfill';
import type { OperatoryId } from '../common/ids/ids.js';
import type { Candidate, Search } from './day-plan.policy.js';
import type { FamilyOption } from './family-slots.types.js';
import type { Slot } from './scheduling.types.js';
import { isApartFrom, shifted, type Stretch } from './stretches.policy.js';

/** A visit of one of a family at one time, and whom and what it could have if nobody else of the family came. */
export interface FamilyVisit {
  /** Their place among the members. */
  member: number;
  search: Search;
  startMs: number;
  endMs: number;
  leads: Candidate[];
  /** For each of the others whom the visit needs. */
  others: Candidate[][];
  chairs: OperatoryId[];
}

/** Something that one of some resources is needed for. */
interface Need {
  /** Of the role or the kind that all these resources have. */
  pool: string;
  resourceIds: string[];
  stretches: Stretch[];
}

interface Use {
  resourceId: string;
  stretches: Stretch[];
}

/** With whom and where all the visits can be had together, in an order in which they can be booked; null when they can't. */
export function arranged(visits: readonly FamilyVisit[]): FamilyOption['visits'] | null {
  // Whoever books gets any of those who are free for a part of a visit: first the visits that leave no such choice.
  const inOrder = [...visits].sort((a, b) => a.others.length - b.others.length || a.member - b.member);
  const needs = inOrder.map((visit) => ({
    visit,
    lead: leadOf(visit),
    chair: chairOf(visit),
    others: othersOf(visit),
  }));
  const others = needs.flatMap((one) => one.others);
  const leads = fewestFirst(needs.map((one) => one.lead));
  const found = assigned([...others, ...leads, ...fewestFirst(needs.map((one) => one.chair))]);
  if (!found) return null;

  const uses: Use[] = [];
  const booked: FamilyOption['visits'] = [];
  for (const { visit, lead, chair, others } of needs) {
    const provider = visit.leads.find((one) => one.provider.id === found.get(lead))?.provider;
    const operatoryId = visit.chairs.find((id) => id === found.get(chair));
    if (!provider || !operatoryId) return null;
    for (const need of [{ ...lead, resourceIds: [provider.id] }, { ...chair, resourceIds: [operatoryId] }, ...others]) {
      const resourceId = need.resourceIds.find((id) => isFree(uses, id, need.stretches));
      if (!resourceId) return null;
      uses.push({ resourceId, stretches: need.stretches });
    }
    booked.push({ member: visit.member, slot: slotOf(visit, provider, operatoryId) });
  }
  return booked;
}

const leadOf = ({ search: { schedule, shape }, leads, startMs }: FamilyVisit): Need => ({
  pool: schedule.type.providerRole,
  resourceIds: leads.map(({ provider }) => provider.id),
  stretches: shape.lead.map((stretch) => shifted(stretch, startMs)),
});

const othersOf = ({ search: { schedule, shape }, others, startMs }: FamilyVisit): Need[] =>
  schedule.type.demands.slice(1).map(({ role }, index) => ({
    pool: role,
    resourceIds: (others[index] ?? []).map(({ provider }) => provider.id),
    stretches: (shape.others[index] ?? []).map((stretch) => shifted(stretch, startMs)),
  }));

const chairOf = ({ search: { schedule, shape }, chairs, startMs }: FamilyVisit): Need => ({
  pool: schedule.type.operatoryKind,
  resourceIds: chairs,
  stretches: [shifted(shape.chair, startMs)],
});

const fewestFirst = (needs: readonly Need[]): Need[] =>
  [...needs].sort((a, b) => a.resourceIds.length - b.resourceIds.length);

/** One resource for each need, none twice at a time. Pools have nothing in common, so each is a puzzle of its own. */
function assigned(needs: readonly Need[]): Map<Need, string> | null {
  const found = new Map<Need, string>();
  for (const pool of new Set(needs.map((need) => need.pool))) {
    if (
      !assign(
        needs.filter((need) => need.pool === pool),
        [],
        found,
      )
    )
      return null;
  }
  return found;
}

function assign([need, ...rest]: readonly Need[], uses: readonly Use[], found: Map<Need, string>): boolean {
  if (!need) return true;
  return need.resourceIds.some((resourceId) => {
    found.set(need, resourceId);
    const fits = isFree(uses, resourceId, need.stretches);
    return fits && assign(rest, [...uses, { resourceId, stretches: need.stretches }], found);
  });
}

const isFree = (uses: readonly Use[], resourceId: string, stretches: readonly Stretch[]): boolean =>
  uses.every((use) => use.resourceId !== resourceId || stretches.every((one) => isApartFrom(use.stretches, one)));

const slotOf = (
  { search: { schedule }, startMs, endMs }: FamilyVisit,
  { id, name }: Candidate['provider'],
  operatoryId: OperatoryId,
): Slot => ({
  typeId: schedule.type.id,
  providerId: id,
  providerName: name,
  operatoryId,
  startsAt: Temporal.Instant.fromEpochMilliseconds(startMs),
  endsAt: Temporal.Instant.fromEpochMilliseconds(endMs),
});
