import { inColumns } from '../columns.builder.js';
import type { Assumptions } from './model/assumptions.types.js';
import type { MeasuredCosts } from './model/costs.policy.js';
import type { Limit } from './model/limits.policy.js';
import { linesFor } from './model/erlang.policy.js';
import { BILLS, moneyOf, type Bill } from './model/money.policy.js';
import { processesFor, type Size } from './model/sizing.policy.js';
import { bytes, dollars, number, whole } from './words.builder.js';

const BAR_CHARS = 40;

/** A column for each size. */
export function sizesTable(sizes: readonly Size[], { operation }: Assumptions): string[] {
  const row = (what: string, tell: (size: Size) => string): string[] => [what, ...sizes.map(tell)];
  const blockedAtMost = operation.blockedShareAtMost.value;
  return inColumns(
    [
      row('clinics', ({ clinics }) => whole(clinics)),
      row('calls on a Monday', ({ day }) => whole(day.calls)),
      row('calls at once, the most', ({ day }) => whole(day.callsAtOnceMost)),
      row('calls at once, 99.9 % of the day', ({ day }) => whole(day.callsAtOnceP999)),
      row('calls at once, mean of the day', ({ day }) => number(day.callsAtOnceMean)),
      row('calls that begin in the busiest minute', ({ day }) => whole(day.startsInBusiestMinute)),
      row('sessions to have at the provider', ({ day }) => whole(linesFor(day.busiestHourErlangs, blockedAtMost))),
      row('processes, a core each', ({ processes }) => whole(processes)),
      row('their memory', ({ residentBytes }) => bytes(residentBytes)),
      row('connections to the database, at most', ({ connections }) => whole(connections)),
      row('cores of Postgres', ({ databaseCores }) => whole(databaseCores)),
      row('transactions a second', ({ transactionsPerSecondMost }) => number(transactionsPerSecondMost)),
      row('statements a second', ({ statementsPerSecondMost }) => number(statementsPerSecondMost)),
      row('rows written a second', ({ rowsPerSecondMost }) => number(rowsPerSecondMost)),
      row('WAL of the day', ({ walBytesADay }) => bytes(walBytesADay)),
      row('stored on the day', ({ storedBytesADay }) => bytes(storedBytesADay)),
      row('stored after a year', ({ storedBytesAfterAYear }) => bytes(storedBytesAfterAYear)),
      row('media, one direction', ({ networkMbitPerSecondMost }) => `${number(networkMbitPerSecondMost)} Mbit/s`),
    ],
    (column) => column > 0,
  );
}

/** Hour by hour, but for those in which nobody calls, with a bar for the calls at once. */
export function dayTable({ day }: Size, costs: MeasuredCosts, assumptions: Assumptions): string[] {
  const first = assumptions.zones.clinics.find(({ hoursBehind }) => hoursBehind === 0)?.name ?? '';
  const bar = (calls: number): string => '█'.repeat(Math.round((BAR_CHARS * calls) / day.callsAtOnceMost));
  const busy = day.hours.filter(({ callsAtOnceMost }) => callsAtOnceMost > 0);
  const rows = busy.map(({ hour, calls, callsAtOnceMost }) => [
    `${String(hour).padStart(2, '0')}:00`,
    whole(calls),
    whole(callsAtOnceMost),
    whole(processesFor(callsAtOnceMost, costs, assumptions)),
    bar(callsAtOnceMost),
  ]);
  return inColumns([[first, 'calls', 'at once', 'processes', ''], ...rows], (column) => column > 0 && column < 4);
}

const BILL_NAMES: Record<Bill, string> = {
  provider: 'provider, by the minute',
  carrier: 'carrier, by the minute begun',
  texts: 'texts',
  numbers: 'telephone numbers',
  servers: 'servers',
  database: 'Postgres',
  storage: 'what is stored, after a year',
};

/** A month, with a column for each size and the part of the whole at the largest. */
export function moneyTable(sizes: readonly Size[], assumptions: Assumptions): string[] {
  const money = sizes.map((size) => moneyOf(size, assumptions));
  const largest = money.at(-1);
  const part = (amount: number): string => (largest ? `${((100 * amount) / largest.total).toFixed(1)} %` : '');
  return inColumns(
    [
      ['clinics', ...sizes.map(({ clinics }) => whole(clinics)), ''],
      ...BILLS.map((bill) => [
        BILL_NAMES[bill],
        ...money.map(({ perMonth }) => dollars(perMonth[bill])),
        part(largest?.perMonth[bill] ?? 0),
      ]),
      ['a month', ...money.map(({ total }) => dollars(total)), part(largest?.total ?? 0)],
      ['a clinic and month', ...money.map(({ perClinicAndMonth }) => dollars(perClinicAndMonth)), ''],
      ['a call', ...money.map(({ perCall }) => dollars(perCall)), ''],
    ],
    (column) => column > 0,
  );
}

export function limitsTable(limits: readonly Limit[]): string[] {
  const rows = limits.map(({ what, callsAtOnce, clinics, then }) => [what, whole(callsAtOnce), whole(clinics), then]);
  return inColumns([['', 'calls at once', 'clinics', 'then'], ...rows], (column) => column === 1 || column === 2);
}

/** Each number that nobody measured, with where it comes from. */
export function assumptionsTable({ hours, zones, ...others }: Assumptions): string[] {
  const rows = Object.entries(others).flatMap(([group, assumed]) =>
    Object.entries(assumed).map(([name, { value, source }]) => [`${group}.${name}`, String(value), source]),
  );
  const listed = (shares: readonly (readonly [string, number])[]) =>
    shares.map(([name, share]) => `${name} ${share}`).join(', ');
  const zoneShares = zones.clinics.map(({ name, share }) => [name, share] as const);
  const hourShares = Object.entries(hours.share).toSorted(([one], [other]) => one.localeCompare(other));
  return [
    ...inColumns(rows, (column) => column === 1),
    '',
    `hours  ${listed(hourShares)}`,
    `       ${hours.source}`,
    `zones  ${listed(zoneShares)}`,
    `       ${zones.source}`,
  ];
}
