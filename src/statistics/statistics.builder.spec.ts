import { Temporal } from 'temporal-polyfill';
import { callStatistics, periodsOf } from './statistics.builder.js';

const range = (from: string, to: string) => ({
  from: Temporal.PlainDate.from(from),
  to: Temporal.PlainDate.from(to),
});
const shown = (days: Temporal.PlainDate[]) => days.map(String);

it('names every day of a range', () => {
  expect(shown(periodsOf(range('2026-02-27', '2026-03-01'), 'day'))).toEqual([
    '2026-02-27',
    '2026-02-28',
    '2026-03-01',
  ]);
  expect(shown(periodsOf(range('2026-11-20', '2026-11-20'), 'day'))).toEqual(['2026-11-20']);
});

it.each([
  ['2026-11-18', '2026-11-23', ['2026-11-16', '2026-11-23']], // Wednesday to Monday
  ['2026-11-16', '2026-11-22', ['2026-11-16']], // Monday to Sunday
  ['2026-11-22', '2026-11-22', ['2026-11-16']], // a Sunday
  ['2026-12-30', '2027-01-04', ['2026-12-28', '2027-01-04']],
])('names the Monday of every week that has a day from %s to %s', (from, to, expected) => {
  expect(shown(periodsOf(range(from, to), 'week'))).toEqual(expected);
});

it('has a period without calls, and figures for none', () => {
  const { total, periods } = callStatistics(range('2026-11-20', '2026-11-21'), 'day', [], []);
  expect(periods.map(({ startsOn, calls }) => [startsOn, calls])).toEqual([
    ['2026-11-20', 0],
    ['2026-11-21', 0],
  ]);
  expect(total).toMatchObject({ calls: 0, durationSeconds: { mean: null, median: null }, byOutcome: { booked: 0 } });
});
