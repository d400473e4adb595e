import type { Assumptions } from './assumptions.types.js';
import { memoryOfLiveCall, type MeasuredCosts } from './costs.policy.js';
import { expectedCalls } from './day.policy.js';
import { erlangsFor } from './erlang.policy.js';
import { liveCallOf, processSizeOf } from './sizing.policy.js';

/** Something that ends, and how many calls at once it bears until then. */
export interface Limit {
  what: string;
  callsAtOnce: number;
  /** As many as share it in a Monday's busiest hour, with no more callers too many than are put up with. */
  clinics: number;
  then: string;
}

/** What breaks first is the first. */
export function limitsOf(costs: MeasuredCosts, assumptions: Assumptions): Limit[] {
  const { operation, calls } = assumptions;
  const live = liveCallOf(costs, assumptions);
  const own = processSizeOf(costs, assumptions);
  const perProcess = (processes: number): number => Math.floor(processes) * own.calls;
  const databaseCoresPerCall = live.databaseCores + costs.used.databaseCpuSeconds.perProcessSecond / own.calls;
  const limits: Omit<Limit, 'clinics'>[] = [
    {
      what: `the provider's ${operation.providerSessions.value} sessions of an account`,
      callsAtOnce: operation.providerSessions.value,
      then: 'callers get the overflow choice; ask for more sessions',
    },
    {
      what: `what a process admits (MAX_CONCURRENT_CALLS, ${operation.callsPerProcessAtMost.value})`,
      callsAtOnce: operation.callsPerProcessAtMost.value,
      then: 'callers get the overflow choice; more processes',
    },
    {
      what: 'the one core that a process has',
      callsAtOnce: own.callsOfCore,
      then: 'all of its calls stutter; more processes',
    },
    {
      what: `the memory of a pod (${operation.podMemoryMebibytes.value} MiB)`,
      callsAtOnce: Math.floor(
        (operation.podMemoryMebibytes.value * 2 ** 20 - costs.resident.atRest) / memoryOfLiveCall(costs),
      ),
      then: 'it is killed, its calls resume elsewhere; a higher limit',
    },
    {
      what: `Postgres' ${operation.postgresConnections.value} connections`,
      callsAtOnce: perProcess(operation.postgresConnections.value / operation.connectionsPerProcess.value),
      then: 'a process more does not start; PgBouncer',
    },
    {
      what: `PgBouncer's ${operation.pooledConnections.value} clients`,
      callsAtOnce: perProcess(operation.pooledConnections.value / operation.connectionsPerProcess.value),
      then: 'a process more does not start; another PgBouncer',
    },
    {
      what: `a Postgres of ${operation.postgresCores.value} cores, busy to ${operation.targetUtilisation.value * 100} %`,
      callsAtOnce: Math.floor(
        (operation.postgresCores.value * operation.targetUtilisation.value) / databaseCoresPerCall,
      ),
      then: 'answers get slow; a database for each group of clinics',
    },
    {
      what: `a machine's ${operation.machineNetworkMbitPerSecond.value} Mbit/s`,
      callsAtOnce: Math.floor(operation.machineNetworkMbitPerSecond.value / live.networkMbitPerSecond),
      then: 'audio is dropped; more machines',
    },
  ];
  const erlangsPerClinic = (Math.max(...expectedCalls(1, assumptions)) * calls.meanMinutes.value) / 60;
  return limits
    .filter(({ callsAtOnce }) => Number.isFinite(callsAtOnce)) // what calls take nothing of has no end
    .map(({ callsAtOnce, ...limit }) => {
      const erlangs = erlangsFor(callsAtOnce, operation.blockedShareAtMost.value);
      return { ...limit, callsAtOnce, clinics: Math.floor(erlangs / erlangsPerClinic) };
    })
    .sort((one, other) => one.callsAtOnce - other.callsAtOnce);
}
