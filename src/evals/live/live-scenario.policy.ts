import type { Scenario } from '../../simulation/caller/scenario.types.js';

/** A model needs more turns than a script, and a real provider more time for each. */
const PATIENCE_MS = 6 * 60_000;

type Outcome = Extract<Scenario['expect']['outcome'], string>;
/** Which of the two it is depends on who hangs up first, and either may. */
const ENDED_BY_SOMEBODY: Outcome[] = ['answered', 'caller_hung_up'];

/** The scenario as it is played by a model: without any script, and judged by what it leaves alone. Nobody knows what will be said. */
export function asLive(scenario: Scenario): Scenario {
  const { expect } = scenario;
  const { temperament: _temperament, answers: _answers, faults: _faults, phones: _phones, ...kept } = scenario;
  return {
    ...kept,
    patienceMs: PATIENCE_MS,
    rules: [],
    model: [],
    texts: [],
    expect: {
      outcome: [expect.outcome].flat().flatMap((one) => (ENDED_BY_SOMEBODY.includes(one) ? ENDED_BY_SOMEBODY : [one])),
      appointment: expect.appointment,
      heard: [],
      notHeard: [],
      cutShort: [],
      texted: [],
      ...(expect.task === undefined ? {} : { task: expect.task }),
      ...(expect.database === undefined ? {} : { database: expect.database }),
    },
  };
}
