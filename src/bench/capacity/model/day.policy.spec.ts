import { ASSUMPTIONS } from '../../../../test/support/capacity.js';
import { expectedCalls, simulateDay } from './day.policy.js';

it('expects a Monday of calls, at the hours of each clinic’s own clock', () => {
  const expected = expectedCalls(10, ASSUMPTIONS);
  const monday = 10 * 40 * 1.5;
  expect(expected[8]).toBeCloseTo(monday * (3 / 4) * (1 / 4), 9);
  expect(expected[9]).toBeCloseTo(monday * ((3 / 4) * (3 / 4) + (1 / 4) * (1 / 4)), 9);
  expect(expected[10]).toBeCloseTo(monday * (1 / 4) * (3 / 4), 9);
  expect(expected.reduce((sum, calls) => sum + calls)).toBeCloseTo(monday, 9);
});

describe('a simulated Monday', () => {
  const day = simulateDay(1000, ASSUMPTIONS, 1);

  it('is the same for the same seed, and another one for another seed', () => {
    expect(simulateDay(1000, ASSUMPTIONS, 1)).toEqual(day);
    expect(simulateDay(1000, ASSUMPTIONS, 2)).not.toEqual(day);
  });

  it('has about the calls and minutes that are expected', () => {
    expect(day.calls / 60_000).toBeCloseTo(1, 1);
    expect(day.callMinutes / day.calls).toBeCloseTo(2, 1);
    expect(day.hours.map(({ calls }) => calls > 0)).toEqual(day.hours.map(({ hour }) => [8, 9, 10].includes(hour)));
    expect(day.hours.reduce((sum, { calls }) => sum + calls, 0)).toBe(day.calls);
  });

  it('has as many calls at once as their minutes make on average (Little)', () => {
    const [lived, counted] = [day.callMinutes / (24 * 60), day.callsAtOnceMean];
    expect(counted / lived).toBeCloseTo(1, 1); // by whole seconds it is a little more
  });

  it('is busiest around what is offered in its busiest hour', () => {
    expect(day.busiestHourErlangs).toBeCloseTo((60_000 * (5 / 8) * 2) / 60, 6);
    expect(day.callsAtOnceMost / day.busiestHourErlangs).toBeCloseTo(1.1, 1);
    expect(day.callsAtOnceP999).toBeLessThanOrEqual(day.callsAtOnceMost);
    expect(Math.max(...day.hours.map(({ callsAtOnceMost }) => callsAtOnceMost))).toBe(day.callsAtOnceMost);
  });

  it('is billed by the minute begun', () => {
    expect(day.billedMinutes).toBeGreaterThan(day.callMinutes);
    expect(day.billedMinutes).toBeLessThan(day.callMinutes + day.calls);
  });
});

it('is quiet where there is no clinic', () => {
  const day = simulateDay(0, ASSUMPTIONS, 1);
  expect(day).toMatchObject({ calls: 0, callsAtOnceMost: 0, startsInBusiestMinute: 0 });
});
