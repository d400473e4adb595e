import type { Verdict } from './call-report.types.js';
import type { CallFacts } from './call-facts.types.js';
import type { Expectation } from './expectation.types.js';
import { plainWords } from './words.policy.js';

type Aftermath = Pick<CallFacts, 'record' | 'tasks' | 'texts'>;

/** Judges what a call leaves behind and what may come when it is long over: the hand-over, recordings, tasks and texts. */
export function judgeAftermath(expect: Expectation, facts: Aftermath): Verdict[] {
  return [
    ...judgeHandover(expect, facts),
    ...judgeRecording(expect, facts),
    ...judgeTask(expect, facts),
    ...expect.texted.map((words) => judgeTexted(words, facts)),
  ];
}

const UNTOLD = 'the server does not tell';

function judgeHandover({ handover: expected }: Expectation, { record }: Aftermath): Verdict[] {
  if (expected === undefined) return [];
  const what = expected === 'none' ? 'nobody was asked to take over' : `the way to a person ended ${expected}`;
  if (record?.handover === undefined) return [{ what, held: false, found: UNTOLD }];
  const found = record.handover?.status ?? 'none';
  return [{ what, held: found === expected, found }];
}

function judgeRecording({ recording: expected }: Expectation, { record }: Aftermath): Verdict[] {
  if (expected === undefined) return [];
  const what = expected === 'none' ? 'nothing was recorded' : `there is a recording, ${expected}`;
  if (!record?.recordings) return [{ what, held: false, found: UNTOLD }];
  const statuses = record.recordings.map(({ status }) => status);
  const held = expected === 'none' ? statuses.length === 0 : statuses.includes(expected);
  return [{ what, held, found: statuses.join(', ') || 'none' }];
}

function judgeTask({ task: expected }: Expectation, { tasks }: Aftermath): Verdict[] {
  if (expected === undefined) return [];
  const what = expected === 'none' ? 'the desk has nothing to do' : `the desk has one task, from a ${expected.origin}`;
  if (tasks === null) return [{ what, held: false, found: UNTOLD }];
  const origins = tasks.map(({ origin }) => origin);
  const held = expected === 'none' ? origins.length === 0 : origins.length === 1 && origins[0] === expected.origin;
  return [{ what, held, found: origins.join(', ') || 'no task' }];
}

function judgeTexted(words: RegExp, { texts }: Aftermath): Verdict {
  const what = `the caller was texted "${words.source}"`;
  if (texts === null) return { what, held: false, found: "the carrier's texts can't be seen" };
  const held = texts.some((text) => plainWords(text).search(words) >= 0);
  return { what, held, found: `${texts.length} text${texts.length === 1 ? '' : 's'}` };
}
