import { Temporal } from 'temporal-polyfill';
import type { ClinicProfile } from '../clinics/clinics.types.js';
import type { AppointmentTypeId, ClinicId } from '../common/ids/ids.js';
import { buildPrompt } from './prompt.builder.js';

const profile: ClinicProfile = {
  id: 'c' as ClinicId,
  name: 'Maple Street Dental',
  timeZone: 'America/New_York',
  address: '1 Maple Street',
  greeting: 'Hello.',
  voiceModel: 'voice',
  acceptsCalls: true,
  overflow: 'message',
  deskNumber: null,
  afterHours: 'answer',
  deskAnswers: 'opening_hours',
  transferMode: 'cold',
  transferUnanswered: 'agent',
  recording: 'off',
  maxCallMinutes: 30,
  maxConcurrentCalls: null,
  openingHours: [
    { weekday: 1, startMinute: 480, endMinute: 720 },
    { weekday: 1, startMinute: 780, endMinute: 1020 },
  ],
  closures: [
    {
      name: 'Thanksgiving',
      startsOn: Temporal.PlainDate.from('2026-11-26'),
      endsOn: Temporal.PlainDate.from('2026-11-27'),
    },
  ],
  providers: [],
  appointmentTypes: [
    { id: 't' as AppointmentTypeId, name: 'Cleaning', description: 'A cleaning.', durationMinutes: 45 },
  ],
};

const scope = { books: true, deskAnswers: true, recorded: false };
const at = Temporal.Instant.from('2026-11-20T15:00:00Z');

it('tells the day and the time at the clinic, not at the server', () => {
  // Half past four in the morning of the 21st in London is still the evening of the 20th in New York.
  const prompt = buildPrompt(profile, scope, Temporal.Instant.from('2026-11-21T04:30:00Z'));
  expect(prompt).toContain('It is Friday, 2026-11-20, 11:30 PM at the clinic.');
});

it('tells the hours as people say them, closed days and closures included', () => {
  const prompt = buildPrompt(profile, scope, Temporal.Instant.from('2026-11-20T15:00:00Z'));
  expect(prompt).toContain('Monday 8:00 AM to 12:00 PM and 1:00 PM to 5:00 PM, Tuesday closed');
  expect(prompt).toContain('Closed on: 2026-11-26 to 2026-11-27 (Thanksgiving).');
  expect(prompt).toContain('Visits that can be booked by phone: Cleaning.');
});

it('names only what this call can do', () => {
  const withDesk = { ...profile, deskNumber: '+15550100101' };
  expect(buildPrompt(withDesk, scope, at)).toContain('use transfer_to_human at once');
  expect(buildPrompt(withDesk, { ...scope, deskAnswers: false }, at)).toContain('with the reason emergency');
  const closed = buildPrompt(profile, { books: false, deskAnswers: false, recorded: true }, at);
  expect(closed).toContain('You take messages only');
  for (const absent of ['find_slots', 'book_appointment', 'transfer_to_human']) expect(closed).not.toContain(absent);
  expect(closed).toContain('decline_recording');
});
