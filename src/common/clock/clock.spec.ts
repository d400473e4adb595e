import { SystemClock } from './clock.js';

// A clock that was set an hour back took the caller's silence for an hour of speech: goodbyes were never over.
it('measures what passes while somebody sets the clock, and tells the hour as it was set', () => {
  const clock = new SystemClock();
  const realNow = Date.now;
  const beforeMs = clock.nowMs();
  const before = clock.now();
  try {
    Date.now = () => realNow() - 3_600_000;
    expect(clock.nowMs()).toBeGreaterThanOrEqual(beforeMs);
    expect(clock.now().epochMilliseconds).toBeLessThan(before.epochMilliseconds);
  } finally {
    Date.now = realNow;
  }
});
