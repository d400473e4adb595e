import type { Temporal } from 'temporal-polyfill';
import type { Period } from './statistics-range.types.js';
import {
  ByOutcome,
  ByStatus,
  ToolsByStatus,
  type AppointmentStatistics,
  type CallFigures,
  type CallStatistics,
  type ReceptionistStatistics,
} from './statistics.types.js';

/** Calls of a period, or, where `startsOn` is null, of the whole range. */
export interface PeriodCalls {
  startsOn: Temporal.PlainDate | null;
  calls: number;
  inbound: number;
  outbound: number;
  notEnded: number;
  meanSeconds: number | null;
  medianSeconds: number | null;
  handoversTried: number;
  handoversAccepted: number;
  visitsBooked: number;
  afterHours: number;
}

export interface PeriodOutcome {
  startsOn: Temporal.PlainDate | null;
  outcome: string;
  count: number;
}

export interface VisitCount {
  status: string;
  late: boolean;
  byPhone: boolean;
  count: number;
}

export interface StatusCount {
  status: string;
  count: number;
}

export interface CountedTurns {
  calls: number;
  turns: number;
  interruptions: number;
  replies: number;
  p50: number | null;
  p95: number | null;
}

interface Range {
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
}

const NO_CALLS: Omit<PeriodCalls, 'startsOn'> = {
  calls: 0,
  inbound: 0,
  outbound: 0,
  notEnded: 0,
  meanSeconds: null,
  medianSeconds: null,
  handoversTried: 0,
  handoversAccepted: 0,
  visitsBooked: 0,
  afterHours: 0,
};

/** Every period of the range, those without calls, too. */
export function callStatistics(
  range: Range,
  by: Period,
  calls: readonly PeriodCalls[],
  outcomes: readonly PeriodOutcome[],
): Pick<CallStatistics, 'total' | 'periods'> {
  const figuresOf = (startsOn: Temporal.PlainDate | null): CallFigures =>
    figures(
      calls.find((row) => isSame(row.startsOn, startsOn)) ?? NO_CALLS,
      outcomes.filter((row) => isSame(row.startsOn, startsOn)),
    );
  return {
    total: figuresOf(null),
    periods: periodsOf(range, by).map((startsOn) => ({ ...figuresOf(startsOn), startsOn: startsOn.toString() })),
  };
}

/** The first days of all periods that have a day in the range. */
export function periodsOf({ from, to }: Range, by: Period): Temporal.PlainDate[] {
  const first = by === 'day' ? from : from.subtract({ days: from.dayOfWeek - 1 });
  const stepDays = by === 'day' ? 1 : 7;
  const count = Math.floor(first.until(to, { largestUnit: 'days' }).days / stepDays) + 1;
  return Array.from({ length: count }, (_, index) => first.add({ days: index * stepDays }));
}

export function appointmentStatistics(
  counts: readonly VisitCount[],
): Omit<AppointmentStatistics, 'from' | 'to' | 'timeZone'> {
  const sum = (counted: (row: VisitCount) => boolean) => sumOf(counts.filter(counted));
  return {
    visits: sumOf(counts),
    byStatus: countsBy(ByStatus.shape, (status) => sum((row) => row.status === status)),
    bookedBy: { phone: sum(({ byPhone }) => byPhone), staff: sum(({ byPhone }) => !byPhone) },
    noShows: sum(({ status }) => status === 'no_show'),
    lateCancellations: sum(({ status, late }) => status === 'cancelled' && late),
    lateMoves: sum(({ status, late }) => status === 'rescheduled' && late),
  };
}

export function receptionistStatistics(
  { p50, p95, ...turns }: CountedTurns,
  tools: readonly StatusCount[],
): Omit<ReceptionistStatistics, 'from' | 'to' | 'timeZone'> {
  const runsWith = (status: string) => sumOf(tools.filter((row) => row.status === status));
  return {
    ...turns,
    latencyMs: { p50, p95 },
    tools: { runs: sumOf(tools), byStatus: countsBy(ToolsByStatus.shape, runsWith) },
  };
}

function figures(row: Omit<PeriodCalls, 'startsOn'>, outcomes: readonly PeriodOutcome[]): CallFigures {
  const endedAs = (outcome: string) => sumOf(outcomes.filter((one) => one.outcome === outcome));
  return {
    calls: row.calls,
    byDirection: { inbound: row.inbound, outbound: row.outbound },
    byOutcome: countsBy(ByOutcome.shape, endedAs),
    notEnded: row.notEnded,
    durationSeconds: { mean: row.meanSeconds, median: row.medianSeconds },
    handovers: { tried: row.handoversTried, accepted: row.handoversAccepted },
    visitsBooked: row.visitsBooked,
    afterHours: row.afterHours,
  };
}

const countsBy = <Shape extends object>(shape: Shape, countOf: (name: string) => number) =>
  Object.fromEntries(Object.keys(shape).map((name) => [name, countOf(name)])) as Record<keyof Shape, number>;

const sumOf = (rows: readonly { count: number }[]): number => rows.reduce((sum, { count }) => sum + count, 0);

const isSame = (one: Temporal.PlainDate | null, other: Temporal.PlainDate | null): boolean =>
  one === null || other === null ? one === other : one.equals(other);
