import type { CallReport, Verdict } from '../../simulation/caller/call-report.types.js';
import type { Scenario } from '../../simulation/caller/scenario.types.js';
import type { RunResult } from './stage.types.js';

/** What came of a call, judged by the caller's ear, the record and what is in the database. */
export function buildRunResult(scenario: Scenario, run: number, call: CallReport, endState: Verdict[]): RunResult {
  const expectations = [...call.expectations, judgeGarbled(call), ...endState];
  const report = { ...call, expectations, ok: expectations.every(({ held }) => held !== false) };
  const failures = failuresOf(report);
  return {
    scenario: scenario.name,
    group: scenario.group,
    run,
    ok: failures.length === 0,
    failures,
    turns: report.turns.filter(({ role }) => role === 'caller').length,
    seconds: report.ending.durationMs / 1000,
    toolCalls: report.tools.length,
    latencyMs: [...report.latenciesMs],
    transcript: report.transcript.map(({ who, text }) => `${who}: ${text}`),
    tools: report.tools.map(({ name, status }) => ({ name, status })),
    report,
  };
}

/** A cut reply ends in mid-word; nothing else on the way may touch a word. */
function judgeGarbled({ garbled, turns }: CallReport): Verdict {
  const cuts = turns.filter(({ role, interrupted }) => role === 'agent' && interrupted).length;
  const what = "no word of the agent's was spoilt on the way";
  return { what, held: garbled <= cuts, found: `${garbled} could not be made out, with ${cuts} turns cut` };
}

const failuresOf = ({ expectations, meanwhile }: CallReport): string[] => [
  ...expectations.filter(({ held }) => held === false).map(({ what, found }) => `${what}: ${found}`),
  ...meanwhile.flatMap(failuresOf),
];
