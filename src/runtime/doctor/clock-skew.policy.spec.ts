import { skewMs } from './clock-skew.policy.js';

const asked = { clock: 'database', sentMs: 10_000, receivedMs: 10_400, resolutionMs: 1_000 };

describe('the difference of two clocks', () => {
  it.each([
    ['the answer falls into the time that it took', 10_200, 0],
    ['a whole second was shown, and had just begun or was nearly over', 9_000, 0],
    ['the other one is ahead', 15_400, 5_000],
    ['the other one is behind', 4_000, -5_000],
  ])('is what the way there can not explain: %s', (_, shownMs, expected) => {
    expect(skewMs({ ...asked, shownMs })).toBe(expected);
  });

  it('is not made up by a slow answer', () => {
    expect(skewMs({ ...asked, receivedMs: 60_000, shownMs: 30_000 })).toBe(0);
  });
});
