import { ManualClock } from '../../test/support/manual-clock.js';
import { ANSWER_STEP_MS, inEvenTime } from './even-time.js';

/** How long it takes until there is an answer, for work that takes so long itself. */
async function answeredAfter(workMs: number, work: () => Promise<unknown>): Promise<number> {
  const clock = new ManualClock();
  const startedAtMs = clock.nowMs();
  const answer = inEvenTime(clock, async () => {
    await clock.sleep(workMs);
    return work();
  }).catch(() => 'failed');
  let answeredAtMs: number | null = null;
  void answer.then(() => (answeredAtMs = clock.nowMs()));
  while (answeredAtMs === null) await clock.advanceAsync(10);
  return answeredAtMs - startedAtMs;
}

it.each([
  [0, ANSWER_STEP_MS],
  [120, ANSWER_STEP_MS],
  [490, ANSWER_STEP_MS],
  [510, 2 * ANSWER_STEP_MS],
])('answers work of %i ms after %i ms, whether it succeeds or fails', async (workMs, expected) => {
  expect(await answeredAfter(workMs, () => Promise.resolve('found'))).toBe(expected);
  expect(await answeredAfter(workMs, () => Promise.reject(new Error('no database')))).toBe(expected);
});

it('hands on what was found, and what went wrong', async () => {
  const clock = new ManualClock();
  const found = inEvenTime(clock, () => Promise.resolve('found'));
  const failed = inEvenTime(clock, () => Promise.reject(new Error('no database')));
  const settled = Promise.allSettled([found, failed]);
  await clock.advanceAsync(ANSWER_STEP_MS);
  expect(await settled).toMatchObject([{ value: 'found' }, { reason: new Error('no database') }]);
});
