import type { EvalRun } from '../report/report.types.js';
import type { StageDatabaseServer } from '../stage/stage-databases.js';
import { mostPlayers, startPlayer } from '../stage/stage-process.js';
import { dealt, planRuns } from '../stage/run-plan.policy.js';
import type { PlayedRun, PlayerOrder } from '../stage/virtual-player.js';
import { failedRun, toEvalRun, type Playbill } from './playbill.runner.js';

export interface VirtualPlaybill extends Omit<Playbill, 'parallel'>, Pick<PlayerOrder, 'driver'> {
  /** Of all scenarios there are, in order. */
  names: readonly string[];
  /** Where they are; null for the project's own. */
  folder: string | null;
  /** Of the first playing of each. */
  firstRun: number;
  databases: StageDatabaseServer;
  /** The compiled `evals-player.js`. */
  script: string;
}

/** Fewer are played sooner by one process than others have started. */
const RUNS_FOR_A_PROCESS = 8;

/**
 * Plays all of it in virtual time, in a few processes.
 *
 * @throws AbortError when it is asked to stop
 */
export async function playVirtually(playbill: VirtualPlaybill): Promise<EvalRun[]> {
  const { scenarios, names, firstRun, repeat, stopping } = playbill;
  const played = scenarios.map(({ name }) => name);
  const plan = planRuns(names, played, { first: firstRun, count: repeat });
  const players = Math.min(mostPlayers(), Math.ceil(plan.length / RUNS_FOR_A_PROCESS));
  const runs = await Promise.all(dealt(plan, players).map((share) => playShare(playbill, share)));
  stopping.throwIfAborted();
  return runs.flat();
}

/** Ends when its process does: of what that has not told of, nobody knows how it went. */
function playShare(
  { scenarios, driver, folder, databases, script, onRun, stopping }: VirtualPlaybill,
  runs: PlayerOrder['runs'],
): Promise<EvalRun[]> {
  const player = startPlayer(script);
  const order: PlayerOrder = { driver, scenarios: folder, databaseUrl: databases.url, runs };
  player.send(order);
  const stop = () => player.kill();
  stopping.addEventListener('abort', stop, { once: true });

  const ended: EvalRun[] = [];
  const waitedFor = new Set(runs.map(keyOf));
  const add = (run: EvalRun) => {
    waitedFor.delete(keyOf(run));
    ended.push(run);
    if (!stopping.aborted) onRun(run);
  };
  const scenarioOf = new Map(scenarios.map((scenario) => [scenario.name, scenario]));
  const failed = (name: string, run: number, why: string) => failedRun(scenarioOf.get(name)!, run, why);
  player.on('message', (message) => {
    const played = message as PlayedRun;
    add('result' in played ? toEvalRun(played.result) : failed(played.scenario, played.run, played.error));
  });
  return new Promise((resolve) => {
    player.once('exit', (code, signal) => {
      stopping.removeEventListener('abort', stop);
      for (const { scenario, run } of runs)
        if (waitedFor.has(keyOf({ scenario, run })))
          add(failed(scenario, run, `its process ended (${signal ?? code})`));
      resolve(ended);
    });
  });
}

const keyOf = ({ scenario, run }: { scenario: string; run: number }): string => `${scenario} ${run}`;
