import type { BenchRow } from './bench.types.js';
import { buildTable } from './table.builder.js';

const row = (section: string, name: string, value: number, baseline: number): BenchRow => ({
  section,
  name,
  value,
  unit: 'ms',
  baseline,
  against: 'a limit',
  ratio: value / baseline,
  spread: [0.1, 0.25],
});

it('names each section once, and lines the numbers up', () => {
  const lines = buildTable([
    row('Turns', 'short', 1.2345, 60),
    row('Turns', 'longer name', 123.45, 60),
    row('Load', 'x', 0, 1),
  ]);
  expect(lines).toEqual([
    '               value  baseline  unit  ratio     rounds  baseline is',
    '',
    'Turns',
    '  short         1.23      60.0  ms    0.02×  0.10–0.25  a limit',
    '  longer name    123      60.0  ms    2.06×  0.10–0.25  a limit',
    '',
    'Load',
    '  x                0      1.00  ms    0.00×  0.10–0.25  a limit',
  ]);
});

it('keeps three digits of small numbers', () => {
  expect(buildTable([row('Parts', 'tiny', 0.012345, 0.00098765)])[3]).toContain('0.0123  0.000988');
});
