import { Temporal } from 'temporal-polyfill';
import * as templates from './text-templates.builder.js';

const SENDER = { name: 'Maple Street Dental', timeZone: 'America/New_York' };
const NOW = Temporal.Instant.from('2026-11-20T15:00:00Z');
const { bookedText, visitTime } = templates;

it('names the clinic, and the day and time on the clinic’s own clock', () => {
  expect(bookedText(SENDER, Temporal.Instant.from('2026-11-25T02:30:00Z'), NOW)).toBe(
    'Maple Street Dental: your visit is booked for Tuesday, November 24 at 9:30 PM. ' +
      'Reply C to confirm, RESCHEDULE for another time, or call this number. Reply STOP to opt out.',
  );
});

it.each([
  ['2026-11-24T05:05:00Z', 'Tuesday, November 24 at 12:05 AM'],
  ['2026-11-24T17:00:00Z', 'Tuesday, November 24 at 12:00 PM'],
  ['2027-07-01T13:00:00Z', 'Thursday, July 1, 2027 at 9:00 AM'],
])('says %s as %s', (startsAt, expected) => {
  expect(visitTime(SENDER, Temporal.Instant.from(startsAt), NOW)).toBe(expected);
});

it('writes in the GSM alphabet, within two segments, and never suggests a word that means STOP to the carrier', () => {
  const startsAt = Temporal.Instant.from('2027-09-22T15:45:00Z'); // a Wednesday in September
  const texts = Object.values(templates)
    .filter((build) => build !== visitTime)
    .map((build) => build(SENDER, startsAt, NOW));
  expect(texts).toHaveLength(5);
  for (const text of texts) {
    expect(text).toMatch(/^Maple Street Dental: [A-Za-z0-9 .,:]+$/);
    expect(text.length).toBeLessThanOrEqual(306);
    expect(text).not.toMatch(/\bCANCEL\b/);
  }
});
