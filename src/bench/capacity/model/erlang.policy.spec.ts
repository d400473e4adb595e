import fc from 'fast-check';
import { blockedShare, erlangsFor, linesFor } from './erlang.policy.js';

// Values of the tables that telephone engineers use.
it.each([
  { erlangs: 1, lines: 1, blocked: 0.5 },
  { erlangs: 2, lines: 5, blocked: 0.0367 },
  { erlangs: 10, lines: 18, blocked: 0.0071 },
  { erlangs: 100, lines: 117, blocked: 0.0098 },
])('blocks $blocked of the callers with $erlangs erlangs on $lines lines', ({ erlangs, lines, blocked }) => {
  expect(blockedShare(erlangs, lines)).toBeCloseTo(blocked, 4);
});

it('blocks everybody where there is no line, and nobody where nobody calls', () => {
  expect(blockedShare(3, 0)).toBe(1);
  expect(blockedShare(0, 3)).toBe(0);
  expect(linesFor(0, 0.001)).toBe(0);
});

it('finds as many lines as it takes, and not one more', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 3000, noNaN: true }), (erlangs) => {
      const lines = linesFor(erlangs, 0.001);
      expect(blockedShare(erlangs, lines)).toBeLessThanOrEqual(0.001);
      expect(blockedShare(erlangs, lines - 1)).toBeGreaterThan(0.001);
    }),
  );
});

it('finds what may be offered to so many lines', () => {
  expect(erlangsFor(10, 0.01)).toBeCloseTo(4.461, 2);
  expect(linesFor(erlangsFor(45, 0.001), 0.001)).toBe(45);
});
