import { Temporal } from 'temporal-polyfill';
import type { ClinicProfile } from '../../../clinics/clinics.types.js';
import { hoursAnswer } from './hours-answer.builder.js';

const day = (iso: string) => Temporal.PlainDate.from(iso);
const on = (weekdays: number[], startMinute: number, endMinute: number) =>
  weekdays.map((weekday) => ({ weekday, startMinute, endMinute }));

/** Open from eight to six, on Saturday from nine to one; with days of every special kind. */
const profile = {
  timeZone: 'America/New_York',
  openingHours: [...on([1, 2, 3, 4, 5], 480, 1080), ...on([6], 540, 780)],
  hoursChanges: [{ from: day('2026-12-07'), weekdays: [{ weekday: 6, hours: [] }] }],
  overrides: [
    { day: day('2026-11-25'), hours: [{ startMinute: 480, endMinute: 720 }] },
    { day: day('2026-12-24'), hours: [{ startMinute: 480, endMinute: 600 }] },
  ],
  closures: [
    { name: 'Thanksgiving', startsOn: day('2026-11-26'), endsOn: day('2026-11-27') },
    { name: 'Christmas', startsOn: day('2026-12-25'), endsOn: day('2026-12-25') },
  ],
} as unknown as ClinicProfile;

/** A Friday, ten in the morning at the clinic. */
const NOW = Temporal.Instant.from('2026-11-20T15:00:00Z');
const answer = (about: string, now = NOW) => hoursAnswer(about, profile, now);

it('tells the week, and what is special about the next two', () => {
  expect(answer('')).toBe(
    'Monday to Friday 8:00 AM to 6:00 PM, Saturday 9:00 AM to 1:00 PM, Sunday closed. ' +
      'Closed on Thursday, November 26 to Friday, November 27 (Thanksgiving). ' +
      'Other hours on Wednesday, November 25 8:00 AM to 12:00 PM.',
  );
});

it.each([
  ['today', 'Today, Friday, November 20: 8:00 AM to 6:00 PM. Open now.'],
  ['Are you open right now?', 'Today, Friday, November 20: 8:00 AM to 6:00 PM. Open now.'],
  ['hoy', 'Today, Friday, November 20: 8:00 AM to 6:00 PM. Open now.'],
  ['tomorrow', 'Saturday, November 21: 9:00 AM to 1:00 PM.'],
  ['mañana', 'Saturday, November 21: 9:00 AM to 1:00 PM.'],
  ['Saturday', 'Saturday, November 21: 9:00 AM to 1:00 PM.'],
  ['on Sundays', 'Sunday, November 22: closed.'],
  ['next Thursday', 'Thursday, November 26: closed (Thanksgiving).'],
  ['November 25', 'Wednesday, November 25: 8:00 AM to 12:00 PM.'],
  ['this weekend', 'Saturday, November 21: 9:00 AM to 1:00 PM. Sunday, November 22: closed.'],
  ['December 12th', 'Saturday, December 12: closed.'],
  ['December 14th', 'Monday, December 14: 8:00 AM to 6:00 PM.'],
])('tells the hours of %s as they are, whatever makes that day special', (about, told) => {
  expect(answer(about)).toBe(told);
});

it('says that it is closed now, in the evening and on days that are off', () => {
  expect(answer('now', Temporal.Instant.from('2026-11-21T00:30:00Z'))).toBe(
    'Today, Friday, November 20: 8:00 AM to 6:00 PM. Closed now.',
  );
  expect(answer('today', Temporal.Instant.from('2026-11-26T15:00:00Z'))).toBe(
    'Today, Thursday, November 26: closed (Thanksgiving). Closed now.',
  );
});

it('tells the holidays to come', () => {
  expect(answer('Are you open on holidays?')).toBe(
    'Closed on Thursday, November 26 to Friday, November 27 (Thanksgiving), and Friday, December 25 (Christmas). ' +
      'Other hours on Wednesday, November 25 8:00 AM to 12:00 PM, and on Thursday, December 24 8:00 AM to 10:00 AM.',
  );
  const plain = { ...profile, closures: [], overrides: [] };
  expect(hoursAnswer('holidays', plain, NOW)).toMatch(/^No holiday is entered. Monday to Friday/);
});

it('tells the week to whoever asks for more days than can be told one by one, or for none that is clear', () => {
  for (const about of ['next week', 'blue', 'any time']) expect(answer(about)).toMatch(/^Monday to Friday/);
});
