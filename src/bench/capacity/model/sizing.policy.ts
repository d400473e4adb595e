import type { Assumptions } from './assumptions.types.js';
import { memoryOfLiveCall, perCallOf, type Cost, type MeasuredCosts } from './costs.policy.js';
import type { Day } from './day.policy.js';
import { wireBytes } from './wire.policy.js';

/** What one live call takes while it is live, its beginning and its end spread over its minutes. */
export interface LiveCall {
  serverCores: number;
  databaseCores: number;
  networkMbitPerSecond: number;
}

/** What one process bears. */
export interface ProcessSize {
  /** At the utilisation that is aimed at, and no more than it admits. */
  calls: number;
  /** With all of its core, if it admitted them. */
  callsOfCore: number;
  residentBytes: number;
}

export interface Size {
  clinics: number;
  day: Day;
  processes: number;
  residentBytes: number;
  connections: number;
  /** Busy in the busiest minute; a machine wants more of them, for the utilisation that is aimed at. */
  databaseCoresBusy: number;
  databaseCores: number;
  transactionsPerSecondMost: number;
  statementsPerSecondMost: number;
  rowsPerSecondMost: number;
  walBytesADay: number;
  storedBytesADay: number;
  storedBytesAfterAYear: number;
  networkMbitPerSecondMost: number;
}

export const WORKING_DAYS_A_YEAR = 260;
const SECONDS_A_DAY = 86_400;
/** One would be no service while it is being replaced. */
const PROCESSES_AT_LEAST = 2;

export function liveCallOf({ used }: MeasuredCosts, { calls }: Assumptions): LiveCall {
  const minutes = calls.meanMinutes.value;
  const perSecond = (cost: Cost): number => perCallOf(cost, minutes) / (60 * minutes);
  const { inPerSecond, outPerSecond } = wireBytes(calls.agentTalksShare.value);
  return {
    serverCores: perSecond(used.serverCpuSeconds),
    databaseCores: perSecond(used.databaseCpuSeconds),
    networkMbitPerSecond: (Math.max(inPerSecond, outPerSecond) * 8) / 1e6,
  };
}

export function processSizeOf(costs: MeasuredCosts, assumptions: Assumptions): ProcessSize {
  const { targetUtilisation, callsPerProcessAtMost } = assumptions.operation;
  const perLiveCall = liveCallOf(costs, assumptions).serverCores;
  const callsAt = (utilisation: number): number =>
    Math.max(1, Math.floor((utilisation - costs.used.serverCpuSeconds.perProcessSecond) / perLiveCall));
  const calls = Math.min(callsPerProcessAtMost.value, callsAt(targetUtilisation.value));
  return {
    calls,
    callsOfCore: callsAt(1),
    residentBytes: costs.resident.atRest + calls * memoryOfLiveCall(costs),
  };
}

/** So many processes for so many calls at once, with some to spare for one that is lost or replaced. */
export function processesFor(callsAtOnce: number, costs: MeasuredCosts, assumptions: Assumptions): number {
  const needed = Math.ceil(callsAtOnce / processSizeOf(costs, assumptions).calls);
  const spare = Math.ceil(needed * assumptions.operation.spareProcessesShare.value);
  return Math.max(PROCESSES_AT_LEAST, needed + spare);
}

/** Calls of an average working day: the simulated one is a Monday. */
export const callsADay = (day: Day, { calls }: Assumptions): number => day.calls / calls.mondayFactor.value;

export function sizeOf(clinics: number, day: Day, costs: MeasuredCosts, assumptions: Assumptions): Size {
  const { operation } = assumptions;
  const { used } = costs;
  const processes = processesFor(day.callsAtOnceMost, costs, assumptions);
  /** In the busiest minute: of calls that begin in it, of those that are live, and of the processes themselves. */
  const most = ({ perProcessSecond, perCall, perCallMinute }: Cost): number =>
    processes * perProcessSecond + (day.startsInBusiestMinute * perCall + day.callsAtOnceMost * perCallMinute) / 60;
  const onTheDay = ({ perProcessSecond, perCall, perCallMinute }: Cost): number =>
    processes * perProcessSecond * SECONDS_A_DAY + day.calls * perCall + day.callMinutes * perCallMinute;
  const workingDays = (days: number): number =>
    ((days * WORKING_DAYS_A_YEAR) / 365) * (callsADay(day, assumptions) / day.calls);
  const [transcripts, others] = [onTheDay(used.transcriptBytes), onTheDay(used.otherBytes)];
  const databaseCoresBusy = most(used.databaseCpuSeconds);
  return {
    clinics,
    day,
    processes,
    residentBytes: processes * processSizeOf(costs, assumptions).residentBytes,
    connections: processes * operation.connectionsPerProcess.value,
    databaseCoresBusy,
    databaseCores: Math.ceil(databaseCoresBusy / operation.targetUtilisation.value),
    transactionsPerSecondMost: most(used.transactions),
    statementsPerSecondMost: most(used.statements),
    rowsPerSecondMost: most(used.rowsWritten),
    walBytesADay: onTheDay(used.walBytes),
    storedBytesADay: transcripts + others,
    storedBytesAfterAYear:
      transcripts * workingDays(Math.min(365, operation.transcriptDays.value)) + others * workingDays(365),
    networkMbitPerSecondMost: day.callsAtOnceMost * liveCallOf(costs, assumptions).networkMbitPerSecond,
  };
}
