import { z } from 'zod';

const count = z.number().nonnegative();

/**
 * So many callers at once, each of whom made some calls one after another, from a quiet server to a quiet server: what it took
 * while that lasted, and what it held when all of them talked. A batch without callers shows what it takes by itself.
 */
export const batchSchema = z.strictObject({
  /** Of the scenarios; null without callers. */
  scenario: z.string().nullable(),
  callers: count,
  durationSeconds: z.number().positive(),
  calls: count,
  callsBooked: count,
  /** Minutes that media streams lasted, of all calls together. */
  callMinutes: count,
  used: z.strictObject({
    serverCpuSeconds: count,
    eventLoopBusySeconds: count,
    databaseCpuSeconds: count,
    statements: count,
    transactions: count,
    rowsWritten: count,
    walBytes: count,
    /** Rows with their indexes: of turns and tools, which end by age, and of everything else. */
    transcriptBytes: z.number(),
    otherBytes: z.number(),
  }),
  held: z.strictObject({
    /** When the two that follow were asked for. */
    liveCalls: count,
    liveBytes: count,
    residentBytes: count,
    /** The most that were seen. */
    databaseConnectionsMost: count,
    eventLoopDelayP99MsMost: count,
  }),
});

/** `docs/capacity.figures.json`: what was measured, and on what. */
export const figuresSchema = z.strictObject({
  /** Why these figures are no good for planning; null when nothing is known against them. */
  provisional: z.string().nullable(),
  measuredOn: z.iso.date(),
  command: z.string(),
  machine: z.strictObject({
    cores: z.int().positive(),
    model: z.string(),
    memoryBytes: z.int().positive(),
    platform: z.string(),
    nodeVersion: z.string(),
    postgresVersion: z.string(),
    loadWhenItBegan: count,
  }),
  batches: z.array(batchSchema).min(2),
});

export type Batch = z.output<typeof batchSchema>;
export type Resource = keyof Batch['used'];
export type Figures = z.output<typeof figuresSchema>;

/** How much is measured. */
export interface MeasurePlan {
  /** Who fill what is filled once, and count for nothing: compiled code, connections, keys, the first pages of each table. */
  warmUpCallers: number;
  /** Callers at once, one batch for each and each scenario. */
  callers: readonly number[];
  scenarios: readonly { name: string; callsEach: number }[];
  idleMs: number;
  /** After the last call: jobs run, and Postgres tells what it has counted. */
  settleMs: number;
}
