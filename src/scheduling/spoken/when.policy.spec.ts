import { Temporal } from 'temporal-polyfill';
import { resolveWhen, slotLabel } from './when.policy.js';

const NEW_YORK = 'America/New_York';
/** Friday morning in New York. */
const FRIDAY = Temporal.Instant.from('2026-11-20T15:00:00Z');

const clock = (minute: number | undefined): string =>
  minute === undefined ? '' : `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;

/** `from to`, then the times of day and the weekdays if they are limited: `2026-11-23 2026-11-29 9:00-12:00 [1,3]`. */
function said(text: string, now = FRIDAY, timeZone = NEW_YORK): string {
  const outcome = resolveWhen(text, now, timeZone);
  if (outcome.kind === 'unclear') return 'unclear';
  const { from, to, earliestMinute, latestMinute, weekdays } = outcome.window;
  const times = `${clock(earliestMinute)}-${clock(latestMinute)}`;
  return [
    from.toString(),
    ...(from.equals(to) ? [] : [to.toString()]),
    ...(times === '-' ? [] : [times]),
    ...(weekdays ? [`[${weekdays.join()}]`] : []),
  ].join(' ');
}

describe('on a Friday, what a caller says about the day', () => {
  it.each([
    ['today', '2026-11-20'],
    ['tomorrow', '2026-11-21'],
    ['the day after tomorrow', '2026-11-22'],
    ['day after tomorrow', '2026-11-22'],
    ['Tuesday', '2026-11-20 2026-11-26 [2]'],
    ['no, Tuesday', '2026-11-20 2026-11-26 [2]'],
    ['I can come in on Thursday', '2026-11-20 2026-11-26 [4]'],
    ['Could we do Tuesday the 1st?', '2026-12-01 [2]'],
    ['next Tuesday', '2026-11-24'],
    ['next Friday', '2026-11-27'],
    ['this Friday', '2026-11-20'],
    ['Tuesday week', '2026-12-01'],
    ['Tuesday or Thursday', '2026-11-20 2026-11-26 [2,4]'],
    ['Monday, Tuesday and Wednesday', '2026-11-20 2026-11-26 [1,2,3]'],
    ['Monday to Wednesday', '2026-11-20 2026-11-26 [1,2,3]'],
    ['Sat-Mon', '2026-11-20 2026-11-26 [1,6,7]'],
    ['next Tuesday or Wednesday', '2026-11-24 2026-11-25 [2,3]'],
    ['next week Tuesday or Wednesday', '2026-11-23 2026-11-29 [2,3]'],
    ['Tuesday of next week', '2026-11-23 2026-11-29 [2]'],
    ['tomorrow or Thursday', '2026-11-21 2026-11-26 [4,6]'],
    ['Thursday or tomorrow', '2026-11-21 2026-11-26 [4,6]'],
    ['not Monday', '2026-11-20 2026-12-03 [2,3,4,5,6,7]'],
    ['any day but Friday', '2026-11-20 2026-12-03 [1,2,3,4,6,7]'],
    ["Monday or Tuesday doesn't work", '2026-11-20 2026-12-03 [3,4,5,6,7]'],
    ['next week but not Wednesday', '2026-11-23 2026-11-29 [1,2,4,5,6,7]'],
    ['Mondays', '2026-11-20 2026-12-17 [1]'],
    ['any Monday', '2026-11-20 2026-12-17 [1]'],
    ['weekdays', '2026-11-20 2026-12-17 [1,2,3,4,5]'],
    ['Tuesdays and Thursdays in December', '2026-12-01 2026-12-31 [2,4]'],
  ])('%s', (text, expected) => {
    expect(said(text)).toBe(expected);
  });

  it('takes a weekday said on that weekday for today or the next one', () => {
    expect(said('Friday')).toBe('2026-11-20 2026-11-27 [5]');
  });
});

describe('on a Friday, weeks and months', () => {
  it.each([
    ['this week', '2026-11-20 2026-11-22'],
    ['next week', '2026-11-23 2026-11-29'],
    ['early next week', '2026-11-23 2026-11-25'],
    ['end of next week', '2026-11-26 2026-11-29'],
    ['the week after next', '2026-11-30 2026-12-06'],
    ['the week of December 7', '2026-12-07 2026-12-13'],
    ['weekend', '2026-11-21 2026-11-22'],
    ['next weekend', '2026-11-28 2026-11-29'],
    ['next month', '2026-12-01 2026-12-31'],
    ['end of the month', '2026-11-21 2026-11-30'],
    ['December', '2026-12-01 2026-12-31'],
    ['early December', '2026-12-01 2026-12-10'],
    ['the second week of December', '2026-12-08 2026-12-14'],
    ['the last week of December', '2026-12-25 2026-12-31'],
    ['in May', '2027-05-01 2027-05-31'],
    ['may I come on Tuesday', '2026-11-20 2026-11-26 [2]'],
    ['in three days', '2026-11-23'],
    ['in two weeks', '2026-12-04 2026-12-10'],
    ['a couple of weeks from now', '2026-12-04 2026-12-10'],
    ['a week from Tuesday', '2026-12-01'],
    ['within two weeks', '2026-11-20 2026-12-04'],
    ['in the next few days', '2026-11-20 2026-11-25'],
    ['starting next week', '2026-11-23 2026-12-06'],
    ['after next week', '2026-11-30 2026-12-13'],
    ['after Tuesday', '2026-11-25 2026-12-08'],
    ['from Wednesday on', '2026-11-25 2026-12-08'],
    ['by Thursday', '2026-11-20 2026-11-26'],
    ['before the 5th', '2026-11-20 2026-12-04'],
  ])('%s', (text, expected) => {
    expect(said(text)).toBe(expected);
  });
});

describe('on a Friday, dates of the calendar', () => {
  it.each([
    ['2026-11-24', '2026-11-24'],
    ['2026-11-24T15:00', '2026-11-24 15:00-16:00'],
    ['November 24', '2026-11-24'],
    ['November twenty-fourth', '2026-11-24'],
    ['the twenty fourth of November', '2026-11-24'],
    ['Tuesday, Nov. 24, 2026', '2026-11-24 [2]'],
    ['12/3', '2026-12-03'],
    // The day was taken for an hour: three in the morning of any day.
    ['December 3 in the morning', '2026-12-03 -12:00'],
    ['November 24 in the afternoon', '2026-11-24 12:00-17:00'],
    ['Tuesday, November 24, in the afternoon', '2026-11-24 12:00-17:00 [2]'],
    ['12/3 in the morning', '2026-12-03 -12:00'],
    ['12/3 at 2 p.m.', '2026-12-03 14:00-15:00'],
    ['the 5th', '2026-12-05'],
    ['the fifth', '2026-12-05'],
    ['the 20th', '2026-11-20'],
    ['the 31st', '2026-12-31'],
    ['Tuesday the 24th', '2026-11-24 [2]'],
    ['the 5th or 6th of January', '2027-01-05 2027-01-06 [2,3]'],
    ['January 5th or 6th', '2027-01-05 2027-01-06 [2,3]'],
    ['from the 5th to the 9th of December', '2026-12-05 2026-12-09'],
    ['between December 5 and December 9', '2026-12-05 2026-12-09'],
    ['November 3', '2027-11-03'],
  ])('%s', (text, expected) => {
    expect(said(text)).toBe(expected);
  });
});

describe('the time of day', () => {
  it.each([
    ['tomorrow morning', '2026-11-21 -12:00'],
    ['afternoon', '2026-11-20 2026-12-03 12:00-17:00'],
    ['first thing Monday', '2026-11-20 2026-11-26 -10:00 [1]'],
    ['Monday morning', '2026-11-20 2026-11-26 -12:00 [1]'],
    ['late afternoon next week', '2026-11-23 2026-11-29 15:00-18:00'],
    ['tonight', '2026-11-20 17:00-'],
    ['morning or afternoon tomorrow', '2026-11-21 -17:00'],
    ['next Tuesday after three', '2026-11-24 15:00-'],
    ['next Tuesday after 3 in the afternoon', '2026-11-24 15:00-17:00'],
    ['tomorrow before eleven', '2026-11-21 -11:00'],
    ['tomorrow at three', '2026-11-21 15:00-16:00'],
    ['tomorrow at nine thirty', '2026-11-21 9:30-10:30'],
    ['tomorrow at half past nine', '2026-11-21 9:30-10:30'],
    ['tomorrow at a quarter to four', '2026-11-21 15:45-16:45'],
    ["tomorrow at nine o'clock", '2026-11-21 9:00-10:00'],
    ['tomorrow around 10:30', '2026-11-21 10:00-11:30'],
    ['tomorrow at 14:30', '2026-11-21 14:30-15:30'],
    ['noon tomorrow', '2026-11-21 12:00-13:00'],
    ['tomorrow at six in the morning', '2026-11-21 6:00-7:00'],
    ['tomorrow at five in the afternoon', '2026-11-21 17:00-18:00'],
    ['tomorrow, nine in the evening', '2026-11-21 21:00-22:00'],
    ['tomorrow between two and four', '2026-11-21 14:00-16:00'],
    ['tomorrow from 11 to 1 pm', '2026-11-21 11:00-13:00'],
    ['2 to 4 pm tomorrow', '2026-11-21 14:00-16:00'],
    ['tomorrow, ten or later', '2026-11-21 10:00-'],
    ['tomorrow, 10 am or later', '2026-11-21 10:00-'],
    ['tomorrow not before ten', '2026-11-21 10:00-'],
    ['tomorrow after two but before four', '2026-11-21 14:00-16:00'],
    ['after lunch tomorrow', '2026-11-21 13:00-'],
    ['every Tuesday after school', '2026-11-20 2026-12-17 15:00- [2]'],
  ])('%s', (text, expected) => {
    expect(said(text)).toBe(expected);
  });
});

describe('no day in particular', () => {
  it.each(['', 'any time', 'as soon as possible', 'ASAP', 'the soonest you have', 'whenever', "it doesn't matter"])(
    'takes "%s" for the next two weeks',
    (text) => {
      expect(said(text)).toBe('2026-11-20 2026-12-03');
    },
  );
});

describe('what can only be asked again', () => {
  it.each([
    'banana',
    'yesterday',
    'last Tuesday',
    '2025-01-05',
    'November 24, 2025',
    'November 31',
    'early November',
    'after Thanksgiving',
    'earlier',
    'five',
    'tomorrow after five before three',
    'tomorrow but not Saturday',
  ])('%s', (text) => {
    expect(said(text)).toBe('unclear');
  });

  it('does not choose between a weekday and a date that disagree', () => {
    expect(said('Wednesday the 24th')).toBe('unclear');
    expect(said('Wednesday, November 24')).toBe('unclear');
  });
});

describe('a change of mind in one breath', () => {
  it('goes with what comes last', () => {
    expect(said('Monday, no, Tuesday')).toBe('2026-11-20 2026-11-26 [2]');
    expect(said('tomorrow at 3, actually next week')).toBe('2026-11-23 2026-11-29');
  });

  it('keeps what was said when the rest says nothing about time', () => {
    expect(said('Monday, no wait, yes')).toBe('2026-11-20 2026-11-26 [1]');
    expect(said('tomorrow no later than ten')).toBe('2026-11-21 -10:00');
  });
});

// "Tomorrow" was a day late for callers whose evening is already the next day in UTC.
it('counts days from the local date of the clinic', () => {
  const fridayEvening = Temporal.Instant.from('2026-11-21T02:00:00Z');
  expect(said('tomorrow', fridayEvening)).toBe('2026-11-21');
  expect(said('the 20th', fridayEvening)).toBe('2026-11-20');
  expect(said('November 20', fridayEvening)).toBe('2026-11-20');
  expect(said('tomorrow', fridayEvening, 'Pacific/Auckland')).toBe('2026-11-22');
  expect(said('November 20', fridayEvening, 'Pacific/Auckland')).toBe('2027-11-20');
});

describe('slotLabel', () => {
  const slot = (startsAt: string) => ({ startsAt: Temporal.Instant.from(startsAt), providerName: 'Dr. Amara Osei' });

  it('says weekday, date, am or pm, and with whom', () => {
    expect(slotLabel(slot('2026-11-24T14:30:00Z'), NEW_YORK, FRIDAY)).toBe(
      'Tuesday, November 24 at 9:30 AM with Dr. Amara Osei',
    );
    expect(slotLabel(slot('2026-11-24T17:00:00Z'), NEW_YORK, FRIDAY)).toContain('at 12:00 PM');
    expect(slotLabel(slot('2026-11-24T05:05:00Z'), NEW_YORK, FRIDAY)).toContain('at 12:05 AM');
  });

  it('adds the year when it is another one', () => {
    expect(slotLabel(slot('2027-01-05T15:00:00Z'), NEW_YORK, FRIDAY)).toContain('Tuesday, January 5, 2027 at 10:00 AM');
  });

  it('uses the offset of the slot, on both sides of a change of the clocks', () => {
    const beforeChange = Temporal.Instant.from('2026-10-30T12:00:00Z');
    expect(slotLabel(slot('2026-10-31T14:00:00Z'), NEW_YORK, beforeChange)).toContain('October 31 at 10:00 AM');
    expect(slotLabel(slot('2026-11-02T14:00:00Z'), NEW_YORK, beforeChange)).toContain('November 2 at 9:00 AM');
  });
});
