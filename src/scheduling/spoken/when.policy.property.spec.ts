import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { localDateOf } from '../local-time.policy.js';
import { resolveWhen } from './when.policy.js';

const PIECES = [
  ...[
    'monday',
    'tues',
    'fridays',
    'the 5th',
    'november 24',
    '2026-12-01',
    '12/3',
    'next week',
    'tomorrow',
    'may',
    'may 31',
  ],
  ...['at 3', 'after ten', '9:30 am', 'noon', 'morning', 'evening', 'between', 'and', 'or', 'to', 'not', 'no', 'by'],
  ...[
    'in two weeks',
    'a month from now',
    'this month',
    'weekend',
    'before',
    'last',
    'week of',
    'february 30',
    '@',
    '..',
  ],
];
const text = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 7 }).map((pieces) => pieces.join(' ')),
  fc.string({ unit: 'grapheme', maxLength: 250 }),
);
const now = fc
  .integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2032, 0, 1) })
  .map((epochMs) => Temporal.Instant.fromEpochMilliseconds(epochMs));
const timeZone = fc.constantFrom('America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC', 'Asia/Kathmandu');

it('whatever is said, a window is one that can be searched, and none is over', () => {
  fc.assert(
    fc.property(text, now, timeZone, (said, at, zone) => {
      const outcome = resolveWhen(said, at, zone);
      if (outcome.kind === 'unclear') return;
      const { from, to, earliestMinute = 0, latestMinute = 1440, weekdays } = outcome.window;
      expect(Temporal.PlainDate.compare(localDateOf(at, zone), from)).toBeLessThanOrEqual(0);
      expect(Temporal.PlainDate.compare(from, to)).toBeLessThanOrEqual(0);
      expect(earliestMinute).toBeLessThan(latestMinute);
      expect(latestMinute).toBeLessThanOrEqual(1440);
      expect(weekdays?.length ?? 1).toBeGreaterThan(0);
    }),
    { numRuns: 1000 },
  );
});

it('says the same day however the date is put', () => {
  fc.assert(
    fc.property(now, fc.integer({ min: 0, max: 300 }), timeZone, (at, ahead, zone) => {
      const date = localDateOf(at, zone).add({ days: ahead });
      const month = date.toLocaleString('en-US', { month: 'long' });
      const ways = [
        date.toString(),
        `${month} ${date.day}`,
        `${date.day} ${month} ${date.year}`,
        `${date.month}/${date.day}/${date.year}`,
      ];
      for (const way of ways) {
        const outcome = resolveWhen(way, at, zone);
        expect(outcome).toEqual({ kind: 'window', window: { from: date, to: date } });
      }
    }),
  );
});
