/** One playing of a scenario, and when it begins. */
export interface PlannedRun {
  scenario: string;
  run: number;
  /** On the clock that all of them share, from its beginning. */
  startsAfterMs: number;
}

/** Of these, some forty calls are on the line at once, which is what a process plays fastest. */
const STARTS_EVERY_MS = 600;

/**
 * When each playing begins: by its scenario and run alone, so that it begins at the same moment whatever else is played, and in
 * however many processes. A playing's time of day is part of what it is.
 *
 * @param names of all scenarios there are, in order
 */
export const planRuns = (
  names: readonly string[],
  played: readonly string[],
  runs: { first: number; count: number },
): PlannedRun[] =>
  Array.from({ length: runs.count }, (_, i) => runs.first + i).flatMap((run) =>
    played.map((scenario) => ({
      scenario,
      run,
      startsAfterMs: ((run - 1) * names.length + names.indexOf(scenario)) * STARTS_EVERY_MS,
    })),
  );

/** Dealt in turn, so that all of them are done at about the same time. */
export const dealt = <Item>(items: readonly Item[], hands: number): Item[][] =>
  Array.from({ length: Math.min(hands, items.length) }, (_, hand) => items.filter((_, at) => at % hands === hand));
