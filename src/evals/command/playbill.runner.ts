import type { Scenario } from '../../simulation/caller/scenario.types.js';
import type { EvalRun } from '../report/report.types.js';
import type { RunResult } from '../stage/stage.types.js';

/** Plays one run of a scenario to its end. */
export type Play = (scenario: string, run: number) => Promise<RunResult>;

export interface Playbill {
  scenarios: readonly Scenario[];
  repeat: number;
  /** Of the first playing of each. */
  firstRun: number;
  parallel: number;
  /** Gets each run as it ends. */
  onRun: (run: EvalRun) => void;
  stopping: AbortSignal;
}

/**
 * Plays every scenario so often, so many at once: all of them once before any is played again. A run that can't be played is one
 * that failed.
 *
 * @throws AbortError when it is asked to stop; runs that are under way are then left to whoever closes the stage
 */
export async function playAll(
  { scenarios, firstRun, repeat, parallel, onRun, stopping }: Playbill,
  play: Play,
): Promise<EvalRun[]> {
  const due = Array.from({ length: repeat }, (_, i) =>
    scenarios.map((scenario) => ({ scenario, run: firstRun + i })),
  ).flat();
  const ended: EvalRun[] = [];
  const lane = async (): Promise<void> => {
    for (let next = due.shift(); next && !stopping.aborted; next = due.shift()) {
      const run = await playOne(next.scenario, next.run, play);
      if (stopping.aborted) return;
      ended.push(run);
      onRun(run);
    }
  };
  const lanes = Promise.all(Array.from({ length: parallel }, lane));
  await Promise.race([lanes, aborted(stopping)]);
  stopping.throwIfAborted();
  return ended;
}

async function playOne(scenario: Scenario, run: number, play: Play): Promise<EvalRun> {
  try {
    return toEvalRun(await play(scenario.name, run));
  } catch (error) {
    return failedRun(scenario, run, error instanceof Error ? error.message : String(error));
  }
}

export function toEvalRun({ report, transcript, ...result }: RunResult): EvalRun {
  const isDeaf = !transcript.some((line) => line.startsWith('agent: '));
  // A voice without captions leaves no words in the caller's ear; the record has them.
  const recorded = report.turns.map(({ role, text }) => `${role}: ${text}`);
  return { ...result, transcript: isDeaf ? recorded : transcript, verdicts: report.expectations };
}

export const failedRun = ({ name, group }: Scenario, run: number, why: string): EvalRun => ({
  scenario: name,
  group,
  run,
  ok: false,
  failures: [`it could not be played: ${why}`],
  turns: 0,
  seconds: 0,
  toolCalls: 0,
  latencyMs: [],
  transcript: [],
  tools: [],
  verdicts: [],
});

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
