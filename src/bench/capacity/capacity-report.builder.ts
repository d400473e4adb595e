import type { Figures } from './capacity.types.js';
import { batchesTable, costsTable, processTable } from './figures-table.builder.js';
import { assumptionsTable, dayTable, limitsTable, moneyTable, sizesTable } from './model-tables.builder.js';
import type { Assumptions } from './model/assumptions.types.js';
import { costsOf } from './model/costs.policy.js';
import { simulateDay } from './model/day.policy.js';
import { limitsOf } from './model/limits.policy.js';
import { sizeOf } from './model/sizing.policy.js';
import { bytes } from './words.builder.js';

const SIZES = [1, 100, 10_000];
const SEED = 1;

/** A table of the page, and the name that the page knows it by. */
export interface Section {
  name: string;
  title: string;
  lines: string[];
}

export function buildReport(figures: Figures, assumptions: Assumptions): Section[] {
  const costs = costsOf(figures);
  const sizes = SIZES.map((clinics) => sizeOf(clinics, simulateDay(clinics, assumptions, SEED), costs, assumptions));
  const largest = sizes.at(-1);
  return [
    { name: 'measured-on', title: 'Measured on', lines: measuredOn(figures) },
    { name: 'batches', title: 'What was measured', lines: batchesTable(figures) },
    { name: 'costs', title: 'What calls take', lines: costsTable(costs, assumptions) },
    { name: 'process', title: 'One call, one process', lines: processTable(costs, assumptions) },
    { name: 'sizes', title: 'Three sizes', lines: sizesTable(sizes, assumptions) },
    { name: 'day', title: 'A Monday, the largest', lines: largest ? dayTable(largest, costs, assumptions) : [] },
    { name: 'money', title: 'A month, with these prices', lines: moneyTable(sizes, assumptions) },
    { name: 'limits', title: 'What breaks first', lines: limitsTable(limitsOf(costs, assumptions)) },
    { name: 'assumptions', title: 'What is assumed', lines: assumptionsTable(assumptions) },
  ];
}

function measuredOn({ provisional, measuredOn, command, machine }: Figures): string[] {
  const { cores, model, memoryBytes, platform, nodeVersion, postgresVersion, loadWhenItBegan } = machine;
  return [
    ...(provisional === null ? [] : [`PROVISIONAL: ${provisional}`]),
    `${measuredOn}: ${command}`,
    `Node ${nodeVersion}, Postgres ${postgresVersion}, ${platform}, ${cores} cores (${model}), ${bytes(memoryBytes)}; load ${loadWhenItBegan.toFixed(1)} when it began`,
  ];
}
