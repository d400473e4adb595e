import { Temporal } from 'temporal-polyfill';
import { endOfHours, intoHours } from './contact-hours.policy.js';

const HOURS = { fromMinute: 540, untilMinute: 1140 };
const ZONE = 'America/New_York';
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(ZONE).toInstant();
const shown = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(ZONE).toPlainDateTime().toString();

it.each([
  ['2026-11-20T08:59:59', '2026-11-20T09:00:00'],
  ['2026-11-20T09:00:00', '2026-11-20T09:00:00'],
  ['2026-11-20T18:59:59', '2026-11-20T18:59:59'],
  ['2026-11-20T19:00:00', '2026-11-21T09:00:00'],
  ['2026-10-31T23:00:00', '2026-11-01T09:00:00'], // a night of 25 hours
  ['2027-03-13T19:00:00', '2027-03-14T09:00:00'], // and one of 23
])('from %s on people may be contacted at %s', (local, expected) => {
  expect(shown(intoHours(at(local), ZONE, HOURS))).toBe(expected);
});

it('knows when the hours of a day end, also on days when the clocks change', () => {
  for (const day of ['2026-11-20', '2026-11-01', '2027-03-14']) {
    expect(shown(endOfHours(at(`${day}T10:00`), ZONE, HOURS))).toBe(`${day}T19:00:00`);
  }
});
