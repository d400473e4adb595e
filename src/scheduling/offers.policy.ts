import type { Temporal } from 'temporal-polyfill';
import type { Slot } from './scheduling.types.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** No clinic works so long a day: times that are further apart lie on different days, in whatever zone. */
const ANOTHER_DAY_MS = 14 * HOUR_MS;
/** Far enough for "no, that's too early" to be answered by the next offer. */
const ANOTHER_PART_OF_DAY_MS = 3 * HOUR_MS;

/**
 * Two or three times to name to a caller: the earliest, then times on other days and at other times of day, so that
 * together they tell more than the first three in a row. Never two at the same time. In order of time, deterministic.
 */
export function pickOffers(slots: readonly Slot[], count: number): Slot[] {
  const left = distinctTimes(slots);
  const picked: Slot[] = left.splice(0, Math.min(count, 1));
  while (picked.length < count && left.length > 0) {
    const next = mostTelling(left, picked);
    picked.push(next);
    left.splice(left.indexOf(next), 1);
  }
  return picked.sort(bySoonest);
}

/** The times closest to one that was wanted, in order of time. The wanted provider's slot is preferred at each time. */
export function nearestTo(
  wanted: Pick<Slot, 'startsAt' | 'providerId'>,
  slots: readonly Slot[],
  count: number,
): Slot[] {
  const wantedFirst = [...slots].sort(
    (a, b) => Number(b.providerId === wanted.providerId) - Number(a.providerId === wanted.providerId),
  );
  const distance = (slot: Slot) => gapMs(slot.startsAt, wanted.startsAt);
  return distinctTimes(wantedFirst)
    .sort((a, b) => distance(a) - distance(b) || bySoonest(a, b))
    .slice(0, count)
    .sort(bySoonest);
}

function mostTelling(left: readonly Slot[], picked: readonly Slot[]): Slot {
  const fresh = {
    day: (slot: Slot) => picked.every((one) => gapMs(slot.startsAt, one.startsAt) >= ANOTHER_DAY_MS),
    time: (slot: Slot) => picked.every((one) => clockGapMs(slot.startsAt, one.startsAt) >= ANOTHER_PART_OF_DAY_MS),
  };
  return (
    left.find((slot) => fresh.day(slot) && fresh.time(slot)) ??
    left.find(fresh.day) ??
    left.find(fresh.time) ??
    farthest(left, picked)
  );
}

function farthest(left: readonly Slot[], picked: readonly Slot[]): Slot {
  const nearestPickMs = (slot: Slot) => Math.min(...picked.map((one) => gapMs(slot.startsAt, one.startsAt)));
  return left.reduce((best, slot) => (nearestPickMs(slot) > nearestPickMs(best) ? slot : best));
}

/** One slot a time, the first in the given order, sorted by time. */
function distinctTimes(slots: readonly Slot[]): Slot[] {
  const byTime = new Map<number, Slot>();
  for (const slot of slots) {
    if (!byTime.has(slot.startsAt.epochMilliseconds)) byTime.set(slot.startsAt.epochMilliseconds, slot);
  }
  return [...byTime.values()].sort(bySoonest);
}

const bySoonest = (a: Slot, b: Slot): number => a.startsAt.epochMilliseconds - b.startsAt.epochMilliseconds;

const gapMs = (a: Temporal.Instant, b: Temporal.Instant): number => Math.abs(a.epochMilliseconds - b.epochMilliseconds);

/** How far two times of day are apart, whatever their days. */
function clockGapMs(a: Temporal.Instant, b: Temporal.Instant): number {
  const withinDay = gapMs(a, b) % DAY_MS;
  return Math.min(withinDay, DAY_MS - withinDay);
}
