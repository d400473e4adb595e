import { Temporal } from 'temporal-polyfill';
import type { OperatoryId, ProviderId } from '../common/ids/ids.js';
import type { Placement, Schedule } from './availability.types.js';
import { bookableDays, bookableRange, dayOfStart, earliestStartMs, startsOf } from './bookable-time.policy.js';
import {
  freeChairs,
  freeFor,
  isOpenFor,
  planOf,
  searchOf,
  type Candidate,
  type DayPlan,
  type Search,
} from './day-plan.policy.js';
import { startOfDay } from './local-time.policy.js';
import type { Allotment, PatientStanding, Slot, SlotWindow, Taken, TypeRules } from './scheduling.types.js';
import { shifted, type Stretch } from './stretches.policy.js';

const MS_PER_MINUTE = 60_000;

export interface OpenSlotsQuery {
  window: SlotWindow;
  /** Led by this provider only. */
  providerId?: ProviderId;
  now: Temporal.Instant;
}

/**
 * Every slot that could be booked, soonest first, then in the schedule's order of providers. Each provider who could lead the
 * visit gives one slot, with the first free chair. Lazy: take as many as are needed.
 */
export function* openSlots(schedule: Schedule, taken: readonly Taken[], query: OpenSlotsQuery): Generator<Slot> {
  const { window, now } = query;
  const search = searchOf(schedule, taken, query);
  const earliestMs = earliestStartMs(schedule, now);
  for (const day of bookableDays(schedule, window, now)) {
    const plan = planOf(search, day);
    if (plan.leads.length === 0) continue;
    for (const startMs of startsOf(day, window, schedule.slotMinutes)) {
      if (startMs >= earliestMs) yield* slotsAt(search, plan, startMs);
    }
  }
}

/**
 * What a visit would take: its provider as wanted, the wanted chair or else another one of its kind, and others whom the type
 * needs as they are free. The allotments are in the order of their resources' ids, then of time.
 */
export function placementAt(
  schedule: Schedule,
  taken: readonly Taken[],
  wanted: Omit<Slot, 'providerName' | 'typeId'>,
  now: Temporal.Instant,
): Placement {
  const day = dayOfStart(schedule, wanted.startsAt, now);
  const length = wanted.endsAt.epochMilliseconds - wanted.startsAt.epochMilliseconds;
  const isWhole = length === schedule.type.durationMinutes * MS_PER_MINUTE;
  const isKnown = schedule.operatories.some(({ id }) => id === wanted.operatoryId);
  if (!day || !isWhole || !isKnown) return { kind: 'refused' };

  const partsWith = (busy: readonly Taken[]) => {
    const search = searchOf(schedule, busy, { providerId: wanted.providerId, now });
    return partsAt(search, planOf(search, day), wanted);
  };
  if (!partsWith([])) return { kind: 'refused' };
  const parts = partsWith(taken);
  return parts ? { kind: 'possible', providerId: wanted.providerId, ...parts } : { kind: 'taken' };
}

/** The span that `openSlots` needs to know the taken times of; null when no day of the window can be booked. */
export function spanOf(schedule: Schedule, window: SlotWindow, now: Temporal.Instant): Stretch | null {
  const { first, last } = bookableRange(schedule, window, now);
  if (Temporal.PlainDate.compare(first, last) > 0) return null;
  return {
    fromMs: startOfDay(first, schedule.timeZone).epochMilliseconds - schedule.type.setupMinutes * MS_PER_MINUTE,
    toMs:
      startOfDay(last.add({ days: 1 }), schedule.timeZone).epochMilliseconds +
      schedule.type.cleanupMinutes * MS_PER_MINUTE,
  };
}

/** As if the clinic had this chair only, or all of them when none is named. */
export const inChair = (schedule: Schedule, operatoryId: OperatoryId | undefined): Schedule =>
  operatoryId === undefined
    ? schedule
    : { ...schedule, operatories: schedule.operatories.filter(({ id }) => id === operatoryId) };

/** Whether the type is for somebody of this standing, as far as it is known. */
export function isOpenTo({ openTo }: Pick<TypeRules, 'openTo'>, standing: PatientStanding | undefined): boolean {
  if (!standing || openTo === 'everyone') return true;
  return (openTo === 'new_patients') === (standing === 'new');
}

function* slotsAt({ schedule, shape }: Search, plan: DayPlan, startMs: number): Generator<Slot> {
  const leads = freeFor(plan.leads, shape.lead, startMs);
  if (leads.length === 0 || !isOpenFor(plan, shape, startMs) || !othersAt(shape, plan, startMs)) return;
  const [operatoryId] = freeChairs(plan, shape, startMs);
  if (!operatoryId) return;
  const visit = shifted(shape.visit, startMs);
  const startsAt = Temporal.Instant.fromEpochMilliseconds(visit.fromMs);
  const endsAt = Temporal.Instant.fromEpochMilliseconds(visit.toMs);
  for (const { provider } of leads) {
    yield {
      typeId: schedule.type.id,
      providerId: provider.id,
      providerName: provider.name,
      operatoryId,
      startsAt,
      endsAt,
    };
  }
}

/** What a visit with the first of the plan's leads takes; null when something is missing. */
function partsAt(
  { shape }: Search,
  plan: DayPlan,
  wanted: Pick<Slot, 'startsAt' | 'operatoryId'>,
): { operatoryId: OperatoryId; allotments: Allotment[] } | null {
  const startMs = wanted.startsAt.epochMilliseconds;
  const [lead] = freeFor(plan.leads, shape.lead, startMs);
  const others = othersAt(shape, plan, startMs);
  const chairs = freeChairs(plan, shape, startMs);
  const operatoryId = chairs.find((id) => id === wanted.operatoryId) ?? chairs[0];
  if (!lead || !others || !operatoryId || !isOpenFor(plan, shape, startMs)) return null;
  const takes = (resourceId: string, stretches: readonly Stretch[]): Allotment[] =>
    stretches.map((stretch) => allotment(resourceId, shifted(stretch, startMs)));
  const allotments = [
    ...takes(lead.provider.id, shape.lead),
    ...others.flatMap(({ provider }, index) => takes(provider.id, shape.others[index] ?? [])),
    ...takes(operatoryId, [shape.chair]),
  ];
  return { operatoryId, allotments: allotments.sort(inOrder) };
}

/** The first who is free for the part of each of the others; null when there is nobody for one of them. */
function othersAt(shape: Search['shape'], { others }: DayPlan, startMs: number): Candidate[] | null {
  const found = shape.others.map((part, index) => freeFor(others[index] ?? [], part, startMs)[0]);
  return found.every((one) => one !== undefined) ? found : null;
}

const allotment = (resourceId: string, { fromMs, toMs }: Stretch): Allotment => ({
  resourceId,
  startsAt: Temporal.Instant.fromEpochMilliseconds(fromMs),
  endsAt: Temporal.Instant.fromEpochMilliseconds(toMs),
});

function inOrder(a: Allotment, b: Allotment): number {
  if (a.resourceId !== b.resourceId) return a.resourceId < b.resourceId ? -1 : 1;
  return Temporal.Instant.compare(a.startsAt, b.startsAt);
}
