import { Temporal } from 'temporal-polyfill';
import { deskAnswersAt, hoursChanges, hoursValidOn, isOpenAt } from './opening-hours.policy.js';

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

describe('hours that change', () => {
  const today = Temporal.PlainDate.from('2026-11-20');
  const row = (weekday: number, startMinute: number, from = '2000-01-01', until: string | null = null) => ({
    ...{ weekday, startMinute, endMinute: 1020 },
    validFrom: Temporal.PlainDate.from(from),
    validUntil: until === null ? null : Temporal.PlainDate.from(until),
  });
  const spelled = (...rows: ReturnType<typeof row>[]) =>
    hoursChanges(today, rows).map(({ from, weekdays }) => [
      from.toString(),
      ...weekdays.map(({ weekday, hours }) => `${weekday}: ${hours.map((one) => one.startMinute).join(' ')}`),
    ]);

  it('are told of the weekdays that differ, from the first day, each change for itself', () => {
    expect(
      spelled(
        row(1, 480, '2000-01-01', '2026-11-29'),
        row(1, 540, '2026-11-30'),
        row(2, 480),
        row(6, 600, '2026-11-30', '2026-12-31'),
      ),
    ).toEqual([
      ['2026-11-30', '1: 540', '6: 600'],
      ['2027-01-01', '6: '],
    ]);
  });

  it('are told neither when nothing is different, nor of today, nor of what is more than 60 days ahead', () => {
    expect(spelled(row(1, 480, '2000-01-01', '2026-11-29'), row(1, 480, '2026-11-30'))).toEqual([]);
    expect(spelled(row(1, 480, '2000-01-01', '2026-11-19'), row(1, 540, '2026-11-20'))).toEqual([]);
    expect(spelled(row(1, 540, '2027-01-19'))).toEqual([['2027-01-19', '1: 540']]);
    expect(spelled(row(1, 540, '2027-01-20'))).toEqual([]);
  });

  it('are those of the day until then', () => {
    const weekly = [row(1, 480, '2000-01-01', '2026-11-29'), row(1, 540, '2026-11-30')];
    const on = (day: string) => hoursValidOn(Temporal.PlainDate.from(day), weekly).map((one) => one.startMinute);
    expect([on('2026-11-29'), on('2026-11-30')]).toEqual([[480], [540]]);
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
