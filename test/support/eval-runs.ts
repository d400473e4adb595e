import type { EvalRun } from '../../src/evals/report/report.types.js';

/** A run that passed, in which little happened. */
export const evalRun = (more: Partial<EvalRun> = {}): EvalRun => ({
  scenario: 'book-cleaning',
  group: 'booking',
  run: 1,
  ok: true,
  failures: [],
  turns: 4,
  seconds: 30,
  toolCalls: 2,
  latencyMs: [400, 600],
  transcript: ['agent: How can I help?', 'caller: A cleaning.'],
  tools: [{ name: 'find_slots', status: 'succeeded' }],
  verdicts: [{ what: 'the outcome is booked', held: true, found: 'booked' }],
  ...more,
});

/** All runs of one scenario; the first `passes` of them passed. */
export const evalRuns = (scenario: string, passes: number, runs: number, more: Partial<EvalRun> = {}): EvalRun[] =>
  Array.from({ length: runs }, (_, i) =>
    evalRun({
      scenario,
      run: i + 1,
      ok: i < passes,
      failures: i < passes ? [] : ['the outcome is booked: answered'],
      ...more,
    }),
  );
