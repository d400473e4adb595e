import { median, overLimit, percentile, rowOf } from './summary.policy.js';

const title = { section: 'Turns', name: 'a frame', unit: 'ms', against: 'a pass-through' };

describe('percentiles', () => {
  it('are samples, found by their rank, in whatever order they came', () => {
    const samples = [5, 1, 4, 2, 3];
    expect(median(samples)).toBe(3);
    expect(percentile(samples, 0.95)).toBe(5);
    expect(percentile(samples, 0)).toBe(1);
    expect(samples).toEqual([5, 1, 4, 2, 3]);
  });
});

describe('a row', () => {
  it('is not moved by one disturbed round, and shows it in the spread', () => {
    const row = rowOf(title, [
      { value: 2, baseline: 1 },
      { value: 40, baseline: 4 },
      { value: 2, baseline: 1 },
    ]);
    expect(row).toEqual({ ...title, value: 2, baseline: 1, ratio: 2, spread: [2, 10] });
  });

  it('has the ratio of the numbers that it shows', () => {
    const row = rowOf(title, [
      { value: 1, baseline: 10 },
      { value: 3, baseline: 5 },
      { value: 2, baseline: 20 },
    ]);
    expect(row.ratio).toBe(row.value / row.baseline);
  });
});

it('finds the rows that say too much, among those that have a limit', () => {
  const within = rowOf({ ...title, most: 2 }, [{ value: 2, baseline: 1 }]);
  const over = rowOf({ ...title, most: 2 }, [{ value: 2.1, baseline: 1 }]);
  const unlimited = rowOf(title, [{ value: 90, baseline: 1 }]);
  expect(overLimit([within, over, unlimited])).toEqual([over]);
});
