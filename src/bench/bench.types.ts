import type { Clock } from '../common/clock/clock.js';

/** One line of the table. All rows are measured against something that ran beside them, so that a busy machine hurts both. */
export interface BenchRow {
  section: string;
  name: string;
  value: number;
  unit: string;
  /** In the same unit: what `against` took, or a limit. */
  baseline: number;
  /** What the baseline is. */
  against: string;
  /** `value / baseline`. */
  ratio: number;
  /** The lowest and the highest ratio of a single round. */
  spread: readonly [low: number, high: number];
  /** What the ratio must not exceed; where it is left out, the row only tells. */
  most?: number;
}

/** What a row is called; its numbers come from the rounds. */
export type RowTitle = Pick<BenchRow, 'section' | 'name' | 'unit' | 'against' | 'most'>;

/** Both sides of a row, measured at the same time or in turns. */
export interface Round {
  value: number;
  baseline: number;
}

/** How much is measured. More of it costs time and narrows the spread. */
export interface BenchSize {
  rounds: number;
  /** Caller frames of a round, each timed alone. */
  frames: number;
  replies: number;
  bargeIns: number;
  /** Turns through the pipeline, in each round: of both lines, with and without a guess at their end, and interruptions. */
  pipeline: { turns: number; guesses: number; bargeIns: number };
  /** Calls that are flooded with frames, and how long each way. */
  flood: { calls: number; ms: number };
  /** Calls at the pace of a telephone. */
  paced: { calls: number; ms: number };
  /** Databases with so many clinics, the first one being what the others are compared to, each booked for so many days. */
  schedule: { clinics: number[]; days: number; samples: number };
  /** A database for the lists of the API, with so many patients in each clinic; how often each is asked for, and how many of them. */
  lists: { clinics: number; appointments: number; calls: number; patients: number; samples: number; most: number };
  /** For each of the two sides of a small part. */
  partMs: number;
  /** Whether limits are to be kept to. */
  isJudged: boolean;
}

export interface BenchContext {
  /** Where the measured server gets a folder for its data, as long as it runs. */
  dataDir: string;
  /** Makes a database that is gone when the bench ends. */
  openDatabase: (name: string) => Promise<{ url: string; close(): Promise<void> }>;
  clock: Clock;
  stopping: AbortSignal;
  /** Says what is being done; it takes a while. */
  tell: (line: string) => void;
}
