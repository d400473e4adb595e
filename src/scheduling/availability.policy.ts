import { Temporal } from 'temporal-polyfill';
import type { OperatoryId, ProviderId } from '../common/ids/ids.js';
import type { Placement, Schedule, ScheduledProvider } from './availability.types.js';
import { localDateOf, localDay, startOfDay, type LocalDay } from './local-time.policy.js';
import type { Allotment, PatientStanding, RoleDemand, Slot, SlotWindow, Taken, TypeRules } from './scheduling.types.js';
import { contains, isApartFrom, overlapping, shifted, united, without, type Stretch } from './stretches.policy.js';
import { isFreeFor, openOn, weeklyBlocked, worksOn } from './working-time.policy.js';

const MINUTES_PER_DAY = 1440;
const MS_PER_MINUTE = 60_000;

export interface OpenSlotsQuery {
  window: SlotWindow;
  /** Led by this provider only. */
  providerId?: ProviderId;
  now: Temporal.Instant;
}

/** A visit and its parts, counted from its start. */
interface VisitShape {
  visit: Stretch;
  /** With setup and cleanup. */
  chair: Stretch;
  parts: { role: RoleDemand['role']; stretches: Stretch[] }[];
}

/** Whoever could do one part of a visit, and when they work and are free on a day. */
interface Candidate {
  provider: ScheduledProvider;
  free: Stretch[];
}

/** One day of the schedule. */
interface DayPlan {
  open: Stretch[];
  leads: Candidate[];
  /** For each part after the leading one. */
  others: Candidate[][];
  chairs: { id: OperatoryId; taken: readonly Stretch[] }[];
}

/** What blocks each resource, united. */
type Blocked = ReadonlyMap<string, Stretch[]>;

/**
 * Every slot that could be booked, soonest first, then in the schedule's order of providers. Each provider who could lead the
 * visit gives one slot, with the first free chair. Lazy: take as many as are needed.
 */
export function* openSlots(schedule: Schedule, taken: readonly Taken[], query: OpenSlotsQuery): Generator<Slot> {
  const { window, now } = query;
  const shape = shapeOf(schedule.type);
  const blocked = blockedBy(schedule, taken, now);
  const earliestMs = earliestStartMs(schedule, now);
  for (const date of bookableDays(schedule, window, now)) {
    const day = localDay(date, schedule.timeZone);
    const plan = planOf(day, schedule, shape, blocked, query);
    if (plan.leads.length === 0) continue;
    for (const startMs of startsOf(day, window, schedule.slotMinutes)) {
      if (startMs >= earliestMs) yield* slotsAt(schedule, shape, plan, startMs);
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
  const shape = shapeOf(schedule.type);
  const startMs = wanted.startsAt.epochMilliseconds;
  const isWhole = startMs + shape.visit.toMs === wanted.endsAt.epochMilliseconds;
  const isKnown = schedule.operatories.some(({ id }) => id === wanted.operatoryId);
  if (!day || !isWhole || !isKnown) return { kind: 'refused' };

  const planWith = (busy: readonly Taken[]) =>
    planOf(day, schedule, shape, blockedBy(schedule, busy, now), { providerId: wanted.providerId, now });
  if (!partsAt(shape, planWith([]), startMs, wanted.operatoryId)) return { kind: 'refused' };
  const parts = partsAt(shape, planWith(taken), startMs, wanted.operatoryId);
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

/** Whether the type is for somebody of this standing, as far as it is known. */
export function isOpenTo({ openTo }: Pick<TypeRules, 'openTo'>, standing: PatientStanding | undefined): boolean {
  if (!standing || openTo === 'everyone') return true;
  return (openTo === 'new_patients') === (standing === 'new');
}

function bookableRange(schedule: Schedule, window: SlotWindow, now: Temporal.Instant) {
  const today = localDateOf(now, schedule.timeZone);
  const horizon = today.add({ days: schedule.type.horizonDays });
  return {
    first: Temporal.PlainDate.compare(window.from, today) < 0 ? today : window.from,
    last: Temporal.PlainDate.compare(window.to, horizon) > 0 ? horizon : window.to,
  };
}

function* bookableDays(schedule: Schedule, window: SlotWindow, now: Temporal.Instant): Generator<Temporal.PlainDate> {
  const { first, last } = bookableRange(schedule, window, now);
  for (let date = first; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    if (!window.weekdays || window.weekdays.includes(date.dayOfWeek)) yield date;
  }
}

const earliestStartMs = ({ type }: Schedule, now: Temporal.Instant): number =>
  now.epochMilliseconds + type.minNoticeMinutes * MS_PER_MINUTE;

function* startsOf(day: LocalDay, window: SlotWindow, gridMinutes: number): Generator<number> {
  const earliest = Math.ceil((window.earliestMinute ?? 0) / gridMinutes) * gridMinutes;
  const latest = window.latestMinute ?? MINUTES_PER_DAY;
  for (let minute = earliest; minute < latest; minute += gridMinutes) {
    const startMs = day.startMs(minute);
    if (startMs !== null) yield startMs;
  }
}

/** The day of a start that may be offered by notice, horizon and grid; null when it may not. */
function dayOfStart(schedule: Schedule, startsAt: Temporal.Instant, now: Temporal.Instant): LocalDay | null {
  const local = startsAt.toZonedDateTimeISO(schedule.timeZone);
  const date = local.toPlainDate();
  const { first, last } = bookableRange(schedule, { from: date, to: date }, now);
  if (Temporal.PlainDate.compare(first, last) > 0) return null;
  const startMs = startsAt.epochMilliseconds;
  const minute = local.hour * 60 + local.minute;
  const day = localDay(date, schedule.timeZone);
  const isOnGrid = minute % schedule.slotMinutes === 0 && day.startMs(minute) === startMs;
  return isOnGrid && startMs >= earliestStartMs(schedule, now) ? day : null;
}

function shapeOf(type: TypeRules): VisitShape {
  const visit = { fromMs: 0, toMs: type.durationMinutes * MS_PER_MINUTE };
  return {
    visit,
    chair: { fromMs: -type.setupMinutes * MS_PER_MINUTE, toMs: visit.toMs + type.cleanupMinutes * MS_PER_MINUTE },
    parts: type.demands.map(({ role, stretches }) => ({
      role,
      stretches: stretches.map(({ fromMinute, toMinute }) => ({
        fromMs: fromMinute * MS_PER_MINUTE,
        toMs: toMinute * MS_PER_MINUTE,
      })),
    })),
  };
}

/** What is taken, and single stretches that are kept for other types. */
function blockedBy(schedule: Schedule, taken: readonly Taken[], now: Temporal.Instant): Blocked {
  const kept = schedule.reservedTimes.filter((one) => !isFreeFor(schedule, one.reserved, one.fromMs, now));
  const byResource = new Map<string, Stretch[]>();
  for (const one of [...taken, ...kept]) {
    const others = byResource.get(one.resourceId);
    if (others) others.push(one);
    else byResource.set(one.resourceId, [one]);
  }
  return new Map([...byResource].map(([id, stretches]) => [id, united(stretches)]));
}

function planOf(
  day: LocalDay,
  schedule: Schedule,
  shape: VisitShape,
  blocked: Blocked,
  { providerId, now }: Pick<OpenSlotsQuery, 'providerId' | 'now'>,
): DayPlan {
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
  const [leading, ...following] = shape.parts.map(({ role }) =>
    candidates.filter(({ provider }) => provider.role === role),
  );
  const { onlyProviderIds } = schedule.type;
  return {
    open,
    leads: (leading ?? []).filter(
      ({ provider: { id } }) =>
        (!providerId || id === providerId) && (onlyProviderIds.length === 0 || onlyProviderIds.includes(id)),
    ),
    others: following,
    chairs: chairsOf(day, schedule, shape, blocked, now),
  };
}

/** Setup and cleanup may reach into the days around. */
function chairsOf(day: LocalDay, schedule: Schedule, { chair }: VisitShape, blocked: Blocked, now: Temporal.Instant) {
  const reach = { fromMs: day.fromMs + chair.fromMs, toMs: day.toMs + chair.toMs };
  const daysAround = schedule.weeklyBlockouts.length === 0 ? [] : neighbours(day, schedule.timeZone);
  const weekly = daysAround.map((one) => weeklyBlocked(one, schedule, now));
  return schedule.operatories.map(({ id }) => ({
    id,
    taken: united([...overlapping(blocked.get(id) ?? [], reach), ...weekly.flatMap((ofDay) => ofDay.get(id) ?? [])]),
  }));
}

const neighbours = (day: LocalDay, timeZone: string): LocalDay[] => [
  localDay(day.date.subtract({ days: 1 }), timeZone),
  day,
  localDay(day.date.add({ days: 1 }), timeZone),
];

function* slotsAt(schedule: Schedule, shape: VisitShape, plan: DayPlan, startMs: number): Generator<Slot> {
  const visit = shifted(shape.visit, startMs);
  const leads = fitting(plan.leads, shape.parts[0], startMs);
  if (leads.length === 0 || !isOpenFor(plan, visit) || !othersAt(shape, plan, startMs)) return;
  const chair = freeChair(shape, plan, startMs);
  if (!chair) return;
  const startsAt = Temporal.Instant.fromEpochMilliseconds(visit.fromMs);
  const endsAt = Temporal.Instant.fromEpochMilliseconds(visit.toMs);
  for (const { provider } of leads) {
    yield {
      typeId: schedule.type.id,
      providerId: provider.id,
      providerName: provider.name,
      operatoryId: chair,
      startsAt,
      endsAt,
    };
  }
}

/** What a visit with the first of the plan's leads takes; null when something is missing. */
function partsAt(shape: VisitShape, plan: DayPlan, startMs: number, wantedChair: OperatoryId) {
  const [lead] = fitting(plan.leads, shape.parts[0], startMs);
  const others = othersAt(shape, plan, startMs);
  const operatoryId = freeChair(shape, plan, startMs, wantedChair);
  if (!lead || !others || !operatoryId || !isOpenFor(plan, shifted(shape.visit, startMs))) return null;
  const ofPeople = [lead, ...others].flatMap(({ provider }, index) =>
    (shape.parts[index]?.stretches ?? []).map((stretch) => allotment(provider.id, shifted(stretch, startMs))),
  );
  return {
    operatoryId,
    allotments: [...ofPeople, allotment(operatoryId, shifted(shape.chair, startMs))].sort(inOrder),
  };
}

const isOpenFor = ({ open }: DayPlan, visit: Stretch): boolean => open.some((stretch) => contains(stretch, visit));

/** The first who is free for each part after the leading one; null when there is nobody for one of them. */
function othersAt({ parts }: VisitShape, { others }: DayPlan, startMs: number): Candidate[] | null {
  const found = others.map((candidates, index) => fitting(candidates, parts[index + 1], startMs)[0]);
  return found.every((one) => one !== undefined) ? found : null;
}

const fitting = (candidates: Candidate[], part: VisitShape['parts'][number] | undefined, startMs: number) =>
  candidates.filter(({ free }) =>
    part?.stretches.every((stretch) => {
      const time = shifted(stretch, startMs);
      return free.some((one) => contains(one, time));
    }),
  );

function freeChair(shape: VisitShape, { chairs }: DayPlan, startMs: number, wanted?: OperatoryId): OperatoryId | null {
  const time = shifted(shape.chair, startMs);
  const free = chairs.filter(({ taken }) => isApartFrom(taken, time));
  return (free.find(({ id }) => id === wanted) ?? free[0])?.id ?? null;
}

const allotment = (resourceId: string, { fromMs, toMs }: Stretch): Allotment => ({
  resourceId,
  startsAt: Temporal.Instant.fromEpochMilliseconds(fromMs),
  endsAt: Temporal.Instant.fromEpochMilliseconds(toMs),
});

const inOrder = (a: Allotment, b: Allotment): number =>
  a.resourceId < b.resourceId
    ? -1
    : a.resourceId > b.resourceId
      ? 1
      : a.startsAt.epochMilliseconds - b.startsAt.epochMilliseconds;
