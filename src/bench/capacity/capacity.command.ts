import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { FIGURES_FILE, PAGE_FILE, readAssumptions, readFigures, writeFigures } from './capacity-files.js';
import { withSections } from './capacity-page.policy.js';
import { buildReport, type Section } from './capacity-report.builder.js';
import type { MeasurePlan } from './capacity.types.js';
import { measureCapacity, type MeasureContext } from './measure/measure.runner.js';

const USAGE = `npm run capacity -- [--write]
npm run capacity -- --measure [--calls N,N,…] [--quick] [--out FILE]

  --write    puts the tables into docs/capacity.md
  --measure  takes some twelve minutes where nothing else runs, and writes docs/capacity.figures.json
  --calls    so many calls at once, batch after batch; 4,12,24 when left out
  --quick    plays as little as possible: shows that it works, and nothing else
  --out      another file for the figures`;

/** Something the person at the terminal can put right. */
export class CapacityUsageError extends Error {}

/** The second lasts about twice as long, with questions before the booking: that tells what minutes take from what calls take. */
const SCENARIOS = [
  { name: 'book-cleaning', callsEach: 1 },
  { name: 'long-call', callsEach: 1 },
];

const fullPlan = (callers: number[]): MeasurePlan => ({
  warmUpCallers: 4,
  callers,
  scenarios: SCENARIOS,
  idleMs: 30_000,
  // Postgres tells what a connection has done ten seconds after its last statement.
  settleMs: 12_000,
});

const QUICK_PLAN: MeasurePlan = {
  warmUpCallers: 0,
  callers: [1],
  scenarios: SCENARIOS.slice(0, 1),
  idleMs: 1000,
  settleMs: 0,
};

export type CapacityContext = Omit<MeasureContext, 'command'> & { print: (line: string) => void };

/** @throws CapacityUsageError */
export async function runCapacity(args: readonly string[], context: CapacityContext): Promise<void> {
  const { measure, calls, quick, out, write } = readArguments(args);
  const file = out ?? FIGURES_FILE;
  if (measure) {
    const plan = quick ? QUICK_PLAN : fullPlan(readCalls(calls));
    refuseUnwritable(file);
    const command = `npm run capacity -- ${args.join(' ')}`;
    writeFigures(file, await measureCapacity(plan, { ...context, command }));
  }
  const sections = buildReport(readFigures(measure ? file : FIGURES_FILE), readAssumptions());
  if (write) writeFileSync(PAGE_FILE, withSections(readFileSync(PAGE_FILE, 'utf8'), sections));
  for (const line of sections.flatMap(linesOf)) context.print(line);
}

const linesOf = ({ title, lines }: Section): string[] => [title, ...lines.map((line) => `  ${line}`.trimEnd()), ''];

function readArguments(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        measure: { type: 'boolean', default: false },
        calls: { type: 'string', default: '4,12,24' },
        quick: { type: 'boolean', default: false },
        out: { type: 'string' },
        write: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    throw new CapacityUsageError(`${error instanceof Error ? error.message : 'unknown option'}\n\n${USAGE}`);
  }
}

function readCalls(list: string): number[] {
  if (!/^[1-9]\d{0,2}(,[1-9]\d{0,2})*$/.test(list))
    throw new CapacityUsageError(`--calls must be whole numbers, separated by commas\n\n${USAGE}`);
  return list.split(',').map(Number);
}

/** Before it begins: nobody wants to hear after minutes that it was not kept. */
function refuseUnwritable(file: string): void {
  try {
    closeSync(openSync(file, 'a'));
  } catch {
    throw new CapacityUsageError(`${file} can not be written.`);
  }
}
