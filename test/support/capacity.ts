import type { Batch, Figures } from '../../src/bench/capacity/capacity.types.js';
import type { Assumptions } from '../../src/bench/capacity/model/assumptions.types.js';

const assumed = (value: number) => ({ value, source: 'assumed' });

/** Round numbers, so that a test can say what comes of them. */
export const ASSUMPTIONS: Assumptions = {
  calls: {
    perClinicAndDay: assumed(40),
    mondayFactor: assumed(1.5),
    meanMinutes: assumed(2),
    minutesSigma: assumed(0.5),
    agentTalksShare: assumed(0.5),
    textSegmentsPerCall: assumed(1),
  },
  hours: { source: 'assumed', share: { '08': 1, '09': 3 } },
  zones: {
    source: 'assumed',
    clinics: [
      { name: 'Here', hoursBehind: 0, share: 3 },
      { name: 'There', hoursBehind: 1, share: 1 },
    ],
  },
  operation: {
    targetUtilisation: assumed(0.6),
    spareProcessesShare: assumed(0.1),
    callsPerProcessAtMost: assumed(100),
    connectionsPerProcess: assumed(25),
    postgresConnections: assumed(100),
    pooledConnections: assumed(2000),
    postgresCores: assumed(32),
    machineNetworkMbitPerSecond: assumed(1000),
    providerSessions: assumed(45),
    podMemoryMebibytes: assumed(1024),
    transcriptDays: assumed(90),
    blockedShareAtMost: assumed(0.001),
  },
  prices: {
    providerPerMinute: assumed(0.1),
    carrierPerMinute: assumed(0.01),
    streamPerMinute: assumed(0.01),
    textSegment: assumed(0.01),
    numberPerMonth: assumed(1),
    coreHour: assumed(0.05),
    gibibyteHour: assumed(0.01),
    databaseCoreHour: assumed(0.2),
    storedGibibyteMonth: assumed(0.5),
  },
};

/** What a process takes each second, a call, and each minute of it. */
export interface TrueCost {
  second: number;
  call: number;
  minute: number;
}

const NOTHING = {
  serverCpuSeconds: 0,
  eventLoopBusySeconds: 0,
  databaseCpuSeconds: 0,
  statements: 0,
  transactions: 0,
  rowsWritten: 0,
  walBytes: 0,
  transcriptBytes: 0,
  otherBytes: 0,
};

/** Resident: 300 MB and a million bytes a live call; half of that is alive. */
export function batchOf(
  played: { callers: number; calls: number; callMinutes: number; durationSeconds: number },
  costs: Partial<Record<keyof Batch['used'], TrueCost>>,
): Batch {
  const used = Object.entries(costs).map(([resource, { second, call, minute }]) => [
    resource,
    second * played.durationSeconds + call * played.calls + minute * played.callMinutes,
  ]);
  return {
    scenario: played.callers === 0 ? null : 'book-cleaning',
    callsBooked: played.calls,
    ...played,
    used: { ...NOTHING, ...(Object.fromEntries(used) as Partial<Batch['used']>) },
    held: {
      liveCalls: played.callers,
      liveBytes: 150e6 + played.callers * 0.5e6,
      residentBytes: 300e6 + played.callers * 1e6,
      databaseConnectionsMost: 5,
      eventLoopDelayP99MsMost: 12,
    },
  };
}

/** Measured where that is the truth, without any error. */
export const figuresOf = (costs: Partial<Record<keyof Batch['used'], TrueCost>>): Figures => ({
  provisional: null,
  measuredOn: '2026-11-22',
  command: 'npm run capacity -- --measure',
  machine: {
    cores: 2,
    model: 'any',
    memoryBytes: 8e9,
    platform: 'linux x64',
    nodeVersion: '20.20.2',
    postgresVersion: '18.4',
    loadWhenItBegan: 0.1,
  },
  batches: [
    batchOf({ callers: 0, calls: 0, callMinutes: 0, durationSeconds: 40 }, costs),
    batchOf({ callers: 4, calls: 4, callMinutes: 3, durationSeconds: 60 }, costs),
    batchOf({ callers: 4, calls: 4, callMinutes: 6, durationSeconds: 100 }, costs),
    batchOf({ callers: 24, calls: 24, callMinutes: 18, durationSeconds: 70 }, costs),
    batchOf({ callers: 24, calls: 24, callMinutes: 35, durationSeconds: 110 }, costs),
  ],
});
