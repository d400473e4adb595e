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

it('offers a time of the waiting list with the last moment to answer', () => {
  const startsAt = Temporal.Instant.from('2026-11-24T14:30:00Z');
  const answerBy = Temporal.Instant.from('2026-11-20T19:15:00Z');
  expect(templates.offerText(SENDER, { startsAt, answerBy, earlier: true }, NOW)).toBe(
    'Maple Street Dental: an earlier time is free: Tue, Nov 24 at 9:30 AM. Reply YES by 2:15 PM to take it, or NO.',
  );
  expect(templates.offerText(SENDER, { startsAt, answerBy, earlier: false }, NOW)).toMatch(/: a time is free: Tue/);
});

it('writes in the GSM alphabet, within two segments, and never suggests a word that means STOP to the carrier', () => {
  const startsAt = Temporal.Instant.from('2027-09-22T15:45:00Z'); // a Wednesday in September
  const { codeText, offerText, optedOutText, visitTime: _, ...others } = templates;
  // Whoever requires a module of ours gets a mark beside what it exports.
  const builders = Object.values(others).filter((build) => typeof build === 'function');
  const texts = [
    ...builders.map((build) => build(SENDER, startsAt, NOW)),
    ...[true, false].map((earlier) => offerText(SENDER, { startsAt, answerBy: NOW, earlier }, NOW)),
    ...(['en', 'es'] as const).map((language) => optedOutText(SENDER, language)),
    codeText(SENDER, '048213'),
  ];
  expect(texts).toHaveLength(13);
  for (const text of texts) {
    expect(text).toMatch(/^Maple Street Dental: [A-Za-z0-9 .,:]+$/);
    expect(text.length).toBeLessThanOrEqual(306);
    expect(text).not.toMatch(/\bCANCEL\b/);
  }
});
