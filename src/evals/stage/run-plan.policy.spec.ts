import { dealt, planRuns } from './run-plan.policy.js';

const NAMES = ['book', 'cancel', 'move'];

it('begins a playing at the same moment, whatever else is played', () => {
  const all = planRuns(NAMES, NAMES, { first: 1, count: 3 });
  const [alone] = planRuns(NAMES, ['move'], { first: 2, count: 1 });
  expect(all).toContainEqual(alone);
});

it('plays everything once before it plays anything again, one after the other', () => {
  const starts = planRuns(NAMES, NAMES, { first: 1, count: 2 });
  expect(starts.map(({ scenario, run }) => `${scenario} ${run}`)).toEqual([
    'book 1',
    'cancel 1',
    'move 1',
    'book 2',
    'cancel 2',
    'move 2',
  ]);
  const gaps = starts.slice(1).map(({ startsAfterMs }, i) => startsAfterMs - starts[i]!.startsAfterMs);
  expect(new Set(gaps).size).toBe(1);
  expect(gaps[0]).toBeGreaterThan(0);
});

it('deals everything to as many hands as there are, and to no more than have something to do', () => {
  expect(dealt([1, 2, 3, 4, 5], 2)).toEqual([
    [1, 3, 5],
    [2, 4],
  ]);
  expect(dealt([1], 2)).toEqual([[1]]);
});
