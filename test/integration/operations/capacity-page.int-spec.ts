import { readFileSync } from 'node:fs';
import { PAGE_FILE, readAssumptions, readFigures } from '../../../src/bench/capacity/capacity-files.js';
import { withSections } from '../../../src/bench/capacity/capacity-page.policy.js';
import { buildReport } from '../../../src/bench/capacity/capacity-report.builder.js';

const page = readFileSync(PAGE_FILE, 'utf8');

it('holds the tables that the command prints', () => {
  const sections = buildReport(readFigures(), readAssumptions());
  // Otherwise: npm run capacity -- --write
  expect(withSections(page, sections)).toBe(page);
});

it('has no table that the command knows nothing of', () => {
  const places = [...page.matchAll(/<!-- capacity: (\S+) -->/g)].map(([, name]) => name);
  const names = buildReport(readFigures(), readAssumptions()).map(({ name }) => name);
  expect(places.toSorted()).toEqual(names.toSorted());
});
