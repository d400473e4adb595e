import { batchOf, figuresOf } from '../../../../test/support/capacity.js';
import { costsOf, leastSquares, memoryOfLiveCall, perCallOf } from './costs.policy.js';

it('tells what a process takes by itself from what calls take, and these from their minutes', () => {
  const { used } = costsOf(figuresOf({ serverCpuSeconds: { second: 0.02, call: 0.5, minute: 0.3 } }));
  expect(used.serverCpuSeconds.perProcessSecond).toBeCloseTo(0.02, 9);
  expect(used.serverCpuSeconds.perCall).toBeCloseTo(0.5, 9);
  expect(used.serverCpuSeconds.perCallMinute).toBeCloseTo(0.3, 9);
  expect(perCallOf(used.serverCpuSeconds, 2)).toBeCloseTo(1.1, 9);
  expect(used.statements).toEqual({ perProcessSecond: 0, perCall: 0, perCallMinute: 0 });
});

it('lays nothing that is stored to the charge of a process that nobody calls', () => {
  const { used } = costsOf(figuresOf({ transcriptBytes: { second: 1000, call: 0, minute: 0 } }));
  expect(used.transcriptBytes.perProcessSecond).toBe(0);
});

it('draws a straight line through what is held, and trusts the steeper of two', () => {
  const costs = costsOf(figuresOf({}));
  expect(costs.resident.atRest).toBeCloseTo(300e6, 0);
  expect(costs.resident.perLiveCall).toBeCloseTo(1e6, 0);
  expect(costs.live.perLiveCall).toBeCloseTo(0.5e6, 0);
  expect(memoryOfLiveCall(costs)).toBeCloseTo(1e6, 0);
});

it('takes memory that shrinks with calls for memory that does not depend on them', () => {
  const figures = figuresOf({});
  const small = batchOf({ callers: 50, calls: 50, callMinutes: 50, durationSeconds: 60 }, {});
  small.held.residentBytes = 200e6;
  const { resident } = costsOf({ ...figures, batches: [...figures.batches, small] });
  expect(resident.perLiveCall).toBe(0);
  expect(resident.atRest).toBeGreaterThan(200e6);
});

describe('the closest sums', () => {
  it('charge calls that all last the same by the minute', () => {
    const [a, b] = leastSquares([
      { x: 1, y: 2, sum: 6 },
      { x: 10, y: 20, sum: 60 },
    ]);
    expect(a).toBe(0);
    expect(b).toBeCloseTo(3, 9);
  });

  it('are never made with less than nothing', () => {
    // Longer calls took less than shorter ones, and then calls took less the more of them there were.
    expect(leastSquares([{ x: 2, y: 1, sum: 10 }, { x: 2, y: 4, sum: 6 }])).toEqual([4, 0]); // prettier-ignore
    const [a, b] = leastSquares([{ x: 4, y: 1, sum: 1 }, { x: 1, y: 4, sum: 20 }]); // prettier-ignore
    expect(a).toBe(0);
    expect(b).toBeCloseTo(81 / 17, 9);
  });

  it('are nothing where nothing was played', () => {
    expect(leastSquares([])).toEqual([0, 0]);
  });
});
