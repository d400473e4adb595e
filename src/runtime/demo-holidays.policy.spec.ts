import { Temporal } from 'temporal-polyfill';
import { nextHoliday } from './demo-holidays.policy.js';

const MONDAY_TO_SATURDAY = [1, 2, 3, 4, 5, 6];
const next = (today: string): string => {
  const { name, date } = nextHoliday(Temporal.PlainDate.from(today), MONDAY_TO_SATURDAY);
  return `${date.toString()} ${name}`;
};

it.each([
  ['2026-11-20', '2026-11-26 Thanksgiving Day'],
  ['2026-11-26', '2026-12-25 Christmas Day'],
  ['2026-12-31', "2027-01-01 New Year's Day"],
  ['2027-01-02', '2027-01-18 Martin Luther King Jr. Day'],
  ['2027-05-01', '2027-05-31 Memorial Day'],
  ['2027-06-20', '2027-09-06 Labor Day'], // the Fourth of July is a Sunday that year, when the clinic is shut anyway
])('after %s comes %s', (today, expected) => {
  expect(next(today)).toBe(expected);
});
