import { Temporal } from 'temporal-polyfill';
import type { AppointmentTypeId, OperatoryId, PatientId, ProviderId, WaitlistEntryId } from '../common/ids/ids.js';
import type { Slot } from '../scheduling/scheduling.types.js';
import { answerBy, sendingFrom, timeFor } from './waitlist.policy.js';
import type { Candidate, OfferTerms } from './waitlist.types.js';

const ZONE = 'America/New_York';
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(ZONE).toInstant();
const shown = (instant: Temporal.Instant | null) =>
  instant?.toZonedDateTimeISO(ZONE).toPlainDateTime().toString({ smallestUnit: 'minute' }) ?? null;
const day = (text: string) => Temporal.PlainDate.from(text);

/** Friday, ten in the morning, unless it is another time. */
const terms = (local = '2026-11-20T10:00', answerMinutes = 30): OfferTerms => ({
  timeZone: ZONE,
  hours: { fromMinute: 540, untilMinute: 1140 },
  answerMinutes,
  now: at(local),
});

const slot = (local: string, minutes = 60, providerId = 'p'): Slot => ({
  typeId: 't' as AppointmentTypeId,
  providerId: providerId as ProviderId,
  providerName: 'Dr. Finch',
  operatoryId: 'o' as OperatoryId,
  startsAt: at(local),
  endsAt: at(local).add({ minutes }),
});

const candidate = (changes: Partial<Candidate> = {}): Candidate => ({
  id: 'e' as WaitlistEntryId,
  patientId: 'a' as PatientId,
  typeId: 't' as AppointmentTypeId,
  providerId: null,
  appointmentId: null,
  fromDay: day('2026-11-20'),
  untilDay: day('2026-12-20'),
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  earliestMinute: 0,
  latestMinute: 1440,
  minNoticeMinutes: 120,
  phone: '+15125550143',
  status: 'waiting',
  createdAt: at('2026-11-01T10:00'),
  visitStartsAt: null,
  offered: [],
  ...changes,
});

describe('an offer stands', () => {
  it.each([
    ['as long as the clinic gives', '2026-11-20T10:00', '2026-11-24T10:00', 120, 30, '2026-11-20T10:30'],
    ['till the evening at most', '2026-11-20T18:45', '2026-11-24T10:00', 120, 30, '2026-11-20T19:00'],
    [
      'till the evening though the clinic gives a day',
      '2026-11-20T10:00',
      '2026-11-24T10:00',
      120,
      1440,
      '2026-11-20T19:00',
    ],
    ['as long as they can still come', '2026-11-20T10:00', '2026-11-20T12:15', 120, 30, '2026-11-20T10:15'],
    ['no less than ten minutes', '2026-11-20T10:00', '2026-11-20T12:10', 120, 30, '2026-11-20T10:10'],
    ['or is not made', '2026-11-20T10:00', '2026-11-20T12:09', 120, 30, null],
    ['less where the clinic wants it so', '2026-11-20T10:00', '2026-11-20T10:05', 0, 5, '2026-11-20T10:05'],
    ['never after the visit has begun', '2026-11-20T10:00', '2026-11-20T09:30', 0, 5, null],
  ])('%s', (_, now, startsAt, minNoticeMinutes, answerMinutes, expected) => {
    const until = answerBy({ startsAt: at(startsAt), minNoticeMinutes }, terms(now, answerMinutes));
    expect(shown(until)).toBe(expected);
  });
});

it.each([
  ['2026-11-20T10:00', '2026-11-20T10:00'],
  ['2026-11-20T03:00', '2026-11-20T09:00'],
  ['2026-11-20T18:50', '2026-11-20T18:50'],
  ['2026-11-20T18:51', '2026-11-21T09:00'],
  ['2026-11-20T22:00', '2026-11-21T09:00'],
])('at %s offers may be sent from %s on', (now, expected) => {
  expect(shown(sendingFrom(terms(now)))).toBe(expected);
});

describe('of the times that are free when ten to eleven on Tuesday has become so', () => {
  const freed = { startsAt: at('2026-11-24T10:00'), endsAt: at('2026-11-24T11:00') };
  const chosen = (slots: Slot[], changes: Partial<Candidate> = {}) =>
    shown(timeFor(candidate(changes), slots, freed, terms())?.startsAt ?? null);

  it('somebody gets one within it before one that reaches beyond, and the soonest', () => {
    const [before, within, next, after] = ['09:45', '10:00', '10:30', '10:45'].map((time) =>
      slot(`2026-11-24T${time}`, 30),
    ) as [Slot, Slot, Slot, Slot];
    expect(chosen([after, next, within, before])).toBe('2026-11-24T10:00');
    expect(chosen([after, before])).toBe('2026-11-24T09:45');
    expect(chosen([after, next, before])).toBe('2026-11-24T10:30');
  });

  it('nobody gets one that was free before', () => {
    expect(chosen([slot('2026-11-24T09:00'), slot('2026-11-24T11:00')])).toBeNull();
  });

  const ten = slot('2026-11-24T10:00');
  it.each([
    ['suits them', {}, true],
    ['is on the first and last of their days', { fromDay: day('2026-11-24'), untilDay: day('2026-11-24') }, true],
    ['is before their days', { fromDay: day('2026-11-25') }, false],
    ['is after their days', { untilDay: day('2026-11-23') }, false],
    ['is on their weekday', { weekdays: [2] }, true],
    ['is on none of their weekdays', { weekdays: [1, 3] }, false],
    ['begins when they can', { earliestMinute: 600, latestMinute: 601 }, true],
    ['begins too early', { earliestMinute: 601 }, false],
    ['begins too late', { latestMinute: 600 }, false],
    ['is with whom they want', { providerId: 'p' as ProviderId }, true],
    ['is with somebody else', { providerId: 'q' as ProviderId }, false],
    ['is before their visit', { visitStartsAt: at('2026-11-24T10:15') }, true],
    ['is their visit’s own', { visitStartsAt: at('2026-11-24T10:00') }, false],
    ['is after their visit', { visitStartsAt: at('2026-11-23T10:00') }, false],
    ['leaves them too little notice', { minNoticeMinutes: 4 * 24 * 60 }, false],
    ['comes after another that they were offered', { offered: [slot('2026-11-24T09:00')] }, true],
    ['is in the middle of one that they were offered', { offered: [slot('2026-11-24T10:30')] }, false],
  ])('one that %s: %p, %p', (_, changes, suits) => {
    expect(chosen([ten], changes)).toBe(suits ? '2026-11-24T10:00' : null);
  });

  it('days and minutes are those of the clinic’s clock', () => {
    const late = slot('2026-11-24T20:00'); // the 25th in UTC
    const evening = { startsAt: late.startsAt, endsAt: late.endsAt };
    const wish = candidate({ untilDay: day('2026-11-24'), earliestMinute: 1200, weekdays: [2] });
    expect(timeFor(wish, [late], evening, terms())).toBe(late);
  });
});
