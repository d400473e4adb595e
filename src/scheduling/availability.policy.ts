import { Temporal } from 'temporal-polyfill';
import type { WeeklyHours } from '../clinics/clinics.types.js';
import type { OperatoryId } from '../common/ids/ids.js';
import { localDateOf, localDay, startOfDay, type LocalDay } from './local-time.policy.js';
import type { Schedule, ScheduledProvider, Slot, SlotWindow, Taken } from './scheduling.types.js';

/** Appointments start on quarter hours of the clinic's clock. */
const GRID_MINUTES = 15;
const MINUTES_PER_DAY = 1440;
const MS_PER_MINUTE = 60_000;

interface Stretch {
  fromMs: number;
  toMs: number;
}

/** One working provider of one day. */
interface Shift {
  provider: ScheduledProvider;
  /** When the provider works and the house is open. */
  working: Stretch[];
  taken: Stretch[];
}

interface Chair {
  id: OperatoryId;
  taken: Stretch[];
}

/**
 * Every slot that could be booked, soonest first, then in the schedule's order of providers. Each provider who is free
 * at a time gives one slot, with the first free chair. Lazy: take as many as are needed.
 */
export function* openSlots(
  schedule: Schedule,
  taken: readonly Taken[],
  window: SlotWindow,
  now: Temporal.Instant,
): Generator<Slot> {
  const earliestMs = now.epochMilliseconds + schedule.type.minNoticeMinutes * MS_PER_MINUTE;
  for (const date of bookableDays(schedule, window, now)) {
    const day = localDay(date, schedule.timeZone);
    const { shifts, chairs } = planOf(day, schedule, taken);
    for (const startMs of startsOf(day, window)) {
      if (startMs >= earliestMs) yield* slotsAt(schedule, shifts, chairs, startMs);
    }
  }
}

/** Whether the rules alone (hours, closures, notice, duration, role, kind of chair) allow a slot, whoever has it now. */
export function isAllowed(schedule: Schedule, slot: Omit<Slot, 'providerName'>, now: Temporal.Instant): boolean {
  if (!schedule.operatories.some(({ id }) => id === slot.operatoryId)) return false;
  const local = slot.startsAt.toZonedDateTimeISO(schedule.timeZone);
  const [date, minute] = [local.toPlainDate(), local.hour * 60 + local.minute];
  const then = { from: date, to: date, earliestMinute: minute, latestMinute: minute + 1 };
  for (const open of openSlots(schedule, [], then, now)) {
    if (
      open.providerId === slot.providerId &&
      open.startsAt.equals(slot.startsAt) &&
      open.endsAt.equals(slot.endsAt) &&
      open.typeId === slot.typeId
    ) {
      return true;
    }
  }
  return false;
}

/** The span that `openSlots` needs to know the taken times of; null when no day of the window can be booked. */
export function spanOf(schedule: Schedule, window: SlotWindow, now: Temporal.Instant): Stretch | null {
  const { first, last } = bookableRange(schedule, window, now);
  if (Temporal.PlainDate.compare(first, last) > 0) return null;
  return {
    fromMs: startOfDay(first, schedule.timeZone).epochMilliseconds,
    toMs: startOfDay(last.add({ days: 1 }), schedule.timeZone).epochMilliseconds,
  };
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
    const wanted = !window.weekdays || window.weekdays.includes(date.dayOfWeek);
    if (wanted && !isClosed(schedule, date)) yield date;
  }
}

const isClosed = ({ closures }: Schedule, date: Temporal.PlainDate): boolean =>
  closures.some(
    ({ startsOn, endsOn }) =>
      Temporal.PlainDate.compare(startsOn, date) <= 0 && Temporal.PlainDate.compare(date, endsOn) <= 0,
  );

function* startsOf(day: LocalDay, window: SlotWindow): Generator<number> {
  const earliest = Math.ceil((window.earliestMinute ?? 0) / GRID_MINUTES) * GRID_MINUTES;
  const latest = window.latestMinute ?? MINUTES_PER_DAY;
  for (let minute = earliest; minute < latest; minute += GRID_MINUTES) {
    const startMs = day.startMs(minute);
    if (startMs !== null) yield startMs;
  }
}

function planOf(day: LocalDay, schedule: Schedule, taken: readonly Taken[]) {
  const ofDay = taken.filter((one) => one.fromMs < day.toMs && one.toMs > day.fromMs);
  const takenOf = (id: string) => ofDay.filter((one) => one.resourceId === id);
  const shifts: Shift[] = schedule.providers.map((provider) => ({
    provider,
    working: workingStretches(day, schedule, provider),
    taken: takenOf(provider.id),
  }));
  const chairs: Chair[] = schedule.operatories.map(({ id }) => ({ id, taken: takenOf(id) }));
  return { shifts: shifts.filter((shift) => shift.working.length > 0), chairs };
}

function* slotsAt(schedule: Schedule, shifts: Shift[], chairs: Chair[], startMs: number): Generator<Slot> {
  const time = { fromMs: startMs, toMs: startMs + schedule.type.durationMinutes * MS_PER_MINUTE };
  const chair = chairs.find((one) => isFree(one.taken, time));
  if (!chair) return;
  const free = shifts.filter(
    ({ working, taken }) => working.some((stretch) => contains(stretch, time)) && isFree(taken, time),
  );
  if (free.length === 0) return;
  const startsAt = Temporal.Instant.fromEpochMilliseconds(time.fromMs);
  const endsAt = Temporal.Instant.fromEpochMilliseconds(time.toMs);
  for (const { provider } of free) {
    yield {
      typeId: schedule.type.id,
      providerId: provider.id,
      providerName: provider.name,
      operatoryId: chair.id,
      startsAt,
      endsAt,
    };
  }
}

function workingStretches(day: LocalDay, schedule: Schedule, provider: ScheduledProvider): Stretch[] {
  const open = joined(schedule.openingHours, day.date.dayOfWeek);
  const works = joined(provider.hours, day.date.dayOfWeek);
  const both = open.flatMap((hours) =>
    works.map((shift) => ({
      startMinute: Math.max(hours.startMinute, shift.startMinute),
      endMinute: Math.min(hours.endMinute, shift.endMinute),
    })),
  );
  return both
    .filter(({ startMinute, endMinute }) => startMinute < endMinute)
    .map(({ startMinute, endMinute }) => ({
      fromMs: day.boundaryMs(startMinute),
      toMs: day.boundaryMs(endMinute),
    }));
}

/** The hours of a weekday in order, those that touch made one: an appointment may run from one row into the next. */
function joined(hours: readonly WeeklyHours[], weekday: number): { startMinute: number; endMinute: number }[] {
  const stretches: { startMinute: number; endMinute: number }[] = [];
  const ofDay = hours.filter((row) => row.weekday === weekday).sort((a, b) => a.startMinute - b.startMinute);
  for (const { startMinute, endMinute } of ofDay) {
    const last = stretches.at(-1);
    if (last && startMinute <= last.endMinute) last.endMinute = Math.max(last.endMinute, endMinute);
    else stretches.push({ startMinute, endMinute });
  }
  return stretches;
}

const contains = (outer: Stretch, inner: Stretch): boolean => outer.fromMs <= inner.fromMs && inner.toMs <= outer.toMs;

const isFree = (taken: readonly Stretch[], time: Stretch): boolean =>
  taken.every((one) => one.toMs <= time.fromMs || time.toMs <= one.fromMs);
