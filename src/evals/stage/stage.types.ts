import type { AppConfig } from '../../config/app-config.js';
import type { CallReport } from '../../simulation/caller/call-report.types.js';
import type { Impersonator } from '../../simulation/caller/caller.runner.js';
import type { ScenariosService } from '../../simulation/caller/scenarios.service.js';
import type { StageDatabases } from './stage-databases.js';
import type { StageHost } from './stage-host.js';

export interface StageOptions {
  driver: AppConfig['agent']['driver'];
  /** In place of a PostgreSQL of its own. It belongs to the stage, which closes it. */
  databases?: StageDatabases;
  /** It belongs to the stage, which closes it. */
  host: StageHost;
  /** In place of the project's. */
  scenarios?: ScenariosService;
  /** A real provider in place of the stand-in, and who then is at the caller's phone. */
  live?: { provider: Pick<AppConfig['agent'], 'deepgram' | 'model'>; impersonate: Impersonator };
  /** Callers hang up when it is aborted. */
  signal?: AbortSignal;
}

/** What the process of a server is told to do. */
export interface StageServerOrder {
  config: AppConfig;
  /** Added to the real time. */
  clockOffsetMs: number;
}

/** What came of one call of a scenario. */
export interface RunResult {
  scenario: string;
  group: string;
  /** Counts from 1. */
  run: number;
  ok: boolean;
  /** What did not hold, in words: `the outcome is booked: answered`. */
  failures: string[];
  /** Of the caller, by the record. */
  turns: number;
  /** From the answer to the end. */
  seconds: number;
  toolCalls: number;
  /** Per reply: from the caller's last word to the agent's first sound, at the caller's ear. */
  latencyMs: number[];
  /** `caller: Hello.` */
  transcript: string[];
  tools: { name: string; status: string }[];
  report: CallReport;
}
