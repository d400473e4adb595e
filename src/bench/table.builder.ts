import type { BenchRow } from './bench.types.js';
import { inColumns } from './columns.builder.js';

const HEADINGS = ['', 'value', 'baseline', 'unit', 'ratio', 'rounds', 'baseline is'];
/** Words to the left, numbers to the right. */
const ALIGNED_RIGHT = [false, true, true, false, true, true, false];

/** The rows as lines of text, each section under its name. */
export function buildTable(rows: readonly BenchRow[]): string[] {
  const [headings = '', ...cells] = inColumns(
    [HEADINGS, ...rows.map(cellsOf)],
    (column) => ALIGNED_RIGHT[column] === true,
  );
  const lines = [headings];
  rows.forEach(({ section }, index) => {
    if (section !== rows[index - 1]?.section) lines.push('', section);
    lines.push(cells[index] ?? '');
  });
  return lines;
}

const cellsOf = (row: BenchRow): string[] => [
  `  ${row.name}`,
  rounded(row.value),
  rounded(row.baseline),
  row.unit,
  `${row.ratio.toFixed(2)}×`,
  row.spread.map((ratio) => ratio.toFixed(2)).join('–'),
  row.against,
];

/** Three digits say all that such a measurement knows. */
function rounded(value: number): string {
  if (value === 0) return '0';
  const digits = Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))));
  return value.toFixed(digits);
}
