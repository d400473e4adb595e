import { firstCallAfterMs, nextCallAfterMs } from './synthetic-call-schedule.policy.js';

describe('the schedule of synthetic calls', () => {
  it('begins soon, at another moment in each instance', () => {
    expect([0, 0.5, 1].map(firstCallAfterMs)).toEqual([5000, 12_500, 20_000]);
  });

  it('goes on at about the time that was asked for, neither sooner nor later on average', () => {
    const everyMs = 15 * 60_000;
    expect([0, 0.5, 1].map((random) => nextCallAfterMs(everyMs, random) / everyMs)).toEqual([0.9, 1, 1.1]);
  });
});
