import { once } from 'node:events';
import { cpus, loadavg } from 'node:os';
import type { BenchContext, BenchRow, BenchSize } from './bench.types.js';
import { BenchLines } from './lines/bench-lines.js';
import { measureParts } from './parts/parts.runner.js';
import { measureSchedule } from './schedule/schedule.runner.js';
import { measureBargeIn } from './turns/barge-in.runner.js';
import { measureLatency } from './turns/latency.runner.js';
import { measureLoad } from './turns/load.runner.js';

export const FULL_SIZE: BenchSize = {
  rounds: 5,
  frames: 200,
  replies: 20,
  bargeIns: 6,
  flood: { calls: 8, ms: 600 },
  paced: { calls: 20, ms: 2000 },
  schedule: { clinics: [1, 10, 100], days: 365, samples: 30 },
  partMs: 50,
};

/** Enough to see that everything works; its numbers mean nothing. */
export const QUICK_SIZE: BenchSize = {
  rounds: 1,
  frames: 10,
  replies: 2,
  bargeIns: 2,
  flood: { calls: 2, ms: 100 },
  paced: { calls: 2, ms: 200 },
  schedule: { clinics: [1, 2], days: 30, samples: 2 },
  partMs: 5,
};

/**
 * Measures everything. Load comes first: it has the engines compile what is hot.
 *
 * @throws AbortError when it is asked to stop
 */
export async function runBench(size: BenchSize, context: BenchContext): Promise<BenchRow[]> {
  const { dataDir, clock, stopping, tell } = context;
  tell('Starting the server and the pass-through …');
  const lines = await BenchLines.open(dataDir, clock);
  const measure = async () => {
    stopping.throwIfAborted();
    tell('Load …');
    const load = await measureLoad(lines, size, clock);
    tell('Turns …');
    const turns = await measureLatency(lines, size, clock);
    tell('Interruptions …');
    const interruptions = await measureBargeIn(lines, size, clock);
    return [...turns, ...interruptions, ...load];
  };
  const stopped = once(stopping, 'abort').then((): never => {
    throw stopping.reason;
  });
  const rows = await Promise.race([measure(), stopped]).finally(() => lines.close());
  const schedule = await measureSchedule(size, context);
  tell('Parts …');
  return [...rows, ...schedule, ...(await measureParts(size, context))];
}

/** What the numbers depend on. */
export function describeMachine(): string {
  const all = cpus();
  const load = loadavg()[0]?.toFixed(1);
  const cores = `${all.length} cores (${all[0]?.model.trim() ?? 'unknown'})`;
  return `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${cores}; load ${load} when it began`;
}
