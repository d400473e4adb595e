import { z } from 'zod';

/** A number that nobody measured here: where it comes from, or that it is assumed. */
const assumed = z.strictObject({ value: z.number().nonnegative(), source: z.string().min(1) });
const share = z.strictObject({ value: z.number().min(0).max(1), source: z.string().min(1) });

/** `docs/capacity.assumptions.json`: whoever knows better changes it. */
export const assumptionsSchema = z.strictObject({
  calls: z.strictObject({
    perClinicAndDay: assumed,
    mondayFactor: assumed,
    meanMinutes: assumed,
    /** Of the logarithm of the durations. */
    minutesSigma: assumed,
    agentTalksShare: share,
    textSegmentsPerCall: assumed,
  }),
  /** The part of a day's calls that come in each hour of the clinic's own day; hours that are not here have none. */
  hours: z.strictObject({ source: z.string(), share: z.record(z.string().regex(/^\d{2}$/), z.number().positive()) }),
  /** The part of the clinics whose clocks are so many hours behind those of the first. */
  zones: z.strictObject({
    source: z.string(),
    clinics: z
      .array(z.strictObject({ name: z.string(), hoursBehind: z.int().min(0).max(12), share: z.number().positive() }))
      .min(1),
  }),
  operation: z.strictObject({
    targetUtilisation: share,
    spareProcessesShare: share,
    callsPerProcessAtMost: assumed,
    connectionsPerProcess: assumed,
    postgresConnections: assumed,
    pooledConnections: assumed,
    postgresCores: assumed,
    machineNetworkMbitPerSecond: assumed,
    providerSessions: assumed,
    podMemoryMebibytes: assumed,
    transcriptDays: assumed,
    blockedShareAtMost: share,
  }),
  /** In US dollars. */
  prices: z.strictObject({
    providerPerMinute: assumed,
    carrierPerMinute: assumed,
    streamPerMinute: assumed,
    textSegment: assumed,
    numberPerMonth: assumed,
    coreHour: assumed,
    gibibyteHour: assumed,
    databaseCoreHour: assumed,
    storedGibibyteMonth: assumed,
  }),
});

export type Assumptions = z.output<typeof assumptionsSchema>;
