import type { CallReport, LatencySummary } from './call-report.types.js';
import type { CallFacts } from './call-facts.types.js';
import { judge } from './expectation.policy.js';
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
    longestSilenceMs: account.longestSilenceMs,
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

function summarise(latenciesMs: readonly number[]): LatencySummary {
  const sorted = latenciesMs.toSorted((a, b) => a - b);
  /** The smallest value that at least this share of all values does not exceed. */
  const quantile = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? null;
  return { count: sorted.length, median: quantile(0.5), p95: quantile(0.95), max: sorted.at(-1) ?? null };
}
