import { Temporal } from 'temporal-polyfill';
import type { AppointmentTypeSummary, ClinicProfile } from '../../../clinics/clinics.types.js';
import { emergencyType, soonestDays } from './emergency-visit.policy.js';

const type = (name: string, more: Partial<AppointmentTypeSummary> = {}) => ({
  name,
  description: '',
  durationMinutes: 60,
  openTo: 'everyone',
  providerIds: ['d1'],
  ...more,
});

const clinic = (appointmentTypes: object[], more: object = {}): ClinicProfile =>
  ({
    timeZone: 'America/New_York',
    providers: [
      { id: 'd1', name: 'Dr. 1', role: 'dentist' },
      { id: 'h1', name: 'H. 1', role: 'hygienist' },
    ],
    appointmentTypes,
    openingHours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startMinute: 540, endMinute: 1020 })),
    overrides: [],
    closures: [],
    ...more,
  }) as unknown as ClinicProfile;

const hygienist = { durationMinutes: 30, providerIds: ['h1'] } as unknown as Partial<AppointmentTypeSummary>;

describe('the visit for what can not wait', () => {
  it.each([
    ['by its name', [type('Filling'), type('Emergency visit')], 'Emergency visit'],
    [
      'by its description',
      [type('Filling'), type('Limited exam', { description: 'Urgent problems.' })],
      'Limited exam',
    ],
    [
      'the shortest with a dentist',
      [type('Crown', { durationMinutes: 90 }), type('Filling'), type('Polish', hygienist)],
      'Filling',
    ],
    ['for everyone', [type('Emergency exam', { openTo: 'new_patients' }), type('Filling')], 'Filling'],
  ])('is found %s', (_how, types, name) => expect(emergencyType(clinic(types))?.name).toBe(name));

  it('is none where callers can book nothing of the kind', () => {
    expect(emergencyType(clinic([type('Polish', hygienist)]))).toBeNull();
  });
});

describe('today and the next open day', () => {
  const days = (at: string, more: object = {}) => {
    const { from, to } = soonestDays(clinic([], more), Temporal.Instant.from(at));
    return [from.toString(), to.toString()];
  };

  it('are those of the clinic', () => {
    expect(days('2027-03-02T15:00:00Z')).toEqual(['2027-03-02', '2027-03-03']);
    expect(days('2027-03-03T02:00:00Z')).toEqual(['2027-03-02', '2027-03-03']);
  });

  it('skip the weekend and a closure, but not for ever', () => {
    expect(days('2027-03-05T15:00:00Z')).toEqual(['2027-03-05', '2027-03-08']);
    const closed = {
      closures: [{ startsOn: Temporal.PlainDate.from('2027-03-06'), endsOn: Temporal.PlainDate.from('2027-05-01') }],
    };
    expect(days('2027-03-05T15:00:00Z', closed)).toEqual(['2027-03-05', '2027-03-05']);
  });
});
