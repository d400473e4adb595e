import { Temporal } from 'temporal-polyfill';
import type { WeeklyHours } from '../clinics/clinics.types.js';
import type { AppointmentTypeId, OperatoryId, ProviderId } from '../common/ids/ids.js';
import { isAllowed, openSlots } from './availability.policy.js';
import type { Schedule, SlotWindow, Taken } from './scheduling.types.js';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const hours = (startMinute: number, endMinute: number, weekdays = EVERY_DAY): WeeklyHours[] =>
  weekdays.map((weekday) => ({ weekday, startMinute, endMinute }));

const OSEI = { id: 'osei' as ProviderId, name: 'Dr. Osei', hours: hours(0, 1440) };
const LIND = { id: 'lind' as ProviderId, name: 'Dr. Lind', hours: hours(0, 1440) };
const CHAIR_1 = { id: 'chair-1' as OperatoryId, name: 'Chair 1' };
const CHAIR_2 = { id: 'chair-2' as OperatoryId, name: 'Chair 2' };

interface Options extends Partial<Omit<Schedule, 'type'>> {
  durationMinutes?: number;
  minNoticeMinutes?: number;
  horizonDays?: number;
}

/** Open nine to eleven every day, one dentist, one chair, appointments of half an hour. */
function clinic({ durationMinutes = 30, minNoticeMinutes = 0, horizonDays = 60, ...rest }: Options = {}): Schedule {
  return {
    timeZone: 'America/New_York',
    type: {
      id: 'filling' as AppointmentTypeId,
      name: 'Filling',
      durationMinutes,
      providerRole: 'dentist',
      operatoryKind: 'treatment',
      minNoticeMinutes,
      horizonDays,
    },
    openingHours: hours(540, 660),
    closures: [],
    providers: [OSEI],
    operatories: [CHAIR_1],
    ...rest,
  };
}

const day = (from: string, to = from): SlotWindow => ({
  from: Temporal.PlainDate.from(from),
  to: Temporal.PlainDate.from(to),
});
const instant = (text: string): Temporal.Instant => Temporal.Instant.from(text);
const NOW = instant('2026-11-20T12:00:00Z');

/** A resource taken from one local time to another on the Monday that most of these tests look at. */
const taken = (resourceId: string, from: string, to: string): Taken => ({
  resourceId,
  fromMs: instant(`2026-11-23T${from}-05:00`).epochMilliseconds,
  toMs: instant(`2026-11-23T${to}-05:00`).epochMilliseconds,
});

function startsIn(schedule: Schedule, window: SlotWindow, busy: Taken[] = [], now = NOW): string[] {
  return [...openSlots(schedule, busy, window, now)].map((slot) =>
    slot.startsAt.toZonedDateTimeISO(schedule.timeZone).toPlainTime().toString({ smallestUnit: 'minute' }),
  );
}

const MONDAY = day('2026-11-23');
const FULL_MORNING = ['09:00', '09:15', '09:30', '09:45', '10:00', '10:15', '10:30'];

describe('hours', () => {
  it('offers quarter hours from which the whole appointment fits before closing', () => {
    expect(startsIn(clinic(), MONDAY)).toEqual(FULL_MORNING);
    expect(startsIn(clinic({ durationMinutes: 120 }), MONDAY)).toEqual(['09:00']);
    expect(startsIn(clinic({ durationMinutes: 121 }), MONDAY)).toEqual([]);
  });

  it('starts on the quarter hour also when the doors open between two', () => {
    expect(startsIn(clinic({ openingHours: hours(550, 600) }), MONDAY)).toEqual(['09:15', '09:30']);
  });

  it('needs both the house to be open and the provider to work', () => {
    const provider = { ...OSEI, hours: hours(570, 720) };
    expect(startsIn(clinic({ providers: [provider] }), MONDAY)).toEqual(FULL_MORNING.slice(2));
  });

  it('keeps a lunch break free, and does not let an appointment reach across it', () => {
    const provider = { ...OSEI, hours: [...hours(540, 600), ...hours(615, 660)] };
    expect(startsIn(clinic({ providers: [provider] }), MONDAY)).toEqual(['09:00', '09:15', '09:30', '10:15', '10:30']);
  });

  it('takes rows of hours that touch for one', () => {
    const openingHours = [...hours(600, 660), ...hours(540, 600)];
    expect(startsIn(clinic({ openingHours }), MONDAY)).toEqual(FULL_MORNING);
  });

  it('is closed on weekdays without hours, and on closures, both ends included', () => {
    const weekdaysOnly = clinic({ openingHours: hours(540, 570, [1, 2, 3, 4, 5]) });
    expect(startsIn(weekdaysOnly, day('2026-11-21', '2026-11-22'))).toEqual([]);
    const closures = [
      { startsOn: Temporal.PlainDate.from('2026-11-23'), endsOn: Temporal.PlainDate.from('2026-11-24') },
    ];
    const found = [...openSlots(clinic({ closures }), [], day('2026-11-22', '2026-11-25'), NOW)];
    expect(new Set(found.map((slot) => slot.startsAt.toString().slice(0, 10)))).toEqual(
      new Set(['2026-11-22', '2026-11-25']),
    );
  });
});

describe('what is taken', () => {
  it('leaves out whatever overlaps, and keeps what only touches', () => {
    expect(startsIn(clinic(), MONDAY, [taken('osei', '09:30', '10:00')])).toEqual(['09:00', '10:00', '10:15', '10:30']);
  });

  it('counts the chair as well as the provider', () => {
    expect(startsIn(clinic(), MONDAY, [taken(CHAIR_1.id, '09:00', '10:30')])).toEqual(['10:30']);
  });

  it('moves to another chair of the kind when the first is taken', () => {
    const schedule = clinic({ operatories: [CHAIR_1, CHAIR_2] });
    const [first] = openSlots(schedule, [taken(CHAIR_1.id, '09:00', '11:00')], MONDAY, NOW);
    expect(first).toMatchObject({ providerId: 'osei', operatoryId: CHAIR_2.id });
  });

  it('gives one slot for each provider who is free, so that "anybody" is never somebody busy', () => {
    const schedule = clinic({ providers: [OSEI, LIND], operatories: [CHAIR_1, CHAIR_2] });
    const busy = [taken('osei', '09:00', '10:00'), taken(CHAIR_1.id, '09:00', '10:00')];
    const at = (time: string) =>
      [...openSlots(schedule, busy, MONDAY, NOW)]
        .filter((slot) => slot.startsAt.equals(instant(`2026-11-23T${time}-05:00`)))
        .map((slot) => [slot.providerName, slot.operatoryId]);
    expect(at('09:00')).toEqual([['Dr. Lind', CHAIR_2.id]]);
    expect(at('10:00')).toEqual([
      ['Dr. Osei', CHAIR_1.id],
      ['Dr. Lind', CHAIR_1.id],
    ]);
  });
});

describe('notice and horizon', () => {
  it('offers nothing before the notice has passed', () => {
    const now = instant('2026-11-23T14:05:00Z');
    expect(startsIn(clinic(), MONDAY, [], now)).toEqual(FULL_MORNING.slice(1));
    expect(startsIn(clinic({ minNoticeMinutes: 60 }), MONDAY, [], now)).toEqual(['10:15', '10:30']);
    const exactly = instant('2026-11-23T14:00:00Z');
    expect(startsIn(clinic({ minNoticeMinutes: 60 }), MONDAY, [], exactly)).toEqual(FULL_MORNING.slice(4));
  });

  it('looks no further than the horizon, in local days', () => {
    const schedule = clinic({ horizonDays: 3 });
    expect(startsIn(schedule, MONDAY)).toEqual(FULL_MORNING);
    expect(startsIn(schedule, day('2026-11-24'))).toEqual([]);
  });

  it('starts from today when the window began earlier', () => {
    expect(startsIn(clinic(), day('2020-01-01', '2026-11-20'))).toEqual(FULL_MORNING);
  });
});

describe('the window', () => {
  it('bounds the start: from the earliest minute on, before the latest', () => {
    expect(startsIn(clinic(), { ...MONDAY, earliestMinute: 580, latestMinute: 615 })).toEqual(['09:45', '10:00']);
  });

  it('keeps to the weekdays that were asked for', () => {
    const week = { ...day('2026-11-23', '2026-11-29'), weekdays: [2, 4] };
    const dates = [...openSlots(clinic(), [], week, NOW)].map((slot) => slot.startsAt.toString().slice(0, 10));
    expect([...new Set(dates)]).toEqual(['2026-11-24', '2026-11-26']);
  });

  // Evening searches on a server in UTC came back empty, because its days were not the clinic's.
  it('means the local days of the clinic', () => {
    const evening = clinic({ openingHours: hours(1200, 1260) });
    expect(startsIn(evening, MONDAY)).toEqual(['20:00', '20:15', '20:30']);
    const stillFridayHere = instant('2026-11-21T01:10:00Z');
    expect(startsIn(evening, day('2026-11-20'), [], stillFridayHere)).toEqual(['20:15', '20:30']);
  });
});

describe('when the clocks change', () => {
  const nightShift = { openingHours: hours(0, 240), durationMinutes: 30, horizonDays: 400 };

  it('offers no time that New York skips, and fits appointments across the jump by their true length', () => {
    const schedule = clinic(nightShift);
    const found = [...openSlots(schedule, [], day('2027-03-14'), NOW)].map((slot) => slot.startsAt.toString());
    // 01:45 to 03:15 on the clock is half an hour.
    expect(found).toContain('2027-03-14T06:45:00Z');
    const local = startsIn(schedule, day('2027-03-14'));
    expect(local.filter((time) => time.startsWith('02'))).toEqual([]);
    expect(local.at(-1)).toBe('03:30');
  });

  it('offers a time that New York shows twice once: its first coming', () => {
    const found = [...openSlots(clinic(nightShift), [], day('2027-11-07'), NOW)].map((slot) =>
      slot.startsAt.toString(),
    );
    expect(found.filter((start) => start === '2027-11-07T05:30:00Z')).toHaveLength(1);
    expect(found).not.toContain('2027-11-07T06:30:00Z');
    expect(found.at(-1)).toBe('2027-11-07T08:30:00Z');
  });

  it('knows the half-hour change of Lord Howe', () => {
    const schedule = clinic({ ...nightShift, timeZone: 'Australia/Lord_Howe', horizonDays: 500 });
    const forward = startsIn(schedule, day('2027-10-03'));
    expect(forward).not.toContain('02:00');
    expect(forward).not.toContain('02:15');
    expect(forward).toContain('02:30');
    const back = startsIn(schedule, day('2027-04-04'));
    expect(back.filter((time) => time === '01:30')).toHaveLength(1);
  });

  it('closes at the jump when the closing time is skipped', () => {
    const schedule = clinic({ openingHours: hours(60, 150), horizonDays: 400 });
    expect(startsIn(schedule, day('2027-03-14'))).toEqual(['01:00', '01:15', '01:30']);
  });

  it('keeps an ordinary day at its local hours on both sides, whenever one asks', () => {
    for (const now of ['2027-03-13T05:30:00Z', '2027-03-14T06:59:00Z', '2027-03-14T07:01:00Z']) {
      const found = [...openSlots(clinic(), [], day('2027-03-13', '2027-03-15'), instant(now))];
      const firstOf = (date: string) => found.find((slot) => slot.startsAt.toString().startsWith(date));
      expect(firstOf('2027-03-14')?.startsAt.toString()).toBe('2027-03-14T13:00:00Z');
      expect(firstOf('2027-03-15')?.startsAt.toString()).toBe('2027-03-15T13:00:00Z');
    }
  });
});

describe('isAllowed', () => {
  const [slot] = openSlots(clinic(), [], MONDAY, NOW);
  if (!slot) throw new Error('the clinic is open on that Monday');

  it('accepts what was offered', () => {
    expect(isAllowed(clinic(), slot, NOW)).toBe(true);
  });

  it('refuses another length, another provider, another chair, another start, and what is over', () => {
    const refused = (change: Partial<typeof slot>) => !isAllowed(clinic(), { ...slot, ...change }, NOW);
    expect(refused({ endsAt: slot.endsAt.add({ minutes: 15 }) })).toBe(true);
    expect(refused({ providerId: 'nobody' as ProviderId })).toBe(true);
    expect(refused({ operatoryId: CHAIR_2.id })).toBe(true);
    const offGrid = { startsAt: slot.startsAt.add({ minutes: 5 }), endsAt: slot.endsAt.add({ minutes: 5 }) };
    expect(refused(offGrid)).toBe(true);
    expect(isAllowed(clinic(), slot, slot.startsAt.add({ seconds: 1 }))).toBe(false);
  });
});
