import { once } from 'node:events';
import { cpus, loadavg } from 'node:os';
import type { BenchContext, BenchRow, BenchSize } from './bench.types.js';
import { BenchLines } from './lines/bench-lines.js';
import { measureLists } from './lists/lists.runner.js';
import { measureParts } from './parts/parts.runner.js';
import { PipelineLines } from './pipeline/pipeline-lines.js';
import { measureGuesses, measureHops, measureStops } from './pipeline/pipeline.runner.js';
import { measureSchedule } from './schedule/schedule.runner.js';
import { overLimit } from './summary.policy.js';
import { measureBargeIn } from './turns/barge-in.runner.js';
import { measureLatency } from './turns/latency.runner.js';
import { measureLoad } from './turns/load.runner.js';

export const FULL_SIZE: BenchSize = {
  rounds: 5,
  frames: 200,
  replies: 20,
  bargeIns: 6,
  pipeline: { turns: 8, guesses: 3, bargeIns: 3 },
  flood: { calls: 8, ms: 600 },
  paced: { calls: 20, ms: 2000 },
  schedule: { clinics: [1, 10, 100], days: 365, samples: 30 },
  lists: { clinics: 20, appointments: 1_000_000, calls: 100_000, patients: 3000, samples: 9, most: Infinity },
  partMs: 50,
  isJudged: true,
};

/** Enough to see that everything works; its numbers mean nothing. */
export const QUICK_SIZE: BenchSize = {
  rounds: 1,
  frames: 10,
  replies: 2,
  bargeIns: 2,
  pipeline: { turns: 2, guesses: 2, bargeIns: 1 },
  flood: { calls: 2, ms: 100 },
  paced: { calls: 2, ms: 200 },
  schedule: { clinics: [1, 2], days: 30, samples: 2 },
  lists: { clinics: 2, appointments: 200, calls: 20, patients: 20, samples: 1, most: 3 },
  partMs: 5,
  isJudged: false,
};

/**
 * Measures everything. Load comes first: it has the engines compile what is hot. The process is to end with 1 when a limit is
 * not kept to.
 *
 * @throws AbortError when it is asked to stop
 */
export async function runBench(size: BenchSize, context: BenchContext): Promise<BenchRow[]> {
  const { dataDir, clock, stopping, tell } = context;
  tell('Starting the server and the pass-through …');
  const agentRows = await measureOn(await BenchLines.open(dataDir, clock), stopping, async (lines) => {
    tell('Load …');
    const load = await measureLoad(lines, size, clock);
    tell('Turns …');
    const turns = await measureLatency(lines, size, clock);
    tell('Interruptions …');
    return { load, turns: [...turns, ...(await measureBargeIn(lines, size, clock))] };
  });
  tell('Starting the server with its pipeline, and a bare one …');
  const pipelineRows = await measureOn(await PipelineLines.open(dataDir, clock), stopping, async (lines) => {
    tell('Turns of the pipeline …');
    const turns = [...(await measureHops(lines, size, clock)), ...(await measureGuesses(lines, size, clock))];
    tell('Interruptions of the pipeline …');
    return [...turns, ...(await measureStops(lines, size, clock))];
  });
  const schedule = await measureSchedule(size, context);
  const lists = await measureLists(size, context);
  tell('Parts …');
  const parts = await measureParts(size, context);
  const rows = [...agentRows.turns, ...pipelineRows, ...agentRows.load, ...schedule, ...lists, ...parts];
  const over = size.isJudged ? overLimit(rows) : [];
  for (const { section, name, ratio, most } of over) tell(`Over the limit: ${section}: ${name}: ${ratio} > ${most}`);
  if (over.length > 0) process.exitCode = 1;
  return rows;
}

/** Whatever becomes of it, the lines are closed. */
async function measureOn<Lines extends { close(): Promise<void> }, Measured>(
  lines: Lines,
  stopping: AbortSignal,
  measure: (lines: Lines) => Promise<Measured>,
): Promise<Measured> {
  const stopped = once(stopping, 'abort').then((): never => {
    throw stopping.reason;
  });
  const measured = async (): Promise<Measured> => {
    stopping.throwIfAborted();
    return measure(lines);
  };
  return Promise.race([measured(), stopped]).finally(() => lines.close());
}

/** What the numbers depend on. */
export function describeMachine(): string {
  const all = cpus();
  const load = loadavg()[0]?.toFixed(1);
  const cores = `${all.length} cores (${all[0]?.model.trim() ?? 'unknown'})`;
  return `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${cores}; load ${load} when it began`;
}
