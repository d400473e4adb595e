import { collisionNote, unreadableNote } from './calendar-notes.builder.js';

const HOUR_MS = 3_600_000;
const nineMs = Date.parse('2026-11-24T14:00:00Z');

it('tells the desk when, in the clinic’s time', () => {
  const visits = [{ fromMs: nineMs, toMs: nineMs + HOUR_MS }];
  const note = collisionNote('Dr. Lee', 'America/New_York', { fromMs: nineMs, toMs: nineMs + 2 * HOUR_MS }, visits);
  expect(note.replace(/\s/gu, ' ')).toBe(
    'Dr. Lee has an appointment in a calendar outside from Tue, Nov 24, 9:00 AM to Tue, Nov 24, 11:00 AM. In that time visits ' +
      'begin: Tue, Nov 24, 9:00 AM. Move the visits, or have the appointment moved.',
  );
});

it('names ten visits and counts the others', () => {
  const visits = Array.from({ length: 14 }, (_, hour) => ({
    fromMs: nineMs + hour * HOUR_MS,
    toMs: nineMs + (hour + 1) * HOUR_MS,
  }));
  const event = { fromMs: nineMs, toMs: nineMs + 14 * HOUR_MS };
  expect(collisionNote('Dr. Lee', 'America/New_York', event, visits)).toContain(' and 4 more. ');
});

it('says what is wrong with a calendar', () => {
  expect(unreadableNote('Dr. Lee', 'refused')).toContain('Dr. Lee can not be read: its server refuses it.');
});
