import { RefusalLimit } from './refusal-limit.js';

const HOUR_MS = 3_600_000;
let limit: RefusalLimit<number>;
beforeEach(() => void (limit = new RefusalLimit()));

/** Of refusals 1, 2, 3…: those that are written, with how many were left out before. */
const take = (from: number, to: number, nowMs: number, more = '404') => {
  const written: [number, number][] = [];
  for (let n = from; n <= to; n += 1) {
    const counted = limit.take('ana', more, n, nowMs);
    if (counted) written.push([counted.refusal, counted.leftOut]);
  }
  return written;
};

it('writes the first ten of an hour, and with the first of the next how many were left out', () => {
  expect(take(1, 500, 0)).toEqual(Array.from({ length: 10 }, (_, i) => [i + 1, 0]));
  expect(take(501, 501, HOUR_MS - 1)).toEqual([]);
  expect(take(502, 503, HOUR_MS)).toEqual([
    [502, 491],
    [503, 0],
  ]);
});

it('counts what differs by itself', () => {
  take(1, 20, 0);
  expect(take(21, 21, 0, '403')).toEqual([[21, 0]]);
});

it('tells of a flood that has ended by its last one, once', () => {
  take(1, 30, 0);
  take(1, 5, 0, '403');
  expect(limit.close(HOUR_MS - 1)).toEqual([]);
  expect(limit.close(HOUR_MS)).toEqual([{ refusal: 30, leftOut: 19 }]);
  expect(limit.close(HOUR_MS)).toEqual([]);
});

it('counts whoever comes from everywhere as one, and keeps no more of them in memory', () => {
  let written = 0;
  for (let n = 0; n < 10_000; n += 1) if (limit.take('ana', `from ${n}`, n, 0)) written += 1;
  expect(written).toBe(2010);
});
