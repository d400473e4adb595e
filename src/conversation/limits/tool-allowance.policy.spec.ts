import { afterCaller, allowRun, unused, type ToolUse } from './tool-allowance.policy.js';

/** How many of so many requests run, one after the other. */
function runs(use: ToolUse, name: string, requests: number, maxRuns = 60): { ran: number; use: ToolUse } {
  let ran = 0;
  let left = use;
  for (let request = 0; request < requests; request += 1) {
    const { allowed, use: after } = allowRun(left, name, maxRuns);
    left = after;
    if (allowed) ran += 1;
  }
  return { ran, use: left };
}

it('lets no more than twelve run without a word of the caller’s', () => {
  const flooded = runs(unused(0), 'find_slots', 100);
  expect(flooded.ran).toBe(12);
  expect(allowRun(flooded.use, 'find_slots', 60).over).toBe('turn');
  expect(runs(afterCaller(flooded.use), 'find_slots', 100).ran).toBe(12);
});

it('lets no more run than a call may have, however often the caller speaks, or was connected again', () => {
  let use = unused(0);
  let ran = 0;
  for (let turn = 0; turn < 20; turn += 1) {
    const after = runs(afterCaller(use), 'find_slots', 5);
    [use, ran] = [after.use, ran + after.ran];
  }
  expect(ran).toBe(60);
  expect(allowRun(use, 'find_slots', 60).over).toBe('call');
  expect(runs(unused(58), 'find_slots', 10).ran).toBe(2);
});

it.each(['take_message', 'transfer_to_human', 'end_call', 'urgent_care'])(
  'lets %s run all the same, ten times more and not for ever',
  (name) => {
    expect(runs(unused(60), name, 100).ran).toBe(10);
    expect(runs(runs(unused(0), 'find_slots', 30).use, name, 100).ran).toBe(10);
  },
);

it('takes nothing else for help', () => {
  for (const name of ['book_appointment', 'note_insurance', 'verify_identity', 'made_up', '']) {
    expect(runs(unused(60), name, 5).ran).toBe(0);
  }
});
