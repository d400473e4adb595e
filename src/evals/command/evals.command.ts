import type { Clock } from '../../common/clock/clock.js';
import { buildEvalReport } from '../report/eval-report.builder.js';
import type { EvalReport, EvalRun } from '../report/report.types.js';
import { progressLine } from '../report/scorecard.builder.js';

export interface EvalsContext {
  /** Plays all of it, and hands on each run as it ends. */
  play: (onRun: (run: EvalRun) => void) => Promise<EvalRun[]>;
  /** How many runs there will be. */
  all: number;
  driver: string;
  repeat: number;
  /** Real time. */
  clock: Clock;
  tell: (line: string) => void;
}

/** Plays everything and puts the results together. */
export async function runEvals({ play, all, driver, repeat, clock, tell }: EvalsContext): Promise<EvalReport> {
  const startedAtMs = clock.nowMs();
  let ended = 0;
  const runs = await play((run) => tell(progressLine(run, ++ended, all)));
  const seconds = (clock.nowMs() - startedAtMs) / 1000;
  return buildEvalReport(runs, {
    driver,
    repeat,
    seconds,
    finishedAt: clock.now().toString({ smallestUnit: 'minute' }).replace('T', ' ').replace('Z', ' UTC'),
  });
}
