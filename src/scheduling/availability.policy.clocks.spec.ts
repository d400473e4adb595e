import { Temporal } from 'temporal-polyfill';
import { days, hours, scheduleOf, type ScheduleOptions } from '../../test/support/schedules.js';
import { openSlots, placementAt } from './availability.policy.js';
import type { SlotWindow } from './scheduling.types.js';

const instant = (text: string): Temporal.Instant => Temporal.Instant.from(text);

/** A change of the clocks: which local times it skips or repeats, and the first moment after it. */
interface Change {
  timeZone: string;
  day: string;
  /** As UTC. */
  at: string;
}

const NEW_YORK_SPRING = { timeZone: 'America/New_York', day: '2027-03-14', at: '2027-03-14T07:00:00Z' };
const NEW_YORK_AUTUMN = { timeZone: 'America/New_York', day: '2027-11-07', at: '2027-11-07T06:00:00Z' };
const ADELAIDE_SPRING = { timeZone: 'Australia/Adelaide', day: '2027-10-03', at: '2027-10-02T16:30:00Z' };
const ADELAIDE_AUTUMN = { timeZone: 'Australia/Adelaide', day: '2027-04-04', at: '2027-04-03T16:30:00Z' };
const LORD_HOWE_SPRING = { timeZone: 'Australia/Lord_Howe', day: '2027-10-03', at: '2027-10-02T15:30:00Z' };
const LORD_HOWE_AUTUMN = { timeZone: 'Australia/Lord_Howe', day: '2027-04-04', at: '2027-04-03T15:00:00Z' };
const BERLIN_SPRING = { timeZone: 'Europe/Berlin', day: '2027-03-28', at: '2027-03-28T01:00:00Z' };
const BERLIN_AUTUMN = { timeZone: 'Europe/Berlin', day: '2027-10-31', at: '2027-10-31T01:00:00Z' };
/** Never changes: the same day as in New York. */
const PHOENIX = { timeZone: 'America/Phoenix', day: '2027-03-14', at: '2027-03-14T07:00:00Z' };

const CHANGES = [
  NEW_YORK_SPRING,
  NEW_YORK_AUTUMN,
  ADELAIDE_SPRING,
  ADELAIDE_AUTUMN,
  LORD_HOWE_SPRING,
  LORD_HOWE_AUTUMN,
  BERLIN_SPRING,
  BERLIN_AUTUMN,
  PHOENIX,
];

const longBefore = instant('2027-01-01T12:00:00Z');

function found(options: ScheduleOptions, window: SlotWindow, now = longBefore) {
  const schedule = scheduleOf({ ...options, type: { horizonDays: 400, ...options.type } });
  return [...openSlots(schedule, [], { window, now })].map(({ startsAt }) => startsAt);
}

const clock = (timeZone: string) => (at: Temporal.Instant) =>
  at.toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: 'minute' });

/** The times that the clinic's clock shows at the starts of a day. */
const clockTimes = (options: ScheduleOptions, { timeZone, day }: Change, now = longBefore): string[] =>
  found({ timeZone, ...options }, days(day), now).map(clock(timeZone));

describe('of the night in which the clocks change', () => {
  const night = { openingHours: hours(60, 240) };

  it.each([
    ['New York skips 02:00 to 03:00', NEW_YORK_SPRING, '01:00 01:15 01:30 01:45 03:00 03:15 03:30'],
    ['Berlin skips 02:00 to 03:00', BERLIN_SPRING, '01:00 01:15 01:30 01:45 03:00 03:15 03:30'],
    ['Adelaide skips 02:00 to 03:00', ADELAIDE_SPRING, '01:00 01:15 01:30 01:45 03:00 03:15 03:30'],
    ['Lord Howe skips 02:00 to 02:30', LORD_HOWE_SPRING, '01:00 01:15 01:30 01:45 02:30 02:45 03:00 03:15 03:30'],
    ['Phoenix skips nothing', PHOENIX, '01:00 01:15 01:30 01:45 02:00 02:15 02:30 02:45 03:00 03:15 03:30'],
  ])('%s, and what is skipped is not offered', (_what, change, times) => {
    expect(clockTimes(night, change).join(' ')).toBe(times);
  });

  it.each([
    ['New York, 01:30', NEW_YORK_AUTUMN, '2027-11-07T05:30:00Z', '2027-11-07T06:30:00Z'],
    ['Berlin, 02:30', BERLIN_AUTUMN, '2027-10-31T00:30:00Z', '2027-10-31T01:30:00Z'],
    ['Adelaide, 02:30', ADELAIDE_AUTUMN, '2027-04-03T16:00:00Z', '2027-04-03T17:00:00Z'],
    ['Lord Howe, 01:45', LORD_HOWE_AUTUMN, '2027-04-03T14:45:00Z', '2027-04-03T15:15:00Z'],
  ])('%s comes twice and is offered once: its first coming', (_what, { timeZone, day }, first, second) => {
    const starts = found({ timeZone, ...night }, days(day)).map((start) => start.toString());
    expect(starts).toContain(first);
    expect(starts).not.toContain(second);
    const schedule = scheduleOf({ timeZone, ...night, type: { horizonDays: 400 } });
    const [slot] = openSlots(schedule, [], { window: days(day), now: longBefore });
    if (!slot) throw new Error('the night is worked');
    const at = (start: string) => ({
      ...slot,
      startsAt: instant(start),
      endsAt: instant(start).add({ minutes: 30 }),
    });
    expect(placementAt(schedule, [], at(first), longBefore).kind).toBe('possible');
    expect(placementAt(schedule, [], at(second), longBefore).kind).toBe('refused');
  });

  it('a visit across the change takes its true length', () => {
    const across = { ...night, type: { durationMinutes: 60 } };
    // 01:45 to 03:45 on the clock in spring; in autumn 01:45 EDT to 01:45 EST.
    expect(clockTimes(across, NEW_YORK_SPRING)).toEqual(['01:00', '01:15', '01:30', '01:45', '03:00']);
    expect(
      found({ timeZone: 'America/New_York', ...across }, days('2027-11-07'))
        .at(-1)
        ?.toString(),
    ).toBe('2027-11-07T08:00:00Z');
  });
});

describe('hours that begin or end in the change', () => {
  it.each([
    ['close at the jump when 02:30 is skipped', NEW_YORK_SPRING, [60, 150], ['01:00', '01:15', '01:30']],
    ['open at the jump when 02:30 is skipped', NEW_YORK_SPRING, [150, 240], ['03:00', '03:15', '03:30']],
    ['are none when both ends are skipped', NEW_YORK_SPRING, [125, 175], []],
    ['close at the jump of Lord Howe', LORD_HOWE_SPRING, [60, 135], ['01:00', '01:15', '01:30']],
    ['open at the jump of Lord Howe', LORD_HOWE_SPRING, [135, 195], ['02:30', '02:45']],
    ['close at the first 01:30', NEW_YORK_AUTUMN, [0, 90], ['00:00', '00:15', '00:30', '00:45', '01:00']],
    ['open at the first 01:30', NEW_YORK_AUTUMN, [90, 150], ['01:30', '01:45', '02:00']],
    ['close at the jump of Berlin', BERLIN_SPRING, [60, 150], ['01:00', '01:15', '01:30']],
    ['close at the first 02:30 of Adelaide', ADELAIDE_AUTUMN, [90, 150], ['01:30', '01:45', '02:00']],
  ])('%s', (_what, change, [from = 0, to = 0], times) => {
    expect(clockTimes({ openingHours: hours(from, to) }, change)).toEqual(times);
  });
});

// Field reports: the offset was taken at midnight, so that the afternoon of the day was an hour off; or the offset of "now" was.
describe('the working hours of the day of the change', () => {
  const split = { openingHours: [...hours(540, 570), ...hours(840, 870)] };
  const around = ({ at }: Change) => [
    instant(at).subtract({ hours: 30 }),
    instant(at).subtract({ minutes: 1 }),
    instant(at),
    instant(at).add({ minutes: 1 }),
  ];

  it.each(CHANGES.map((change) => [`${change.timeZone} on ${change.day}`, change] as const))(
    '%s: nine in the morning and two in the afternoon by the clock, whenever one asks',
    (_where, change) => {
      for (const now of around(change)) {
        expect(clockTimes(split, change, now)).toEqual(['09:00', '14:00']);
        const dayAfter = Temporal.PlainDate.from(change.day).add({ days: 1 }).toString();
        expect(clockTimes(split, { ...change, day: dayAfter }, now)).toEqual(['09:00', '14:00']);
      }
    },
  );

  it.each(CHANGES.map((change) => [`${change.timeZone} on ${change.day}`, change] as const))(
    '%s: in the afternoon what is ahead is offered, and notice is counted in true hours',
    (_where, change) => {
      const noon = Temporal.PlainDate.from(change.day).toZonedDateTime({
        timeZone: change.timeZone,
        plainTime: '12:00',
      });
      expect(clockTimes(split, change, noon.toInstant())).toEqual(['14:00']);
      const notice = (minNoticeMinutes: number) => ({ ...split, type: { minNoticeMinutes } });
      expect(clockTimes(notice(120), change, noon.toInstant())).toEqual(['14:00']);
      expect(clockTimes(notice(121), change, noon.toInstant())).toEqual([]);
      // As many true hours before as there are between that moment and 09:00.
      const early = noon.toInstant().subtract({ hours: 12 });
      const tillNine = noon.toInstant().subtract({ hours: 3 }).since(early).total('minutes');
      expect(clockTimes(notice(tillNine), change, early)).toEqual(['09:00', '14:00']);
      expect(clockTimes(notice(tillNine + 1), change, early)).toEqual(['14:00']);
    },
  );
});

// Field report: evening searches on a server in UTC came back empty, because its days were not the clinic's.
describe('late in the evening', () => {
  const evening = { openingHours: hours(1200, 1260) };

  it.each([
    ['New York', 'America/New_York', '2026-11-23', '2026-11-24T01:10:00Z'],
    ['Phoenix', 'America/Phoenix', '2026-11-23', '2026-11-24T03:10:00Z'],
    ['Adelaide', 'Australia/Adelaide', '2026-11-23', '2026-11-23T09:40:00Z'],
    ['Lord Howe', 'Australia/Lord_Howe', '2026-11-23', '2026-11-23T09:10:00Z'],
    ['Berlin', 'Europe/Berlin', '2026-11-23', '2026-11-23T19:10:00Z'],
    ['New York before the night of the change', 'America/New_York', '2027-03-13', '2027-03-14T01:10:00Z'],
    ['Berlin after the night of the change', 'Europe/Berlin', '2027-10-31', '2027-10-31T19:10:00Z'],
  ])('today is today in %s', (_where, timeZone, day, now) => {
    const today = instant(now).toZonedDateTimeISO(timeZone).toPlainDate().toString();
    expect(today).toBe(day);
    expect(clockTimes(evening, { timeZone, day, at: now }, instant(now))).toEqual(['20:15', '20:30']);
  });
});

it('counts the horizon in local days across a change', () => {
  const options = { timeZone: 'America/New_York', type: { horizonDays: 1 } };
  const lateOnSaturday = instant('2027-11-07T03:30:00Z'); // 23:30 on the 6th
  const window = days('2027-11-06', '2027-11-10');
  const dates = found(options, window, lateOnSaturday).map((start) => start.toString().slice(0, 10));
  expect(new Set(dates)).toEqual(new Set(['2027-11-07']));
});

it('keeps each part of a visit at its true distance from the start', () => {
  const schedule = scheduleOf({
    openingHours: hours(60, 300),
    type: {
      horizonDays: 400,
      durationMinutes: 90,
      cleanupMinutes: 10,
      demands: [{ role: 'dentist', stretches: [{ fromMinute: 60, toMinute: 90 }] }],
    },
  });
  const [slot] = openSlots(schedule, [], { window: { ...days('2027-03-14'), earliestMinute: 90 }, now: longBefore });
  if (!slot) throw new Error('the night is worked');
  const placement = placementAt(schedule, [], slot, longBefore);
  if (placement.kind !== 'possible') throw new Error(`an offered slot is ${placement.kind}`);
  const told = placement.allotments.map(({ resourceId, startsAt, endsAt }) =>
    [resourceId, ...[startsAt, endsAt].map(clock('America/New_York'))].join(' '),
  );
  expect(told).toEqual(['chair-1 01:30 04:10', 'osei 03:30 04:00']);
});
