import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { countTry, type Tries } from './lock-out.policy.js';

const start = Temporal.Instant.from('2026-11-20T08:00:00Z');

/** Tries as soon as the lock permits; answers how long it was locked after each. */
function locksOf(thing: 'email' | 'address', tries: number): number[] {
  let now = start;
  let state: Tries | null = null;
  return Array.from({ length: tries }, () => {
    const { allowed, after } = countTry(state, thing, now);
    expect(allowed).toBe(true);
    state = after;
    const seconds = after.lockedUntil ? now.until(after.lockedUntil).total('seconds') : 0;
    now = after.lockedUntil ?? now;
    return seconds;
  });
}

it('locks an account from the fifth failure on, each time twice as long, up to a quarter of an hour', () => {
  expect(locksOf('email', 11)).toEqual([0, 0, 0, 0, 60, 120, 240, 480, 900, 900, 900]);
});

it('has more patience with an address, which many share', () => {
  expect(locksOf('address', 31).slice(-3)).toEqual([0, 60, 120]);
});

it('neither allows nor counts a try while the lock holds', () => {
  const locked: Tries = { failures: 6, lastAt: start, lockedUntil: start.add({ seconds: 120 }) };
  expect(countTry(locked, 'email', start.add({ seconds: 119 }))).toEqual({ allowed: false, after: locked });
  expect(countTry(locked, 'email', start.add({ seconds: 120 }))).toMatchObject({
    allowed: true,
    after: { failures: 7 },
  });
});

it('forgets after a day without a try', () => {
  const tries: Tries = { failures: 9, lastAt: start, lockedUntil: null };
  expect(countTry(tries, 'email', start.add({ hours: 23 })).after.failures).toBe(10);
  expect(countTry(tries, 'email', start.add({ hours: 24 })).after).toMatchObject({ failures: 1, lockedUntil: null });
});

it('allows no more than a hundred tries at an account in a day, however they are spread', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1200 }), { minLength: 400, maxLength: 400 }), (pauses) => {
      let now = start;
      let state: Tries | null = null;
      let allowed = 0;
      for (const seconds of pauses) {
        now = now.add({ seconds });
        if (start.until(now).total('hours') >= 24) break;
        const outcome = countTry(state, 'email', now);
        state = outcome.after;
        if (outcome.allowed) allowed++;
      }
      expect(allowed).toBeLessThanOrEqual(105);
    }),
  );
});
