import type { CallReport, LatencySummary, StageSummary } from './call-report.types.js';
import type { CallFacts } from './call-facts.types.js';
import { judge } from './expectation.policy.js';
import { STAGES, type CallRecord, type TurnStages } from './record.types.js';
import type { Scenario } from './scenario.types.js';

export function buildReport(scenario: Scenario, facts: CallFacts): CallReport {
  const { account, record, appointment, tasks, texts, meanwhile } = facts;
  const expectations = judge(scenario, facts);
  return {
    scenario: scenario.name,
    callSid: account.callSid,
    ok: expectations.every(({ held }) => held !== false),
    outcome: record?.outcome ?? null,
    appointment,
    turns: record?.turns ?? [],
    tools: record?.tools ?? [],
    latencyMs: summarise(account.latenciesMs),
    latenciesMs: account.latenciesMs,
    stages: summariseStages(record?.turns ?? []),
    longestSilenceMs: account.longestSilenceMs,
    silences: account.silences,
    handover: record?.handover,
    recordings: record?.recordings,
    tasks,
    texts,
    desk: account.desk,
    expectations,
    ending: account.ending,
    transcript: account.remarks,
    garbled: account.garbled,
    meanwhile: [...meanwhile],
  };
}

/** Of a server that does not measure them there are none. */
export function summariseStages(turns: readonly Pick<CallRecord['turns'][number], 'stages'>[]): CallReport['stages'] {
  const summaryOf = (stage: keyof TurnStages): StageSummary | null => {
    const measured = turns.map(({ stages }) => stages?.[stage] ?? null).filter((ms) => ms !== null);
    const { count, median, max } = summarise(measured);
    return median === null || max === null ? null : { count, median, max };
  };
  return Object.fromEntries(STAGES.map((stage) => [stage, summaryOf(stage)])) as CallReport['stages'];
}

function summarise(latenciesMs: readonly number[]): LatencySummary {
  const sorted = latenciesMs.toSorted((a, b) => a - b);
  /** The smallest value that at least this share of all values does not exceed. */
  const quantile = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? null;
  return { count: sorted.length, median: quantile(0.5), p95: quantile(0.95), max: sorted.at(-1) ?? null };
}
