import { SystemClock } from '../common/clock/clock.js';
import { ManualClock } from '../../test/support/manual-clock.js';
import { CalendarReader } from './calendar-reader.js';

const span = { fromMs: Date.parse('2026-11-20T05:00:00Z'), toMs: Date.parse('2027-05-20T04:00:00Z') };
const reader = new CalendarReader(new SystemClock());

const calendar = (...lines: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (uid: string, ...lines: string[]) => ['BEGIN:VEVENT', `UID:${uid}`, ...lines, 'END:VEVENT'];

/** Busy times in UTC, soonest first. */
async function busy(text: string, timeZone = 'America/New_York'): Promise<string[]> {
  const read = await reader.read(text, timeZone, span);
  if ('trouble' in read) throw new Error(read.trouble);
  const short = (ms: number) => new Date(ms).toISOString().replace(':00.000Z', 'Z');
  return [...read.events]
    .sort((a, b) => a.fromMs - b.fromMs)
    .map(({ fromMs, toMs }) => `${short(fromMs)} ${short(toMs)}`);
}

const WINDOWS_ZONE = [
  'BEGIN:VTIMEZONE',
  'TZID:Customized Time Zone',
  'BEGIN:STANDARD',
  'DTSTART:16010101T020000',
  'TZOFFSETFROM:-0400',
  'TZOFFSETTO:-0500',
  'RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:16010101T020000',
  'TZOFFSETFROM:-0500',
  'TZOFFSETTO:-0400',
  'RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
];

describe('a calendar from outside', () => {
  it('is read in whatever zone its times are', async () => {
    const text = calendar(
      ...WINDOWS_ZONE,
      ...event('utc', 'DTSTART:20261201T140000Z', 'DTEND:20261201T150000Z'),
      ...event('known', 'DTSTART;TZID=Europe/Berlin:20261202T090000', 'DTEND;TZID=Europe/Berlin:20261202T100000'),
      ...event('defined', 'DTSTART;TZID=Customized Time Zone:20261203T090000', 'DURATION:PT1H'),
      ...event('floating', 'DTSTART:20261204T090000', 'DURATION:PT30M'),
      ...event('unheard of', 'DTSTART;TZID=Middle Earth:20261205T090000', 'DURATION:PT30M'),
    );
    expect(await busy(text, 'America/Denver')).toEqual([
      '2026-12-01T14:00Z 2026-12-01T15:00Z',
      '2026-12-02T08:00Z 2026-12-02T09:00Z',
      '2026-12-03T14:00Z 2026-12-03T15:00Z',
      '2026-12-04T16:00Z 2026-12-04T16:30Z',
      '2026-12-05T16:00Z 2026-12-05T16:30Z',
    ]);
  });

  it('keeps whole days of the clinic, short and long ones too', async () => {
    const text = calendar(
      ...event('one', 'DTSTART;VALUE=DATE:20261224'),
      ...event('change of the clocks', 'DTSTART;VALUE=DATE:20270314', 'DTEND;VALUE=DATE:20270315'),
      ...event('every year', 'DTSTART;VALUE=DATE:20200101', 'DTEND;VALUE=DATE:20200103', 'RRULE:FREQ=YEARLY'),
    );
    expect(await busy(text)).toEqual([
      '2026-12-24T05:00Z 2026-12-25T05:00Z',
      '2027-01-01T05:00Z 2027-01-03T05:00Z',
      '2027-03-14T05:00Z 2027-03-15T04:00Z',
    ]);
  });

  it('repeats at the same time of the clock across a change, until the last day that is named', async () => {
    const zoned = 'DTSTART;TZID=America/New_York:20200308T090000';
    const text = calendar(
      ...event('weekly', zoned, 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;BYDAY=SU;INTERVAL=1;UNTIL=20270321'),
    );
    const times = await busy(text);
    expect(times[0]).toBe('2026-11-22T14:00Z 2026-11-22T15:00Z');
    expect(times.slice(-3)).toEqual([
      '2027-03-07T14:00Z 2027-03-07T15:00Z',
      '2027-03-14T13:00Z 2027-03-14T14:00Z',
      '2027-03-21T13:00Z 2027-03-21T14:00Z',
    ]);
  });

  it('ends with an instant that is named in UTC, east of Greenwich too', async () => {
    const text = calendar(
      ...event(
        'e',
        'DTSTART;TZID=Europe/Berlin:20261201T090000',
        'DURATION:PT1H',
        'RRULE:FREQ=DAILY;UNTIL=20261203T080000Z',
      ),
    );
    expect(await busy(text)).toHaveLength(3);
  });

  it('leaves out what was left out, however it is written, and moves what was moved', async () => {
    const text = calendar(
      ...event(
        'series',
        'DTSTART;TZID=America/New_York:20261201T090000',
        'DTEND;TZID=America/New_York:20261201T100000',
        'RRULE:FREQ=DAILY;COUNT=8',
        'EXDATE;TZID=America/New_York:20261202T090000',
        'EXDATE:20261203T140000Z',
        'EXDATE;VALUE=DATE:20261204',
      ),
      ...event('series', 'RECURRENCE-ID:20261205T140000Z', 'DTSTART:20261205T200000Z', 'DURATION:PT15M'),
      ...event('series', 'RECURRENCE-ID:20261206T140000Z', 'DTSTART:20261206T140000Z', 'STATUS:CANCELLED'),
      ...event(
        'series',
        'RECURRENCE-ID:20261207T140000Z',
        'DTSTART:20261207T140000Z',
        'DURATION:PT1H',
        'TRANSP:TRANSPARENT',
      ),
    );
    expect(await busy(text)).toEqual([
      '2026-12-01T14:00Z 2026-12-01T15:00Z',
      '2026-12-05T20:00Z 2026-12-05T20:15Z',
      '2026-12-08T14:00Z 2026-12-08T15:00Z',
    ]);
  });

  it('adds other days to its own, where no rule repeats it', async () => {
    const days = 'RDATE:20261203T140000Z,20261202T140000Z,20261201T140000Z';
    const text = calendar(
      ...event('a', 'DTSTART:20261201T140000Z', 'DURATION:PT1H', days),
      ...event('b', 'DTSTART:20261204T140000Z', 'DURATION:PT1H', 'RDATE:20261205T140000Z', 'EXDATE:20261204T140000Z'),
      ...event('d', 'DTSTART:20261208T140000Z', 'DURATION:PT1H', 'RDATE:20261209T140000Z'),
      ...event('c', 'DTSTART:20261206T140000Z', 'DURATION:PT1H', 'RDATE:20261207T140000Z'),
      ...event('c', 'RECURRENCE-ID:20261206T140000Z', 'DTSTART:20261206T180000Z', 'DURATION:PT1H'),
    );
    expect(await busy(text)).toEqual([
      '2026-12-01T14:00Z 2026-12-01T15:00Z',
      '2026-12-02T14:00Z 2026-12-02T15:00Z',
      '2026-12-03T14:00Z 2026-12-03T15:00Z',
      '2026-12-05T14:00Z 2026-12-05T15:00Z',
      '2026-12-06T18:00Z 2026-12-06T19:00Z',
      '2026-12-07T14:00Z 2026-12-07T15:00Z',
      '2026-12-08T14:00Z 2026-12-08T15:00Z',
      '2026-12-09T14:00Z 2026-12-09T15:00Z',
    ]);
  });

  it.each(['00000101T000000', '00010101T000000', '00010101T000000Z', '19691231T000000Z'])(
    'takes what goes on since %s as begun in 1970, and keeps its name',
    async (start) => {
      const text = calendar(...event('odd', `DTSTART:${start}`, 'DTEND:20261201T140000Z'));
      expect(await busy(text, 'Asia/Tokyo')).toEqual(['1970-01-01T00:00Z 2026-12-01T14:00Z']);
      const keys = await Promise.all(
        [span, { fromMs: span.fromMs + 86_400_000, toMs: span.toMs + 86_400_000 }].map(async (days) => {
          const read = await reader.read(text, 'Asia/Tokyo', days);
          return 'events' in read ? read.events.map(({ key }) => key) : [];
        }),
      );
      expect(keys[0]).toEqual(keys[1]);
    },
  );

  it('says nothing about time that is free, over, too far, empty, or our own', async () => {
    const text = calendar(
      ...event('free', 'DTSTART:20261201T140000Z', 'DURATION:PT1H', 'TRANSP:TRANSPARENT'),
      ...event('off', 'DTSTART:20261201T140000Z', 'DURATION:PT1H', 'STATUS:CANCELLED'),
      ...event('over', 'DTSTART:20261119T140000Z', 'DURATION:PT1H'),
      ...event('far', 'DTSTART:20270601T140000Z', 'DURATION:PT1H'),
      ...event('empty', 'DTSTART:20261201T140000Z', 'DTEND:20261201T140000Z'),
      ...event('1234@crownline', 'DTSTART:20261201T140000Z', 'DURATION:PT1H'),
      ...event('going on', 'DTSTART:20261101T140000Z', 'DTEND:20261122T140000Z'),
    );
    expect(await busy(text)).toEqual(['2026-11-01T14:00Z 2026-11-22T14:00Z']);
  });

  it('names the same events alike, and different ones apart', async () => {
    const keys = async (text: string) => {
      const read = await reader.read(text, 'America/New_York', span);
      return 'events' in read ? read.events.map(({ key }) => key) : [];
    };
    const series = (time: string) =>
      event('series', `DTSTART:20261201T${time}Z`, 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=2');
    const single = (uid: string, time: string) => event(uid, `DTSTART:20261201T${time}Z`, 'DURATION:PT1H');
    const before = await keys(calendar(...single('a', '140000'), ...series('150000'), ...single('a', '190000')));
    const after = await keys(calendar(...single('a', '160000'), ...series('150000'), ...single('a', '190000')));
    expect(after).toEqual(before);
    expect(new Set(before).size).toBe(4);
    expect(Math.max(...before.map((key) => key.length))).toBeLessThanOrEqual(100);
  });

  it('is read but for events that nobody can understand', async () => {
    const good = event('good', 'DTSTART:20261201T140000Z', 'DURATION:PT1H');
    const bad = event('bad', 'DTSTART:yesterday', 'DURATION:PT1H');
    const read = await reader.read(calendar(...bad, ...good), 'America/New_York', span);
    expect(read).toMatchObject({ skipped: 1, events: [{}] });
    expect(await reader.read(calendar(...bad), 'America/New_York', span)).toEqual({ trouble: 'not_a_calendar' });
  });
});

describe('a file that is no calendar, or a hostile one', () => {
  const asTrouble = (text: string) => reader.read(text, 'America/New_York', span);

  it.each([
    ['nothing', ''],
    ['a page', '<html><body>Sign in</body></html>'],
    ['half a calendar', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n'],
    ['a card', 'BEGIN:VCARD\r\nEND:VCARD\r\n'],
    ['bytes', '\u0000\ufffd\u0001'.repeat(1000)],
  ])('is not a calendar: %s', async (_, text) => {
    expect(await asTrouble(text)).toEqual({ trouble: 'not_a_calendar' });
  });

  it('is too large when it has more than five thousand events, or seconds of fifty years', async () => {
    const hourly = event('hourly', 'DTSTART:20261121T000000Z', 'DURATION:PT10M', 'RRULE:FREQ=MINUTELY;INTERVAL=30');
    expect(await asTrouble(calendar(...hourly))).toEqual({ trouble: 'too_large' });
    const bomb = event('bomb', 'DTSTART:19700101T000000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY');
    // Whichever limit it meets first: a busy machine is slow before the calendar is large.
    expect(await asTrouble(calendar(...bomb))).toEqual({
      trouble: expect.stringMatching(/^too_(large|slow)$/) as string,
    });
  });

  it('ends with its thread when a rule never comes true', async () => {
    const clock = new ManualClock();
    const never = event(
      'never',
      'DTSTART:20261121T000000Z',
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31',
    );
    const reading = new CalendarReader(clock).read(calendar(...never), 'America/New_York', span);
    clock.advance(5000);
    expect(await reading).toEqual({ trouble: 'too_slow' });
    expect(clock.pendingTimers).toBe(0);
  });
});
