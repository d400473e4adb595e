import type { Slot } from './scheduling.types.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** No clinic works so long a day: times that are further apart lie on different days, in whatever zone. */
const ANOTHER_DAY_MS = 14 * HOUR_MS;
/** Far enough for "no, that's too early" to be answered by the next offer. */
const ANOTHER_PART_OF_DAY_MS = 3 * HOUR_MS;

/** What begins at a time: a slot, or the visits of a family. */
type Startable = Pick<Slot, 'startsAt'>;

/** With its start as a number: a search has a thousand, and reading an instant is slow. */
interface Timed<T extends Startable = Startable> {
  slot: T;
  startMs: number;
}

/**
 * Two or three times to name to a caller: the earliest, then times on other days and at other times of day, so that
 * together they tell more than the first three in a row. Never two at the same time. In order of time, deterministic.
 */
export function pickOffers<T extends Startable>(slots: readonly T[], count: number): T[] {
  const left = distinctTimes(slots);
  const picked = left.splice(0, Math.min(count, 1));
  while (picked.length < count && left.length > 0) {
    const next = mostTelling(left, picked);
    picked.push(next);
    left.splice(left.indexOf(next), 1);
  }
  return picked.sort(bySoonest).map(({ slot }) => slot);
}

/** The times closest to one that was wanted, in order of time. The wanted provider's slot is preferred at each time. */
export function nearestTo(
  wanted: Pick<Slot, 'startsAt'> & Partial<Pick<Slot, 'providerId'>>,
  slots: readonly Slot[],
  count: number,
): Slot[] {
  const wantedMs = wanted.startsAt.epochMilliseconds;
  const preferred = slots.filter((slot) => slot.providerId === wanted.providerId);
  return distinctTimes([...preferred, ...slots])
    .sort((a, b) => Math.abs(a.startMs - wantedMs) - Math.abs(b.startMs - wantedMs) || bySoonest(a, b))
    .slice(0, count)
    .sort(bySoonest)
    .map(({ slot }) => slot);
}

function mostTelling<T extends Startable>(left: readonly Timed<T>[], picked: readonly Timed[]): Timed<T> {
  const fresh = {
    day: (one: Timed) => picked.every((other) => gapMs(one, other) >= ANOTHER_DAY_MS),
    time: (one: Timed) => picked.every((other) => clockGapMs(one, other) >= ANOTHER_PART_OF_DAY_MS),
  };
  return (
    left.find((one) => fresh.day(one) && fresh.time(one)) ??
    left.find(fresh.day) ??
    left.find(fresh.time) ??
    farthest(left, picked)
  );
}

function farthest<T extends Startable>(left: readonly Timed<T>[], picked: readonly Timed[]): Timed<T> {
  const nearestPickMs = (one: Timed) => Math.min(...picked.map((other) => gapMs(one, other)));
  return left.reduce((best, one) => (nearestPickMs(one) > nearestPickMs(best) ? one : best));
}

/** One slot a time, the first in the given order, sorted by time. */
function distinctTimes<T extends Startable>(slots: readonly T[]): Timed<T>[] {
  const byTime = new Map<number, Timed<T>>();
  for (const slot of slots) {
    const startMs = slot.startsAt.epochMilliseconds;
    if (!byTime.has(startMs)) byTime.set(startMs, { slot, startMs });
  }
  return [...byTime.values()].sort(bySoonest);
}

const bySoonest = (a: Timed, b: Timed): number => a.startMs - b.startMs;

const gapMs = (a: Timed, b: Timed): number => Math.abs(a.startMs - b.startMs);

/** How far two times of day are apart, whatever their days. */
function clockGapMs(a: Timed, b: Timed): number {
  const withinDay = gapMs(a, b) % DAY_MS;
  return Math.min(withinDay, DAY_MS - withinDay);
}
