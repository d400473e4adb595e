import { Temporal } from 'temporal-polyfill';
import { isGivenUp, nextTryAt } from './webhook-retry.policy.js';

const AT = Temporal.Instant.from('2026-11-20T15:00:00Z');
const pauseSeconds = (attempt: number, jitter: number) => nextTryAt(attempt, AT, jitter)?.since(AT).total('seconds');

it('waits longer after each try, and never more than a tenth beyond that', () => {
  const pauses = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];
  expect(pauses.map((_, index) => pauseSeconds(index + 1, 0))).toEqual(pauses);
  expect(pauses.map((_, index) => pauseSeconds(index + 1, 1))).toEqual(
    pauses.map((pause) => Math.round(pause * 1100) / 1000),
  );
});

it('gives up after the tenth try', () => {
  expect(nextTryAt(10, AT, 0)).toBeNull();
  expect(nextTryAt(11, AT, 0)).toBeNull();
});

it('gives an endpoint up that has failed for five days', () => {
  expect(isGivenUp(null, AT)).toBe(false);
  expect(isGivenUp(AT.subtract({ hours: 119 }), AT)).toBe(false);
  expect(isGivenUp(AT.subtract({ hours: 120 }), AT)).toBe(true);
});
