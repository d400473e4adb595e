import { appendFileSync, existsSync } from 'node:fs';
import type { CallReport } from '../../src/simulation/caller/call-report.types.js';
import { heardIn, type Verdict } from './chaos-verdict.js';

/** One call under a fault. */
export interface ChaosCall {
  report: CallReport;
  verdict: Verdict;
}

export interface ChaosRow {
  fault: string;
  calls: ChaosCall[];
  wasReady: boolean;
  wellAgainMs: number;
}

/** A person has it now, or will call back. */
const WITH_A_PERSON = ['transferred', 'message_taken'];

export const isLost = ({ report, verdict }: ChaosCall): boolean =>
  !verdict.reachedGoal && !WITH_A_PERSON.includes(report.outcome ?? '');

const seconds = (ms: number): string => (ms / 1000).toFixed(1);

const COLUMNS: Record<string, (row: ChaosRow) => string | number> = {
  Fault: ({ fault }) => fault,
  Calls: ({ calls }) => calls.length,
  Booked: ({ calls }) => calls.filter(({ verdict }) => verdict.reachedGoal).length,
  'Left to a person': ({ calls }) => calls.filter(({ report }) => WITH_A_PERSON.includes(report.outcome ?? '')).length,
  Lost: ({ calls }) => calls.filter(isLost).length,
  'Heard to wait': ({ calls }) => calls.filter(({ report }) => heardIn(report).hold).length,
  'Heard an apology': ({ calls }) => calls.filter(({ report }) => heardIn(report).apology).length,
  'Asked again': ({ calls }) => calls.filter(({ report }) => heardIn(report).askedAgain.length > 0).length,
  'Untrue records': ({ calls }) => calls.filter(({ verdict }) => verdict.untruths.length > 0).length,
  'Longest silence': ({ calls }) => `${seconds(Math.max(...calls.map(({ report }) => report.longestSilenceMs)))} s`,
  'Dead air': ({ calls }) => calls.filter(({ verdict }) => verdict.unexplained.length > 0).length,
  'Ready meanwhile': ({ wasReady }) => (wasReady ? 'yes' : 'no'),
  'Well again after': ({ wellAgainMs }) => `${seconds(wellAgainMs)} s`,
};

/** As docs/chaos.md has it. */
export function addToTable(path: string, rows: readonly ChaosRow[]): void {
  const names = Object.keys(COLUMNS);
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  const lines = rows.map((row) => line(Object.values(COLUMNS).map((cell) => cell(row))));
  const head = existsSync(path) ? [] : [line(names), line(names.map(() => '---'))];
  appendFileSync(path, [...head, ...lines, ''].join('\n'));
}
