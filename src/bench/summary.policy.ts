import type { BenchRow, Round, RowTitle } from './bench.types.js';

/** The sample that so large a share of all samples does not exceed (nearest rank). */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  return sorted[rank - 1] ?? NaN;
}

export const median = (samples: readonly number[]): number => percentile(samples, 0.5);

/** Value and baseline are medians over the rounds, so that one disturbed round moves neither. */
export function rowOf(title: RowTitle, rounds: readonly Round[]): BenchRow {
  const value = median(rounds.map((round) => round.value));
  const baseline = median(rounds.map((round) => round.baseline));
  const ratios = rounds.map((round) => round.value / round.baseline);
  return { ...title, value, baseline, ratio: value / baseline, spread: [Math.min(...ratios), Math.max(...ratios)] };
}

/** The rows that say too much of something. */
export const overLimit = (rows: readonly BenchRow[]): BenchRow[] =>
  rows.filter(({ ratio, most }) => most !== undefined && ratio > most);
