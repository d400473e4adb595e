import type { Clock } from '../../common/clock/clock.js';
import { buildEvalReport } from '../report/eval-report.builder.js';
import type { EvalReport } from '../report/report.types.js';
import { progressLine } from '../report/scorecard.builder.js';
import type { Scenario } from '../../simulation/caller/scenario.types.js';
import type { Stage } from '../stage/stage.js';
import { playAll } from './playbill.runner.js';

export interface EvalsContext {
  stage: Pick<Stage, 'play'>;
  driver: string;
  scenarios: readonly Scenario[];
  repeat: number;
  parallel: number;
  clock: Clock;
  stopping: AbortSignal;
  tell: (line: string) => void;
}

/**
 * Plays everything and puts the results together.
 *
 * @throws AbortError when it is asked to stop
 */
export async function runEvals(context: EvalsContext): Promise<EvalReport> {
  const { stage, driver, scenarios, repeat, clock, tell } = context;
  const all = scenarios.length * repeat;
  const startedAtMs = clock.nowMs();
  let ended = 0;
  const onRun = (run: Parameters<typeof progressLine>[0]) => tell(progressLine(run, ++ended, all));
  const runs = await playAll({ ...context, onRun }, (scenario, run) => stage.play(scenario, run));
  const seconds = (clock.nowMs() - startedAtMs) / 1000;
  return buildEvalReport(runs, {
    driver,
    repeat,
    seconds,
    finishedAt: clock.now().toString({ smallestUnit: 'minute' }).replace('T', ' ').replace('Z', ' UTC'),
  });
}
