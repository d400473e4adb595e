import type { Clock } from '../../common/clock/clock.js';
import type { BenchRow, BenchSize, Round } from '../bench.types.js';
import { percentile, rowOf } from '../summary.policy.js';
import { audioParts } from './audio.parts.js';
import { messageParts } from './message.parts.js';
import type { Part } from './part.types.js';
import { schedulePart } from './schedule.part.js';

/** Short enough that both sides of a round see the same machine, long enough for the timer to tell. */
const BATCH_MS = 2;
/** So many of the batches were quicker: a neighbour's work disturbs many of them, and never makes one faster. */
const UNDISTURBED = 0.25;
const MS_IN: Record<Part['unit'], number> = { µs: 0.001, ms: 1 };

/** Kept where the engine can't see that nobody reads it. */
const results = new Float64Array(1);

/** The pieces of the hot path, each against something plain that does the same or comes with it. */
export async function measureParts(
  size: BenchSize,
  { clock, stopping }: { clock: Clock; stopping: AbortSignal },
): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const part of [...audioParts(), ...messageParts(), schedulePart()]) {
    await clock.sleep(0); // a key that was pressed is seen in between
    stopping.throwIfAborted();
    const times = { work: timesPerBatch(part.work), baseline: timesPerBatch(part.baseline) };
    const rounds = Array.from({ length: size.rounds }, () => roundOf(part, times, size.partMs));
    const { name, unit, against } = part;
    rows.push(rowOf({ section: 'Parts, on one core', name, unit, against }, rounds));
  }
  return rows;
}

/** Batches of both sides in turns. */
function roundOf(part: Part, times: { work: number; baseline: number }, forMs: number): Round {
  const [work, baseline]: [number[], number[]] = [[], []];
  const untilMs = performance.now() + 2 * forMs;
  do {
    work.push(batch(part.work, times.work) / times.work);
    baseline.push(batch(part.baseline, times.baseline) / times.baseline);
  } while (performance.now() < untilMs);
  return {
    value: percentile(work, UNDISTURBED) / MS_IN[part.unit],
    baseline: percentile(baseline, UNDISTURBED) / MS_IN[part.unit],
  };
}

/** How often a batch does it. Finding out is also what has it compiled; the quickest of three was neither compiling nor interrupted. */
function timesPerBatch(run: () => number): number {
  for (let times = 1; ; times *= 2) {
    if (Math.min(batch(run, times), batch(run, times), batch(run, times)) >= BATCH_MS) return times;
  }
}

/** Milliseconds for doing it so many times. */
function batch(run: () => number, times: number): number {
  const fromMs = performance.now();
  let sum = 0;
  for (let i = 0; i < times; i++) sum += run();
  results[0] = sum;
  return performance.now() - fromMs;
}
