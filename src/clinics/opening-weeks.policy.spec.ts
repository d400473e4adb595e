import { Temporal } from 'temporal-polyfill';
import type { DatedHours, WeeklyHours } from './clinics.types.js';
import { rowsOf, weeksOf, withoutWeek, withWeek, wrongHours, type OpeningWeek } from './opening-weeks.policy.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const hours = (weekday: number, startMinute = 540, endMinute = 1020): WeeklyHours => ({
  weekday,
  startMinute,
  endMinute,
});
const row = (weekday: number, from: string, until: string | null, start = 540, end = 1020): DatedHours => ({
  ...hours(weekday, start, end),
  validFrom: day(from),
  validUntil: until === null ? null : day(until),
});

/** `2026-01-01..2026-05-31 1:540-1020 2:540-1020`, one line for each week. */
const shown = (weeks: readonly OpeningWeek[]) =>
  weeks.map(({ validFrom, validUntil, hours: rows }) =>
    [
      `${validFrom.toString()}..${validUntil?.toString() ?? ''}`,
      ...rows.map(({ weekday, startMinute, endMinute }) => `${weekday}:${startMinute}-${endMinute}`),
    ].join(' '),
  );

it('sees a week begin wherever a row begins or is over', () => {
  const rows = [row(2, '2000-01-01', null), row(1, '2000-01-01', '2026-05-31'), row(1, '2026-09-01', null, 600)];
  expect(shown(weeksOf(rows))).toEqual([
    '2000-01-01..2026-05-31 1:540-1020 2:540-1020',
    '2026-06-01..2026-08-31 2:540-1020',
    '2026-09-01.. 1:600-1020 2:540-1020',
  ]);
});

it('has a week without hours after the last day of all rows, and none for a clinic without rows', () => {
  expect(shown(weeksOf([row(1, '2026-01-01', '2026-01-31')]))).toEqual([
    '2026-01-01..2026-01-31 1:540-1020',
    '2026-02-01..',
  ]);
  expect(weeksOf([])).toEqual([]);
});

it('makes one of rows that overlap, and leaves those that only touch', () => {
  const rows = [row(1, '2026-01-01', null, 540, 720), row(1, '2026-01-01', null, 700, 800)];
  expect(shown(weeksOf([...rows, row(1, '2026-01-01', null, 800, 900)]))).toEqual(['2026-01-01.. 1:540-800 1:800-900']);
});

it('puts a week between others: it ends the day before the next', () => {
  const weeks = weeksOf([row(1, '2026-01-01', '2026-08-31'), row(1, '2026-09-01', null, 600)]);
  expect(shown(withWeek(weeks, { validFrom: day('2026-06-01'), hours: [hours(3), hours(1)] }))).toEqual([
    '2026-01-01..2026-05-31 1:540-1020',
    '2026-06-01..2026-08-31 1:540-1020 3:540-1020',
    '2026-09-01.. 1:600-1020',
  ]);
});

it('replaces the week that begins on the day', () => {
  const weeks = weeksOf([row(1, '2026-01-01', '2026-08-31'), row(1, '2026-09-01', null, 600)]);
  expect(shown(withWeek(weeks, { validFrom: day('2026-01-01'), hours: [hours(5)] }))).toEqual([
    '2026-01-01..2026-08-31 5:540-1020',
    '2026-09-01.. 1:600-1020',
  ]);
});

it('lets the week before go on where one is taken out', () => {
  const weeks = weeksOf([
    row(1, '2026-01-01', '2026-05-31'),
    row(2, '2026-06-01', '2026-08-31'),
    row(3, '2026-09-01', null),
  ]);
  expect(shown(withoutWeek(weeks, day('2026-06-01')))).toEqual([
    '2026-01-01..2026-08-31 1:540-1020',
    '2026-09-01.. 3:540-1020',
  ]);
});

it('reads back as weeks what it has made rows of', () => {
  const rows = [row(2, '2000-01-01', null), row(1, '2000-01-01', '2026-05-31'), row(1, '2026-09-01', null, 600)];
  const weeks = weeksOf(rows);
  expect(shown(weeksOf(rowsOf(weeks)))).toEqual(shown(weeks));
});

it('names the hours of a week that can not be', () => {
  const week = [hours(1, 540, 720), hours(1, 720, 1020), hours(1, 700, 730), hours(2, 600, 600), hours(3, 700, 730)];
  expect(wrongHours(week)).toEqual([
    { index: 2, detail: 'must not overlap with another one of its day' },
    { index: 3, detail: 'must end after it starts' },
  ]);
});
