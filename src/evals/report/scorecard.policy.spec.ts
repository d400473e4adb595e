import fc from 'fast-check';
import { evalRun, evalRuns } from '../../../test/support/eval-runs.js';
import { passHatK, quantile, scoreGroups, scoreScenarios } from './scorecard.policy.js';

describe('pass^k', () => {
  it.each([
    [3, 3, 1, 1],
    [3, 3, 3, 1],
    [2, 3, 1, 2 / 3],
    [2, 3, 2, 1 / 3],
    [2, 3, 3, 0],
    [0, 3, 1, 0],
    [4, 5, 2, 6 / 10],
  ])('%i of %i runs passed: pass^%i is %d', (passes, runs, k, share) => {
    expect(passHatK(passes, runs, k)).toBeCloseTo(share, 12);
  });

  it('is the share of all choices of k runs in which every one passed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 8 }),
        (runs, most) => {
          const k = Math.min(most, runs.length);
          const choices = Array.from({ length: 2 ** runs.length }, (_, bits) =>
            runs.filter((__, i) => (bits >> i) & 1),
          ).filter((chosen) => chosen.length === k);
          const share = choices.filter((chosen) => chosen.every(Boolean)).length / choices.length;
          expect(passHatK(runs.filter(Boolean).length, runs.length, k)).toBeCloseTo(share, 10);
        },
      ),
    );
  });

  it('can not be told of fewer runs', () => {
    expect(() => passHatK(1, 1, 2)).toThrow(RangeError);
  });
});

it('counts a group by its scenarios, not by their runs', () => {
  const runs = [
    ...evalRuns('a', 3, 3, { group: 'booking', turns: 4, seconds: 20, toolCalls: 1, latencyMs: [100] }),
    ...evalRuns('b', 1, 3, { group: 'booking', turns: 10, seconds: 40, toolCalls: 3, latencyMs: [500, 900] }),
    ...evalRuns('c', 0, 3, { group: 'hostile', latencyMs: [] }),
  ];
  const [booking, hostile] = scoreGroups(runs, 2);
  expect(booking).toMatchObject({ group: 'booking', scenarios: 2, turns: 7, seconds: 30, toolCalls: 2 });
  expect(booking?.passAt1).toBeCloseTo((1 + 1 / 3) / 2, 12);
  expect(booking?.passHatK).toBeCloseTo((1 + 0) / 2, 12);
  expect(booking?.latencyMs).toEqual({ p50: 500, p95: 900 });
  expect(hostile).toMatchObject({ passAt1: 0, passHatK: 0, latencyMs: { p50: null, p95: null } });
});

it('lists each reason of a scenario once', () => {
  const failed = { ok: false, failures: ['nothing was booked: a cleaning', 'the outcome is booked: answered'] };
  const runs = [evalRun(), evalRun({ run: 2, ...failed }), evalRun({ run: 3, ...failed })];
  expect(scoreScenarios(runs)).toEqual([
    { name: 'book-cleaning', group: 'booking', runs: 3, passes: 1, failures: failed.failures },
  ]);
});

it('takes quantiles from the values themselves', () => {
  const values = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect([quantile(values, 0.5), quantile(values, 0.95), quantile([7], 0.95), quantile([], 0.5)]).toEqual([
    50,
    95,
    7,
    null,
  ]);
});
