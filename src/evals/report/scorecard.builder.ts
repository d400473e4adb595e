import { percent, rounded, milliseconds } from './figures.policy.js';
import type { EvalReport, EvalRun, GroupScore } from './report.types.js';

/** The columns of the scorecard, in print and on the page. */
export const columnsOf = (repeat: number): string[] => [
  'group',
  'scenarios',
  'pass@1',
  ...(repeat > 1 ? [`pass^${repeat}`] : []),
  'turns',
  'seconds',
  'tools',
  'reply p50',
  'reply p95',
];

export const cellsOf = (score: GroupScore, repeat: number): string[] => [
  score.group,
  String(score.scenarios),
  percent(score.passAt1),
  ...(repeat > 1 ? [percent(score.passHatK)] : []),
  rounded(score.turns),
  rounded(score.seconds),
  rounded(score.toolCalls),
  milliseconds(score.latencyMs.p50),
  milliseconds(score.latencyMs.p95),
];

/** `whereOf`: where the transcript of a run is to be read. */
export function buildScorecard(report: EvalReport, whereOf: (run: EvalRun) => string): string[] {
  const { groups, total, repeat } = report;
  const rows = [columnsOf(repeat), ...[...groups, total].map((score) => cellsOf(score, repeat))];
  const widths = columnsOf(repeat).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart((widths[at] ?? 0) + 2))).join(''),
  );
  return ['', ...lines.toSpliced(-1, 0, ''), '', ...failureLines(report, whereOf)];
}

function failureLines({ driver, runs }: EvalReport, whereOf: (run: EvalRun) => string): string[] {
  const failed = runs.filter(({ ok }) => !ok);
  if (failed.length === 0) return [`All ${runs.length} runs passed.`];
  return [
    `${failed.length} of ${runs.length} runs failed.`,
    ...failed.flatMap((run) => [
      '',
      `✗ ${run.scenario}, run ${run.run}`,
      ...run.failures.map((failure) => `    ${failure}`),
      `    ${whereOf(run)}`,
      `    again: npm run evals -- --driver ${driver} --filter '^${run.group}/${run.scenario}$' --seed ${run.run}`,
    ]),
  ];
}

export function progressLine({ ok, scenario, run, seconds, failures }: EvalRun, ended: number, all: number): string {
  const [first = ''] = failures[0]?.split('\n') ?? [];
  const why = ok ? '' : `  ${first}${failures.length > 1 ? ` (and ${failures.length - 1} more)` : ''}`;
  const count = `${String(ended).padStart(String(all).length)}/${all}`;
  return `${count} ${ok ? '✓' : '✗'} ${scenario}, run ${run}  ${rounded(seconds)} s${why}`;
}
