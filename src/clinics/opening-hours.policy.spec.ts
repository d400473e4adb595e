import { Temporal } from 'temporal-polyfill';
import { deskAnswersAt, isOpenAt } from './opening-hours.policy.js';

const hours = {
  openingHours: [
    { weekday: 1, startMinute: 480, endMinute: 720 },
    { weekday: 1, startMinute: 780, endMinute: 1080 },
    { weekday: 7, startMinute: 60, endMinute: 180 },
  ],
  overrides: [
    { day: Temporal.PlainDate.from('2026-12-14'), hours: [{ startMinute: 600, endMinute: 660 }] },
    { day: Temporal.PlainDate.from('2027-01-11'), hours: [] },
    { day: Temporal.PlainDate.from('2026-12-22'), hours: [{ startMinute: 600, endMinute: 660 }] },
  ],
  closures: [
    { name: 'Holiday', startsOn: Temporal.PlainDate.from('2026-12-21'), endsOn: Temporal.PlainDate.from('2026-12-28') },
  ],
};
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('America/New_York');

describe('opening hours', () => {
  it.each([
    ['as the door opens', '2026-11-23T08:00', true],
    ['a minute before', '2026-11-23T07:59', false],
    ['in the lunch break', '2026-11-23T12:30', false],
    ['as the door closes', '2026-11-23T18:00', false],
    ['on a day without hours', '2026-11-24T10:00', false],
    ['on the first day of a closure', '2026-12-21T10:00', false],
    ['on its last day', '2026-12-28T10:00', false],
    ['on the Monday after it', '2027-01-04T10:00', true],
    ['on a day of its own hours', '2026-12-14T10:00', true],
    ['outside of them, in its weekday’s', '2026-12-14T09:59', false],
    ['on a day that has none', '2027-01-11T10:00', false],
    ['on a closure that has hours of its own', '2026-12-22T10:30', false],
  ])('are read off the wall clock %s', (_when, local, open) => {
    expect(isOpenAt(at(local), hours)).toBe(open);
  });

  it('hold in both of the hours that come twice when the clocks go back', () => {
    const first = Temporal.Instant.from('2026-11-01T05:30:00Z').toZonedDateTimeISO('America/New_York');
    const second = Temporal.Instant.from('2026-11-01T06:30:00Z').toZonedDateTimeISO('America/New_York');
    expect([first.hour, second.hour]).toEqual([1, 1]);
    expect([isOpenAt(first, hours), isOpenAt(second, hours)]).toEqual([true, true]);
  });
});

describe('a person', () => {
  const night = at('2026-11-24T03:00');
  const day = at('2026-11-23T09:00');
  const desk = { deskNumber: '+15550100101', deskAnswers: 'opening_hours' as const, ...hours };

  it('is there when the clinic is open, or always where an answering service helps out, and never without a desk', () => {
    expect([deskAnswersAt(day, desk), deskAnswersAt(night, desk)]).toEqual([true, false]);
    expect(deskAnswersAt(night, { ...desk, deskAnswers: 'always' })).toBe(true);
    expect(deskAnswersAt(day, { ...desk, deskNumber: null, deskAnswers: 'always' })).toBe(false);
  });
});
