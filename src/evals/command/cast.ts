import { existsSync } from 'node:fs';
import type { Scenario } from '../../simulation/caller/scenario.types.js';
import { ScenarioError, ScenariosService } from '../../simulation/caller/scenarios.service.js';
import { UsageError } from './command-line.js';

/** A call beside another scenario's, placed by that one. */
const RIVAL = /-rival$/;

/**
 * The scenarios that are to be played, by name. All files are read now, so that nobody hears of a bad one after minutes.
 *
 * @throws UsageError when there are none, or one can't be read
 */
export function castOf(scenarios: ScenariosService, filter: RegExp, fits: (scenario: Scenario) => boolean): Scenario[] {
  const cast = readAll(scenarios).filter(
    (scenario) => filter.test(`${scenario.group}/${scenario.name}`) && fits(scenario),
  );
  if (cast.length === 0) throw new UsageError(`No scenario fits ${String(filter)}.`);
  return cast;
}

function readAll(scenarios: ScenariosService): Scenario[] {
  const problems: string[] = [];
  const read = scenarios
    .names()
    .filter((name) => !RIVAL.test(name))
    .flatMap((name) => {
      try {
        return [scenarios.load(name)];
      } catch (error) {
        if (!(error instanceof ScenarioError)) throw error;
        problems.push(error.message);
        return [];
      }
    });
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  return read;
}

/**
 * @param folder the project's own when null
 * @throws UsageError when there is no such folder
 */
export function scenariosIn(folder: string | null, Scenarios: typeof ScenariosService): ScenariosService {
  if (folder !== null && !existsSync(folder)) throw new UsageError(`There is no folder ${folder}.`);
  return folder === null ? new Scenarios() : new Scenarios(folder);
}
