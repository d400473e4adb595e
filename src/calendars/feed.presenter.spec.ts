import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import type { CalendarFeedId, ClinicId, PatientId, ProviderId } from '../common/ids/ids.js';
import type { CalendarFeed, FeedVisit } from './calendars.types.js';
import { feedText } from './feed.presenter.js';

const createdAt = Temporal.Instant.from('2026-11-20T15:00:00Z');
const feed: CalendarFeed = {
  id: 'f' as CalendarFeedId,
  clinicId: 'c' as ClinicId,
  providerId: 'p' as ProviderId,
  providerName: 'Dr. Lee',
  clinicName: 'Lakeside; Dental, \r\nBEGIN:VEVENT',
  timeZone: 'America/New_York',
  showsNames: false,
  createdAt,
};
const visit: FeedVisit = {
  id: 'visit',
  patientId: 'patient' as PatientId,
  part: 1,
  status: 'scheduled',
  type: 'Filling',
  operatory: 'Room 1',
  patientName: 'Ada Marsh',
  fromMs: Date.parse('2026-11-24T14:00:00Z'),
  toMs: Date.parse('2026-11-24T15:00:00Z'),
  createdAt,
  changedAt: createdAt,
};

const parsed = (text: string) => new ICAL.Component(ICAL.parse(text) as unknown[]);
const events = (text: string) =>
  parsed(text)
    .getAllSubcomponents('vevent')
    .map((event) => {
      const value = (name: string) => String(event.getFirstPropertyValue(name));
      return {
        uid: value('uid'),
        time: `${value('dtstart')} ${value('dtend')}`,
        stamp: value('dtstamp'),
        sequence: value('sequence'),
        status: value('status'),
        summary: value('summary'),
      };
    });

it('says what and where, in UTC, and not who', () => {
  const text = feedText(feed, [visit], []);
  expect(events(text)).toEqual([
    {
      uid: 'visit@crownline',
      time: '2026-11-24T14:00:00Z 2026-11-24T15:00:00Z',
      stamp: '2026-11-20T15:00:00Z',
      sequence: '0',
      status: 'CONFIRMED',
      summary: 'Filling · Room 1',
    },
  ]);
  expect(text).not.toContain('Marsh');
});

it('says who where that is allowed', () => {
  expect(events(feedText({ ...feed, showsNames: true }, [visit], []))[0]?.summary).toBe('Filling · Room 1 · Ada Marsh');
});

it('counts upwards when a visit is changed, under the same name', () => {
  const changedAt = createdAt.add({ minutes: 2 });
  const [before] = events(feedText(feed, [visit], []));
  const [after] = events(feedText(feed, [{ ...visit, changedAt, status: 'requested' }], []));
  expect(after).toMatchObject({
    uid: before?.uid,
    sequence: '120',
    status: 'TENTATIVE',
    stamp: '2026-11-20T15:02:00Z',
  });
});

it('has a name of its own for each part of a visit', () => {
  const parts = events(feedText(feed, [visit, { ...visit, part: 2 }], []));
  expect(parts.map(({ uid }) => uid)).toEqual(['visit@crownline', 'visit-2@crownline']);
});

it('is what calendar apps expect: folded lines, a name, and when to ask again', () => {
  const text = feedText(feed, [{ ...visit, type: 'Größe '.repeat(40) }], []);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
  expect(parsed(text).getAllSubcomponents('vevent')).toHaveLength(1);
  expect(parsed(text).getFirstPropertyValue('x-wr-calname')).toBe('Dr. Lee · Lakeside; Dental,  BEGIN:VEVENT');
  expect(text).toContain('\r\nNAME:Dr. Lee · Lakeside\\; Dental\\,  BEGIN:VEVENT\r\n');
  expect(text).toContain('\r\nREFRESH-INTERVAL;VALUE=DURATION:PT15M\r\n');
  expect(text).toContain('\r\nX-PUBLISHED-TTL:PT15M\r\n');
});

it('shows blocked time by its reason', () => {
  const blockout = { id: 'b', reason: 'absence', fromMs: visit.fromMs, toMs: visit.toMs, createdAt };
  expect(events(feedText(feed, [], [blockout, { ...blockout, id: 'o', reason: 'other' }]))).toMatchObject([
    { uid: 'b@crownline', summary: 'Absence' },
    { uid: 'o@crownline', summary: 'Blocked' },
  ]);
});
