import { ManualClock } from '../../../test/support/manual-clock.js';
import { patiently, type Patience } from './patiently.js';

class Away extends Error {}

/** Something that fails so often before it works, and what became of it. */
function failing(times: number, patience: Patience, error: Error = new Away('away')) {
  const clock = new ManualClock();
  const troubles: number[] = [];
  let tries = 0;
  const run = () => {
    tries += 1;
    return tries > times ? Promise.resolve('done') : Promise.reject(error);
  };
  const outcome = patiently(clock, run, (_, attempt) => void troubles.push(attempt), patience);
  outcome.catch(() => undefined);
  return { clock, troubles, outcome, tries: () => tries };
}

it('tries again after each of the times that it was given, and tells of every try that failed', async () => {
  const { clock, outcome, troubles } = failing(2, { retryAfterMs: [100, 100] });
  await clock.advanceAsync(300);
  expect(await outcome).toBe('done');
  expect(troubles).toEqual([0, 1]);
  expect(clock.pendingTimers).toBe(0);
});

it('throws what the last try threw, once all of them have failed', async () => {
  const { clock, outcome, troubles } = failing(9, { retryAfterMs: [100] });
  await clock.advanceAsync(150);
  await expect(outcome).rejects.toThrow(Away);
  expect(troubles).toEqual([0, 1]);
});

it('passes on at once what no further try would change, and tells nobody', async () => {
  const { outcome, troubles, tries } = failing(
    9,
    { isPassing: (error) => error instanceof Away },
    new TypeError('ours'),
  );
  await expect(outcome).rejects.toThrow(TypeError);
  expect([tries(), troubles]).toEqual([1, []]);
});

it('begins no further try once nobody waits for it any more', async () => {
  const over = new AbortController();
  const { clock, outcome, tries } = failing(9, { retryAfterMs: [100, 100], signal: over.signal });
  await clock.advanceAsync(150);
  over.abort();
  await expect(outcome).rejects.toThrow(Away);
  expect([tries(), clock.pendingTimers]).toEqual([2, 0]);
});
