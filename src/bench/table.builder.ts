import type { BenchRow } from './bench.types.js';

const HEADINGS = ['', 'value', 'baseline', 'unit', 'ratio', 'rounds', 'baseline is'];
/** Words to the left, numbers to the right. */
const ALIGNED_RIGHT = [false, true, true, false, true, true, false];

/** The rows as lines of text, each section under its name. */
export function buildTable(rows: readonly BenchRow[]): string[] {
  const cells = rows.map(cellsOf);
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        ALIGNED_RIGHT[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const lines = [line(HEADINGS)];
  rows.forEach(({ section }, index) => {
    if (section !== rows[index - 1]?.section) lines.push('', section);
    lines.push(line(cells[index] ?? []));
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
