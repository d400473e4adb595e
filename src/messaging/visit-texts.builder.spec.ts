import { Temporal } from 'temporal-polyfill';
import { addressText, movedText, visitDetailsText } from './visit-texts.builder.js';

const SENDER = {
  name: 'Maple Street Dental',
  timeZone: 'America/New_York',
  address: '12 Maple Street',
  directions: 'Two stops with the 7.',
};
const NOW = Temporal.Instant.from('2026-11-20T15:00:00Z');
const AT = Temporal.Instant.from('2026-11-24T14:30:00Z');

it('names the clinic, the new time, and what can be answered', () => {
  expect(movedText(SENDER, AT, NOW)).toBe(
    'Maple Street Dental: your visit is moved to Tuesday, November 24 at 9:30 AM. ' +
      'Reply C to confirm, RESCHEDULE for another time, or call this number. Reply STOP to opt out.',
  );
});

it('says when and where a visit is, and not what for', () => {
  expect(visitDetailsText(SENDER, AT, NOW)).toBe(
    'Maple Street Dental: your visit is on Tuesday, November 24 at 9:30 AM, at 12 Maple Street. For another time, call this number.',
  );
});

it('says how to get there, in as many words as a text holds', () => {
  expect(addressText(SENDER)).toBe('Maple Street Dental: 12 Maple Street. Two stops with the 7.');
  expect(addressText({ ...SENDER, directions: null })).toBe('Maple Street Dental: 12 Maple Street.');
  expect(addressText({ ...SENDER, directions: 'x'.repeat(700) })).toBe('Maple Street Dental: 12 Maple Street.');
});
