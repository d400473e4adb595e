import type { ClassFigures } from './measure.policy.js';

const HEADINGS = ['class', 'families', 'samples', 'stretches', 'recall', 'must stay', 'touched', 'outside'];

/** The table of the report: a line per class and split. */
export function buildFigures(figures: readonly ClassFigures[]): string[] {
  const rows = [HEADINGS, ...figures.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
}

const cellsOf = (line: ClassFigures): string[] => [
  `${line.class} (${line.split === 'held_out' ? 'held out' : line.split})`,
  String(line.families),
  String(line.samples),
  String(line.labels),
  share(line.found, line.labels),
  String(line.stays),
  share(line.touched, line.stays),
  share(line.takenOutside, line.taken),
];

const share = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)} %`);
