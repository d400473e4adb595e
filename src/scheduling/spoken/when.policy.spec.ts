import { Temporal } from 'temporal-polyfill';
import type { SlotWindow } from '../scheduling.types.js';
import type { WhenPlace } from './when.types.js';
import { resolveWhen, slotLabel } from './when.policy.js';

const NEW_YORK = 'America/New_York';

const open = (weekdays: number[], startMinute: number, endMinute: number) =>
  weekdays.map((weekday) => ({ weekday, startMinute, endMinute }));
/** Until six on most days, until two on Fridays; shut on Sundays. */
const OPENING_HOURS = [...open([1, 2, 3, 4], 480, 1080), ...open([5], 480, 840), ...open([6], 540, 780)];
const HOUSE: WhenPlace = { timeZone: NEW_YORK, openingHours: OPENING_HOURS, overrides: [], closures: [] };

/** Friday morning in New York. */
const FRIDAY = Temporal.Instant.from('2026-11-20T15:00:00Z');

const clock = (minute: number | undefined): string =>
  minute === undefined ? '' : `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;

/** `from to`, then the times of day and the weekdays if they are limited: `2026-11-23 2026-11-29 9:00-12:00 [1,3]`. */
function shown({ from, to, earliestMinute, latestMinute, weekdays }: SlotWindow): string {
  const times = `${clock(earliestMinute)}-${clock(latestMinute)}`;
  return [
    from.toString(),
    ...(from.equals(to) ? [] : [to.toString()]),
    ...(times === '-' ? [] : [times]),
    ...(weekdays ? [`[${weekdays.join()}]`] : []),
  ].join(' ');
}

function said(text: string, now = FRIDAY, place = HOUSE): string {
  const outcome = resolveWhen(text, now, place);
  switch (outcome.kind) {
    case 'window':
      return shown(outcome.window);
    case 'ambiguous':
      return outcome.question;
    case 'unclear':
      return 'unclear';
  }
}

describe('on a Friday, what a caller says about the day', () => {
  it.each([
    ['today', '2026-11-20'],
    ['tomorrow', '2026-11-21'],
    ['the day after tomorrow', '2026-11-22'],
    ['day after tomorrow', '2026-11-22'],
    ['Tuesday', '2026-11-24'],
    ['no, Tuesday', '2026-11-24'],
    ['I can come in on Thursday', '2026-11-26'],
    ['Could we do Tuesday the 1st?', '2026-12-01'],
    ['next Tuesday', '2026-11-24'],
    ['next Friday', '2026-11-27'],
    ['this Friday', '2026-11-20'],
    ['Tuesday week', '2026-12-01'],
    ['Tuesday or Thursday', '2026-11-24 2026-11-26 [2,4]'],
    ['Monday, Tuesday and Wednesday', '2026-11-23 2026-11-25'],
    ['Monday to Wednesday', '2026-11-23 2026-11-25'],
    ['Sat-Mon', '2026-11-21 2026-11-23'],
    ['next Tuesday or Wednesday', '2026-11-24 2026-11-25'],
    ['next week Tuesday or Wednesday', '2026-11-24 2026-11-25'],
    ['Tuesday of next week', '2026-11-24'],
    ['tomorrow or Thursday', '2026-11-21 2026-11-26 [4,6]'],
    ['Thursday or tomorrow', '2026-11-21 2026-11-26 [4,6]'],
    ['not Monday', '2026-11-20 2026-12-03 [2,3,4,5,6,7]'],
    ['any day but Friday', '2026-11-21 2026-12-03 [1,2,3,4,6,7]'],
    ["Monday or Tuesday doesn't work", '2026-11-20 2026-12-03 [3,4,5,6,7]'],
    ['next week but not Wednesday', '2026-11-23 2026-11-29 [1,2,4,5,6,7]'],
    ['Mondays', '2026-11-23 2026-12-14 [1]'],
    ['any Monday', '2026-11-23 2026-12-14 [1]'],
    ['weekdays', '2026-11-20 2026-12-17 [1,2,3,4,5]'],
    ['Tuesdays and Thursdays in December', '2026-12-01 2026-12-31 [2,4]'],
  ])('%s', (text, expected) => {
    expect(said(text)).toBe(expected);
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
    ['may I come on Tuesday', '2026-11-24'],
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
    ['Tuesday, Nov. 24, 2026', '2026-11-24'],
    ['12/3', '2026-12-03'],
    // The day was taken for an hour: three in the morning of any day.
    ['December 3 in the morning', '2026-12-03 -12:00'],
    ['March 3 in the morning', '2027-03-03 -12:00'],
    ['April 3 in the afternoon', '2027-04-03 12:00-17:00'],
    ['Aug. 3 in the morning', '2027-08-03 -12:00'],
    ['August 3 in the evening', '2027-08-03 17:00-'],
    ['November 24 in the afternoon', '2026-11-24 12:00-17:00'],
    ['Tuesday, November 24, in the afternoon', '2026-11-24 12:00-17:00'],
    ['12/3 in the morning', '2026-12-03 -12:00'],
    ['12/3 at 2 p.m.', '2026-12-03 14:00-15:00'],
    ['the 5th', '2026-12-05'],
    ['the fifth', '2026-12-05'],
    ['the 20th', '2026-11-20'],
    ['the 31st', '2026-12-31'],
    ['Tuesday the 24th', '2026-11-24'],
    ['the 5th or 6th of January', '2027-01-05 2027-01-06'],
    ['January 5th or 6th', '2027-01-05 2027-01-06'],
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
    ['first thing Monday', '2026-11-23 -10:00'],
    ['Monday morning', '2026-11-23 -12:00'],
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
    ['every Tuesday after school', '2026-11-24 2026-12-15 15:00- [2]'],
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
    'today at nine',
    'this morning before nine',
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
    expect(said('Monday, no, Tuesday')).toBe('2026-11-24');
    expect(said('tomorrow at 3, actually next week')).toBe('2026-11-23 2026-11-29');
  });

  it('keeps what was said when the rest says nothing about time', () => {
    expect(said('Monday, no wait, yes')).toBe('2026-11-23');
    expect(said('tomorrow no later than ten')).toBe('2026-11-21 -10:00');
  });
});

/** A moment of the clinic's local day: 2026-11-20 is a Friday. */
const at = (local: string): Temporal.Instant =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(NEW_YORK).toInstant();

/** The house is open from seven to eight in the evening: an hour alone may be either. */
const LONG_DAYS = { ...HOUSE, openingHours: open([1, 2, 3, 4, 5], 420, 1200) };

// The rules of what is asked, each with the nearest case in which nearly everybody means one thing, so that nothing is asked.
describe('what may mean two things is asked, and nothing else', () => {
  it.each([
    // The weekday of today: today's, while somebody can still be seen, or the next.
    ['2026-11-20T10:00', 'Friday', 'Do you mean today, Friday, November 20, or Friday, November 27?'],
    ['2026-11-20T10:00', 'Friday at noon', 'Do you mean today, Friday, November 20, or Friday, November 27?'],
    ['2026-11-20T10:00', 'Friday at nine', '2026-11-27 9:00-10:00'],
    ['2026-11-20T13:45', 'Friday', '2026-11-27'],
    ['2026-11-22T10:00', 'Sunday', '2026-11-29'],
    ['2026-11-20T10:00', 'this Friday', '2026-11-20'],
    ['2026-11-20T10:00', 'next Friday', '2026-11-27'],
    ['2026-11-20T10:00', 'Fridays', '2026-11-20 2026-12-11 [5]'],
    ['2026-11-20T10:00', 'Friday or Monday', '2026-11-20 2026-11-27 [1,5]'],
    ['2026-11-20T10:00', 'Friday the 27th', '2026-11-27'],
    ['2026-11-20T10:00', 'after Friday', '2026-11-21 2026-12-04'],
    // "Next" of a day three or more days ahead in this week: this week's or the next one's.
    ['2026-11-23T10:00', 'next Friday', 'Do you mean Friday, November 27, or Friday, December 4?'],
    ['2026-11-24T10:00', 'next Friday after two', 'Do you mean Friday, November 27, or Friday, December 4?'],
    ['2026-11-23T10:00', 'next Friday or Monday', expect.stringMatching(/^Do you mean Friday, November 27 or Monday/)],
    ['2026-11-25T10:00', 'next Friday', '2026-12-04'],
    ['2026-11-26T10:00', 'next Friday', '2026-12-04'],
    ['2026-11-25T10:00', 'next Monday', '2026-11-30'],
    ['2026-11-23T10:00', 'Friday of next week', '2026-12-04'],
    // On a Sunday "next" may begin with the week, or skip it.
    ['2026-11-22T10:00', 'next Tuesday', 'Do you mean Tuesday, November 24, or Tuesday, December 1?'],
    ['2026-11-22T10:00', 'next Monday', '2026-11-30'],
    ['2026-11-22T10:00', 'next week', '2026-11-23 2026-11-29'],
    ['2026-11-22T10:00', 'this week', '2026-11-23 2026-11-29'],
    // "Next weekend" until Wednesday.
    [
      '2026-11-24T10:00',
      'next weekend',
      'Do you mean Saturday, November 28 or Sunday, November 29, or Saturday, December 5 or Sunday, December 6?',
    ],
    ['2026-11-26T10:00', 'next weekend', '2026-12-05 2026-12-06'],
    ['2026-11-24T10:00', 'the weekend', '2026-11-28 2026-11-29'],
    // A day of the month that is today's, once nobody is seen any more.
    ['2026-11-20T15:00', 'the 20th', 'Do you mean today, Friday, November 20, or Sunday, December 20?'],
    ['2026-11-20T10:00', 'the 20th', '2026-11-20'],
    ['2026-11-20T15:00', 'November 20', '2026-11-20'],
    // A number alone: a day of the month, or an hour at which the house is open.
    ['2026-11-20T10:00', 'three', 'Do you mean Thursday, December 3, or any day at 3:00 PM?'],
    ['2026-11-20T10:00', '7', '2026-12-07'],
    ['2026-11-20T10:00', '24', '2026-11-24'],
    // "The first": of the month, or whatever is free first.
    ['2026-11-20T10:00', 'the first', 'Do you mean Tuesday, December 1, or the first available time?'],
    ['2026-11-20T10:00', 'the first, please', 'Do you mean Tuesday, December 1, or the first available time?'],
    ['2026-11-20T10:00', 'on the first', '2026-12-01'],
    ['2026-11-20T10:00', 'the first of December', '2026-12-01'],
    ['2026-11-20T10:00', 'the first you have available', '2026-11-20 2026-12-03'],
  ])('at %s "%s"', (now, text, expected) => {
    expect(said(text, at(now))).toEqual(expected);
  });

  it.each([
    ['tomorrow at 7:30', 'Do you mean at 7:30 AM or at 7:30 PM?'],
    ['tomorrow after seven', 'Do you mean after 7:00 AM or after 7:00 PM?'],
    ['tomorrow at 7:30 in the evening', '2026-11-24 19:30-20:30'],
    ['tomorrow at three', '2026-11-24 15:00-16:00'],
    ['tomorrow at nine', '2026-11-24 9:00-10:00'],
    ['seven', 'Do you mean Monday, December 7, any day at 7:00 AM, or any day at 7:00 PM?'],
    // One question at a time.
    ['next Friday at 7:30', 'Do you mean Friday, November 27, or Friday, December 4?'],
  ])('where the house is open at seven in the morning and in the evening: "%s"', (text, expected) => {
    expect(said(text, at('2026-11-23T10:00'), LONG_DAYS)).toBe(expected);
  });

  it.each([
    ['in two weeks', '2026-12-04 2026-12-10'],
    ['two weeks from today', '2026-12-04'],
    ['Tuesday or Thursday', '2026-11-24 2026-11-26 [2,4]'],
    ['the end of next week', '2026-11-26 2026-11-29'],
    ['late afternoon', '2026-11-20 2026-12-03 15:00-18:00'],
  ])('takes "%s", which is wide and not ambiguous, as it is', (text, expected) => {
    expect(said(text)).toBe(expected);
  });
});

describe('in Spanish', () => {
  it.each([
    ['mañana', '2026-11-21'],
    ['manana', '2026-11-21'],
    ['pasado mañana', '2026-11-22'],
    ['mañana por la mañana', '2026-11-21 -12:00'],
    ['mañana por la tarde', '2026-11-21 12:00-17:00'],
    ['hoy al mediodía', '2026-11-20 12:00-13:00'],
    ['el lunes', '2026-11-23'],
    ['el miércoles a las tres', '2026-11-25 15:00-16:00'],
    ['el martes a las diez y media de la mañana', '2026-11-24 10:30-11:30'],
    ['el sábado a primera hora', '2026-11-21 -10:00'],
    ['el lunes o el jueves por la tarde', '2026-11-23 2026-11-26 12:00-17:00 [1,4]'],
    ['los martes', '2026-11-24 2026-12-15 [2]'],
    ['de lunes a miércoles', '2026-11-23 2026-11-25'],
    ['cualquier día menos el lunes', '2026-11-20 2026-12-03 [2,3,4,5,6,7]'],
    ['no puedo el lunes', '2026-11-20 2026-12-03 [2,3,4,5,6,7]'],
    ['el próximo martes', '2026-11-24'],
    ['la próxima semana', '2026-11-23 2026-11-29'],
    ['la semana que viene por la mañana', '2026-11-23 2026-11-29 -12:00'],
    ['el jueves de la próxima semana', '2026-11-26'],
    ['el próximo mes', '2026-12-01 2026-12-31'],
    ['a principios de diciembre', '2026-12-01 2026-12-10'],
    ['a finales de mes', '2026-11-21 2026-11-30'],
    ['este fin de semana', '2026-11-21 2026-11-22'],
    ['en tres días', '2026-11-23'],
    ['dentro de dos semanas', '2026-12-04 2026-12-10'],
    ['en quince días', '2026-12-04 2026-12-10'],
    ['el 5', '2026-12-05'],
    ['el cinco de diciembre', '2026-12-05'],
    ['el martes 24', '2026-11-24'],
    ['el 24 de noviembre a la una', '2026-11-24 13:00-14:00'],
    ['el primero de diciembre', '2026-12-01'],
    ['mañana después de las dos', '2026-11-21 14:00-'],
    ['mañana antes de las once', '2026-11-21 -11:00'],
    ['mañana entre las dos y las cuatro', '2026-11-21 14:00-16:00'],
    ['mañana a las cuatro menos cuarto', '2026-11-21 15:45-16:45'],
    ['después del martes', '2026-11-25 2026-12-08'],
    ['a partir del miércoles', '2026-11-25 2026-12-08'],
    ['lo antes posible', '2026-11-20 2026-12-03'],
    ['cuando sea', '2026-11-20 2026-12-03'],
    ['ayer', 'unclear'],
    ['el lunes pasado', 'unclear'],
    ['el viernes', 'Do you mean today, Friday, November 20, or Friday, November 27?'],
  ])('%s', (text, expected) => {
    expect(said(text)).toBe(expected);
  });
});

// "Tomorrow" was a day late for callers whose evening is already the next day in UTC.
it('counts days from the local date of the clinic', () => {
  const fridayEvening = Temporal.Instant.from('2026-11-21T02:00:00Z');
  expect(said('tomorrow', fridayEvening)).toBe('2026-11-21');
  expect(said('today', fridayEvening)).toBe('2026-11-20');
  expect(said('November 20', fridayEvening)).toBe('2026-11-20');
  const auckland = { ...HOUSE, timeZone: 'Pacific/Auckland' };
  expect(said('tomorrow', fridayEvening, auckland)).toBe('2026-11-22');
  expect(said('November 20', fridayEvening, auckland)).toBe('2027-11-20');
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
