import { inColumns } from '../columns.builder.js';
import type { Batch, Figures, Resource } from './capacity.types.js';
import type { Assumptions } from './model/assumptions.types.js';
import { perCallOf, type Cost, type MeasuredCosts } from './model/costs.policy.js';
import { liveCallOf, processSizeOf } from './model/sizing.policy.js';
import { wireBytes } from './model/wire.policy.js';
import { bytes, number, whole } from './words.builder.js';

const USED: readonly [resource: Resource, what: string, write: (value: number) => string][] = [
  ['serverCpuSeconds', 'CPU of the server', (seconds) => `${number(seconds * 1000)} ms`],
  ['eventLoopBusySeconds', 'its event loop busy', (seconds) => `${number(seconds * 1000)} ms`],
  ['databaseCpuSeconds', 'CPU of Postgres', (seconds) => `${number(seconds * 1000)} ms`],
  ['statements', 'statements', number],
  ['transactions', 'transactions', number],
  ['rowsWritten', 'rows written', number],
  ['walBytes', 'WAL', bytes],
  ['transcriptBytes', 'stored: turns and tools', bytes],
  ['otherBytes', 'stored: everything else', bytes],
];

/** What was measured, batch by batch. */
export function batchesTable({ batches }: Figures): string[] {
  const headings = [
    '',
    'calls',
    'booked',
    'minutes',
    'CPU s',
    'Postgres CPU s',
    'statements',
    'loop p99',
    'connections',
  ];
  const row = ({ scenario, callers, calls, callsBooked, callMinutes, used, held }: Batch): string[] => [
    scenario === null ? 'nobody' : `${callers} at once, ${scenario}`,
    whole(calls),
    whole(callsBooked),
    number(callMinutes),
    number(used.serverCpuSeconds),
    number(used.databaseCpuSeconds),
    whole(used.statements),
    `${number(held.eventLoopDelayP99MsMost)} ms`,
    whole(held.databaseConnectionsMost),
  ];
  return inColumns([headings, ...batches.map(row)], (column) => column > 0);
}

/** What the batches come to. */
export function costsTable(costs: MeasuredCosts, assumptions: Assumptions): string[] {
  const minutes = assumptions.calls.meanMinutes.value;
  const headings = ['', 'a process, each second', 'a call', 'and each minute of it', `a call of ${minutes} min`];
  const row = (what: string, cost: Cost, write: (value: number) => string): string[] => [
    what,
    write(cost.perProcessSecond),
    write(cost.perCall),
    write(cost.perCallMinute),
    write(perCallOf(cost, minutes)),
  ];
  return inColumns(
    [headings, ...USED.map(([resource, what, write]) => row(what, costs.used[resource], write))],
    (column) => column > 0,
  );
}

/** What follows for one process, and for one call that is live. */
export function processTable(costs: MeasuredCosts, assumptions: Assumptions): string[] {
  const live = liveCallOf(costs, assumptions);
  const own = processSizeOf(costs, assumptions);
  const { inPerSecond, outPerSecond } = wireBytes(assumptions.calls.agentTalksShare.value);
  const target = `${assumptions.operation.targetUtilisation.value * 100} %`;
  return inColumns(
    [
      ['a live call: CPU of the server', `${number(live.serverCores * 1000)} ms a second`],
      ['a live call: CPU of Postgres', `${number(live.databaseCores * 1000)} ms a second`],
      ['a live call: objects in memory', bytes(costs.live.perLiveCall)],
      ['a live call: resident memory', bytes(costs.resident.perLiveCall)],
      ['a live call: to the process', `${number((inPerSecond * 8) / 1000)} kbit/s (computed)`],
      ['a live call: from the process', `${number((outPerSecond * 8) / 1000)} kbit/s (computed)`],
      ['a process without calls: objects in memory', bytes(costs.live.atRest)],
      ['a process without calls: resident memory', bytes(costs.resident.atRest)],
      ['calls a core, all of it', whole(own.callsOfCore)],
      [`calls a core, ${target} of it`, whole(own.calls)],
    ],
    () => false,
  );
}
