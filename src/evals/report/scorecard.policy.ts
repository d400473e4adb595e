import type { EvalRun, GroupScore, ScenarioScore } from './report.types.js';

/** In the order in which the scenarios were first played. */
export function scoreScenarios(runs: readonly EvalRun[]): ScenarioScore[] {
  return [...groupedBy(runs, ({ scenario }) => scenario)].map(([name, played]) => ({
    name,
    group: played[0]?.group ?? '',
    runs: played.length,
    passes: played.filter(({ ok }) => ok).length,
    failures: [...new Set(played.flatMap(({ failures }) => failures))],
  }));
}

/** @param k how many runs of one scenario have to pass together; none may have been played less often */
export function scoreGroups(runs: readonly EvalRun[], k: number): GroupScore[] {
  return [...groupedBy(runs, ({ group }) => group)].map(([group, played]) => scoreGroup(group, played, k));
}

export function scoreGroup(group: string, runs: readonly EvalRun[], k: number): GroupScore {
  const scenarios = scoreScenarios(runs);
  const latencies = runs.flatMap(({ latencyMs }) => latencyMs);
  return {
    group,
    scenarios: scenarios.length,
    passAt1: mean(scenarios.map(({ passes, runs }) => passHatK(passes, runs, 1))),
    passHatK: mean(scenarios.map(({ passes, runs }) => passHatK(passes, runs, k))),
    turns: mean(runs.map(({ turns }) => turns)),
    seconds: mean(runs.map(({ seconds }) => seconds)),
    toolCalls: mean(runs.map(({ toolCalls }) => toolCalls)),
    latencyMs: { p50: quantile(latencies, 0.5), p95: quantile(latencies, 0.95) },
  };
}

/**
 * How likely k playings of a scenario all pass, when `passes` of `runs` did: the share of all choices of k runs in which every one
 * passed, which is an estimate without bias (tau-bench, arXiv 2406.12045).
 *
 * @throws RangeError when there are fewer than k runs
 */
export function passHatK(passes: number, runs: number, k: number): number {
  if (runs < k) throw new RangeError('fewer runs than are to pass together');
  let share = 1;
  for (let i = 0; i < k; i++) share *= Math.max(0, passes - i) / (runs - i);
  return share;
}

/** The smallest value that at least this share of all values does not exceed; null of none. */
export function quantile(values: readonly number[], share: number): number | null {
  return values.toSorted((a, b) => a - b)[Math.ceil(share * values.length) - 1] ?? null;
}

/** Zero of none. */
const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

function groupedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
