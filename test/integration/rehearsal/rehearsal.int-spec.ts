import '../../support/in-virtual-time.js';
import { Temporal } from 'temporal-polyfill';
import { ShiftedClock } from '../../../src/evals/stage/shifted-clock.js';
import { judgeEndState, judgeTools } from '../../../src/evals/world/end-state.policy.js';
import { WorldRepository } from '../../../src/evals/world/world.repository.js';
import { scriptedModel } from '../../../src/simulation/brain/scripted-model.policy.js';
import { slotFillingBrain } from '../../../src/simulation/brain/slot-filling.policy.js';
import { given } from '../../../src/simulation/caller/given.types.js';
import type { Scenario } from '../../../src/simulation/caller/scenario.types.js';
import { ScenariosService } from '../../../src/simulation/caller/scenarios.service.js';
import { plainWords } from '../../../src/simulation/caller/words.policy.js';
import { isRehearsable, Rehearsal, type Rehearsed } from '../../support/rehearsal/rehearsal.js';
import { startLine, type TestLine } from '../../support/test-line.js';

/** A Tuesday of no special week. */
const NOW = Temporal.Instant.from('2027-03-02T15:00:00Z');

const scenarios = new ScenariosService();
let line: TestLine;
let worlds: WorldRepository;

beforeAll(async () => {
  line = await startLine({ agentUrl: 'ws://127.0.0.1:1', clock: ShiftedClock.from(NOW) });
  worlds = new WorldRepository(line.database);
});
afterAll(() => line.close());

/** What is heard may be put differently by those who speak it; what is in the database may not. */
function heardOtherwise({ expect: { heard, notHeard } }: Scenario, { agentWords }: Rehearsed): string[] {
  const words = plainWords(agentWords);
  return [
    ...heard
      .filter((pattern) => words.search(pattern.words) < 0)
      .map((pattern) => `not heard: ${pattern.words.source}`),
    ...notHeard.filter((pattern) => words.search(pattern) >= 0).map((pattern) => `heard: ${pattern.source}`),
  ];
}

const rehearsed = scenarios.names().filter((name) => isRehearsable(scenarios.load(name)));

it.each(rehearsed)('%s leaves the database as it must be, told in text', async (name) => {
  const scenario = scenarios.load(name);
  const world = await worlds.found({ given: scenario.given ?? given.parse({}), setup: scenario.clinic, now: NOW });
  const brain =
    scenario.model.length > 0 ? scriptedModel({ rules: scenario.model, ...world }, slotFillingBrain) : slotFillingBrain;
  const played = await Rehearsal.play(line, world.clinicId, scenario, brain);
  const verdicts = [
    ...judgeEndState(scenario.expect.database, await worlds.endState(world, NOW), world),
    ...judgeTools(scenario.expect.tools, played.tools),
  ];
  const failed = verdicts.filter(({ held }) => held === false).map(({ what, found }) => `${what}: ${found}`);
  const wrong = [...failed, ...heardOtherwise(scenario, played)];
  const transcript = wrong.length > 0 ? played.transcript : [];
  expect({ wrong, transcript }).toEqual({ wrong: [], transcript: [] });
});
