import type { Verdict } from '../../simulation/caller/call-report.types.js';
import type { RunResult } from '../stage/stage.types.js';

/** One playing of a scenario, with all that a report tells of it. */
export interface EvalRun extends Omit<RunResult, 'report'> {
  verdicts: readonly Verdict[];
}

/** All playings of one scenario. */
export interface ScenarioScore {
  name: string;
  group: string;
  runs: number;
  passes: number;
  /** Why runs failed, each reason once. */
  failures: string[];
}

export interface GroupScore {
  group: string;
  scenarios: number;
  /** From 0 to 1: how likely one playing of a scenario passes. */
  passAt1: number;
  /** From 0 to 1: how likely `k` playings of a scenario all pass. */
  passHatK: number;
  /** Mean of a run, as are the next two: of the caller. */
  turns: number;
  seconds: number;
  toolCalls: number;
  /** Of all replies, at the caller's ear; null when there were none. */
  latencyMs: { p50: number | null; p95: number | null };
}

export interface EvalReport {
  driver: string;
  /** How often each scenario was played, which is the k of pass^k. */
  repeat: number;
  seconds: number;
  /** `2027-03-02 10:00 UTC` */
  finishedAt: string;
  groups: readonly GroupScore[];
  total: GroupScore;
  scenarios: readonly ScenarioScore[];
  runs: readonly EvalRun[];
}
