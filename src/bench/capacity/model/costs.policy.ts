import type { Batch, Figures, Resource } from '../capacity.types.js';

/** What is taken of a resource. */
export interface Cost {
  /** By a process to which nobody talks. */
  perProcessSecond: number;
  /** By a call, however long it is: its beginning, its booking, its end, and the jobs that follow it. */
  perCall: number;
  perCallMinute: number;
}

export interface MemoryCost {
  /** Without calls. */
  atRest: number;
  perLiveCall: number;
}

export interface MeasuredCosts {
  used: Record<Resource, Cost>;
  live: MemoryCost;
  resident: MemoryCost;
}

/** Nothing is stored while nobody calls. What an idle batch shows are pages that Postgres made a moment late. */
const STORED: readonly Resource[] = ['transcriptBytes', 'otherBytes'];

const RESOURCES: readonly Resource[] = [
  'serverCpuSeconds',
  'eventLoopBusySeconds',
  'databaseCpuSeconds',
  'statements',
  'transactions',
  'rowsWritten',
  'walBytes',
  'transcriptBytes',
  'otherBytes',
];

/** The costs that explain the batches best. */
export function costsOf({ batches }: Figures): MeasuredCosts {
  const used = RESOURCES.map((resource) => [resource, costOf(batches, resource)]);
  return {
    used: Object.fromEntries(used) as Record<Resource, Cost>,
    live: memoryCostOf(batches.map(({ held }) => ({ calls: held.liveCalls, bytes: held.liveBytes }))),
    resident: memoryCostOf(batches.map(({ held }) => ({ calls: held.liveCalls, bytes: held.residentBytes }))),
  };
}

/** By itself the process takes what it takes while nobody calls; the rest is shared out between calls and their minutes. */
function costOf(batches: readonly Batch[], resource: Resource): Cost {
  const idle = batches.filter(({ callers }) => callers === 0);
  const busy = batches.filter(({ callers }) => callers > 0);
  const idleSeconds = sumOf(idle.map(({ durationSeconds }) => durationSeconds));
  const isStored = STORED.includes(resource);
  const perProcessSecond =
    isStored || idleSeconds === 0 ? 0 : sumOf(idle.map(({ used }) => used[resource])) / idleSeconds;
  const [perCall, perCallMinute] = leastSquares(
    busy.map(({ calls, callMinutes, durationSeconds, used }) => ({
      x: calls,
      y: callMinutes,
      sum: used[resource] - perProcessSecond * durationSeconds,
    })),
  );
  return { perProcessSecond, perCall, perCallMinute };
}

interface Observation {
  x: number;
  y: number;
  sum: number;
}

/** The `a` and `b` with which `a·x + b·y` comes closest to the sums; neither is below zero: no call gives CPU back. */
export function leastSquares(observations: readonly Observation[]): [a: number, b: number] {
  const total = (term: (one: Observation) => number): number => sumOf(observations.map(term));
  const [xx, yy, xy] = [total(({ x }) => x * x), total(({ y }) => y * y), total(({ x, y }) => x * y)];
  const [xs, ys] = [total(({ x, sum }) => x * sum), total(({ y, sum }) => y * sum)];
  const determinant = xx * yy - xy * xy;
  // Calls that all last the same tell nothing about the two apart: then it is all by the minute.
  if (determinant > 1e-9 * xx * yy) {
    const [a, b] = [(xs * yy - ys * xy) / determinant, (ys * xx - xs * xy) / determinant];
    if (a >= 0 && b >= 0) return [a, b];
    if (b < 0) return [Math.max(0, xs / xx), 0];
  }
  return [0, yy === 0 ? 0 : Math.max(0, ys / yy)];
}

/** A straight line through what was held. */
function memoryCostOf(samples: readonly { calls: number; bytes: number }[]): MemoryCost {
  const [meanCalls, meanBytes] = [meanOf(samples.map(({ calls }) => calls)), meanOf(samples.map(({ bytes }) => bytes))];
  const spread = sumOf(samples.map(({ calls }) => (calls - meanCalls) ** 2));
  const slope = sumOf(samples.map(({ calls, bytes }) => (calls - meanCalls) * (bytes - meanBytes))) / (spread || 1);
  const perLiveCall = Math.max(0, slope);
  return { atRest: meanBytes - perLiveCall * meanCalls, perLiveCall };
}

/** What a live call adds to the memory of its process. What is resident is told by the whole machine's mood, what is alive is not. */
export const memoryOfLiveCall = ({ live, resident }: MeasuredCosts): number =>
  Math.max(live.perLiveCall, resident.perLiveCall);

export const perCallOf = (cost: Cost, callMinutes: number): number => cost.perCall + cost.perCallMinute * callMinutes;

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const meanOf = (values: readonly number[]): number => sumOf(values) / values.length;
