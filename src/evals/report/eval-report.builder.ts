import { GROUPS } from '../../simulation/caller/scenario.types.js';
import type { EvalReport, EvalRun } from './report.types.js';
import { scoreGroup, scoreGroups, scoreScenarios } from './scorecard.policy.js';

/** The scenarios in the order of their names, the groups in the order of the scenario files. */
export function buildEvalReport(
  played: readonly EvalRun[],
  facts: Pick<EvalReport, 'driver' | 'repeat' | 'seconds' | 'finishedAt'>,
): EvalReport {
  const runs = played.toSorted((a, b) => compare(a.scenario, b.scenario) || a.run - b.run);
  const placeOf = (group: string) => GROUPS.findIndex((known) => known === group);
  return {
    ...facts,
    groups: scoreGroups(runs, facts.repeat).toSorted((a, b) => placeOf(a.group) - placeOf(b.group)),
    total: scoreGroup('all', runs, facts.repeat),
    scenarios: scoreScenarios(runs),
    runs,
  };
}

/** What scripts read: `{ driver, repeat, scenarios: [{ name, group, runs, passes, failures }] }`. */
export const buildJsonReport = ({ driver, repeat, scenarios }: EvalReport): string =>
  `${JSON.stringify({ driver, repeat, scenarios }, null, 2)}\n`;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
