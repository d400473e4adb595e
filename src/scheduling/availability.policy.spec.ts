import { Temporal } from 'temporal-polyfill';
import {
  chair,
  date,
  days,
  hours,
  instant,
  MONDAY,
  NOW,
  person,
  scheduleOf,
  startsIn,
  taken,
  typeId,
} from '../../test/support/schedules.js';
import { isOpenTo, openSlots, spanOf } from './availability.policy.js';

const OSEI = person('osei');
const LIND = person('lind');
const CHAIR_1 = chair('chair-1');
const CHAIR_2 = chair('chair-2');
const FULL_MORNING = ['09:00', '09:15', '09:30', '09:45', '10:00', '10:15', '10:30'];

describe('hours', () => {
  it('offers quarter hours from which the whole appointment fits before closing', () => {
    expect(startsIn(scheduleOf(), MONDAY)).toEqual(FULL_MORNING);
    expect(startsIn(scheduleOf({ type: { durationMinutes: 120 } }), MONDAY)).toEqual(['09:00']);
    expect(startsIn(scheduleOf({ type: { durationMinutes: 121 } }), MONDAY)).toEqual([]);
  });

  it('starts on the quarter hour also when the doors open between two', () => {
    expect(startsIn(scheduleOf({ openingHours: hours(550, 600) }), MONDAY)).toEqual(['09:15', '09:30']);
  });

  it('needs both the house to be open and the provider to work', () => {
    const provider = { ...OSEI, hours: hours(570, 720) };
    expect(startsIn(scheduleOf({ providers: [provider] }), MONDAY)).toEqual(FULL_MORNING.slice(2));
  });

  it('keeps a lunch break free, and does not let an appointment reach across it', () => {
    const provider = { ...OSEI, hours: [...hours(540, 600), ...hours(615, 660)] };
    expect(startsIn(scheduleOf({ providers: [provider] }), MONDAY)).toEqual([
      '09:00',
      '09:15',
      '09:30',
      '10:15',
      '10:30',
    ]);
  });

  it('takes rows of hours that touch for one', () => {
    const openingHours = [...hours(600, 660), ...hours(540, 600)];
    expect(startsIn(scheduleOf({ openingHours }), MONDAY)).toEqual(FULL_MORNING);
  });

  it('is closed on weekdays without hours, and on closures, both ends included', () => {
    const weekdaysOnly = scheduleOf({ openingHours: hours(540, 570, [1, 2, 3, 4, 5]) });
    expect(startsIn(weekdaysOnly, days('2026-11-21', '2026-11-22'))).toEqual([]);
    const closures = [{ startsOn: date('2026-11-23'), endsOn: date('2026-11-24') }];
    const found = [...openSlots(scheduleOf({ closures }), [], { window: days('2026-11-22', '2026-11-25'), now: NOW })];
    expect(new Set(found.map((slot) => slot.startsAt.toString().slice(0, 10)))).toEqual(
      new Set(['2026-11-22', '2026-11-25']),
    );
  });
});

describe('what is taken', () => {
  it('leaves out whatever overlaps, and keeps what only touches', () => {
    expect(startsIn(scheduleOf(), MONDAY, [taken('osei', '09:30', '10:00')])).toEqual([
      '09:00',
      '10:00',
      '10:15',
      '10:30',
    ]);
  });

  it('counts the chair as well as the provider', () => {
    expect(startsIn(scheduleOf(), MONDAY, [taken(CHAIR_1.id, '09:00', '10:30')])).toEqual(['10:30']);
  });

  it('moves to another chair of the kind when the first is taken', () => {
    const schedule = scheduleOf({ operatories: [CHAIR_1, CHAIR_2] });
    const [first] = openSlots(schedule, [taken(CHAIR_1.id, '09:00', '11:00')], { window: MONDAY, now: NOW });
    expect(first).toMatchObject({ providerId: 'osei', operatoryId: CHAIR_2.id });
  });

  it('gives one slot for each provider who is free, so that "anybody" is never somebody busy', () => {
    const schedule = scheduleOf({ providers: [OSEI, LIND], operatories: [CHAIR_1, CHAIR_2] });
    const busy = [taken('osei', '09:00', '10:00'), taken(CHAIR_1.id, '09:00', '10:00')];
    const at = (time: string) =>
      [...openSlots(schedule, busy, { window: MONDAY, now: NOW })]
        .filter((slot) => slot.startsAt.equals(instant(`2026-11-23T${time}-05:00`)))
        .map((slot) => [slot.providerName, slot.operatoryId]);
    expect(at('09:00')).toEqual([['lind', CHAIR_2.id]]);
    expect(at('10:00')).toEqual([
      ['osei', CHAIR_1.id],
      ['lind', CHAIR_1.id],
    ]);
  });
});

describe('notice and horizon', () => {
  it('offers nothing before the notice has passed', () => {
    const now = instant('2026-11-23T14:05:00Z');
    expect(startsIn(scheduleOf(), MONDAY, [], now)).toEqual(FULL_MORNING.slice(1));
    expect(startsIn(scheduleOf({ type: { minNoticeMinutes: 60 } }), MONDAY, [], now)).toEqual(['10:15', '10:30']);
    const exactly = instant('2026-11-23T14:00:00Z');
    expect(startsIn(scheduleOf({ type: { minNoticeMinutes: 60 } }), MONDAY, [], exactly)).toEqual(
      FULL_MORNING.slice(4),
    );
  });

  it('looks no further than the horizon, in local days', () => {
    const schedule = scheduleOf({ type: { horizonDays: 3 } });
    expect(startsIn(schedule, MONDAY)).toEqual(FULL_MORNING);
    expect(startsIn(schedule, days('2026-11-24'))).toEqual([]);
  });

  it('starts from today when the window began earlier', () => {
    expect(startsIn(scheduleOf(), days('2020-01-01', '2026-11-20'))).toEqual(FULL_MORNING);
  });
});

describe('the window', () => {
  it('bounds the start: from the earliest minute on, before the latest', () => {
    expect(startsIn(scheduleOf(), { ...MONDAY, earliestMinute: 580, latestMinute: 615 })).toEqual(['09:45', '10:00']);
  });

  it('keeps to the weekdays that were asked for', () => {
    const week = { ...days('2026-11-23', '2026-11-29'), weekdays: [2, 4] };
    const dates = [...openSlots(scheduleOf(), [], { window: week, now: NOW })].map((slot) =>
      slot.startsAt.toString().slice(0, 10),
    );
    expect([...new Set(dates)]).toEqual(['2026-11-24', '2026-11-26']);
  });

  // Evening searches on a server in UTC came back empty, because its days were not the clinic's.
  it('means the local days of the clinic', () => {
    const evening = scheduleOf({ openingHours: hours(1200, 1260) });
    expect(startsIn(evening, MONDAY)).toEqual(['20:00', '20:15', '20:30']);
    const stillFridayHere = instant('2026-11-21T01:10:00Z');
    expect(startsIn(evening, days('2026-11-20'), [], stillFridayHere)).toEqual(['20:15', '20:30']);
  });
});

describe('hours that change', () => {
  const from = (validFrom: string, validUntil: string | null, rows: ReturnType<typeof hours>) =>
    rows.map((row) => ({
      ...row,
      validFrom: date(validFrom),
      validUntil: validUntil === null ? null : date(validUntil),
    }));

  it('count between their days, both included', () => {
    const openingHours = [
      ...from('2026-11-01', '2026-11-23', hours(540, 600)),
      ...from('2026-11-24', null, hours(600, 660)),
    ];
    const schedule = scheduleOf({ openingHours });
    expect(startsIn(schedule, MONDAY)).toEqual(['09:00', '09:15', '09:30']);
    expect(startsIn(schedule, days('2026-11-24'))).toEqual(['10:00', '10:15', '10:30']);
  });

  it('give way to the hours of one day, of the house as of a provider', () => {
    const early = { day: date('2026-11-23'), hours: [{ startMinute: 480, endMinute: 570 }] };
    expect(startsIn(scheduleOf({ overrides: [early] }), MONDAY)).toEqual(['08:00', '08:15', '08:30', '08:45', '09:00']);
    const providers = [{ ...OSEI, overrides: [early] }];
    expect(startsIn(scheduleOf({ providers }), MONDAY)).toEqual(['09:00']);
    expect(startsIn(scheduleOf({ providers }), days('2026-11-24'))).toEqual(FULL_MORNING);
  });

  it('are none on a day whose own hours are none, and on a closure whatever the day says', () => {
    const off = { day: date('2026-11-23'), hours: [] };
    expect(startsIn(scheduleOf({ providers: [{ ...OSEI, overrides: [off] }] }), MONDAY)).toEqual([]);
    const overrides = [{ day: date('2026-11-23'), hours: [{ startMinute: 480, endMinute: 570 }] }];
    const closures = [{ startsOn: date('2026-11-23'), endsOn: date('2026-11-23') }];
    expect(startsIn(scheduleOf({ overrides, closures }), MONDAY)).toEqual([]);
  });
});

describe('the grid', () => {
  it('is the clinic’s', () => {
    const hour = { openingHours: hours(540, 600) };
    expect(startsIn(scheduleOf({ ...hour, slotMinutes: 10 }), MONDAY)).toEqual(['09:00', '09:10', '09:20', '09:30']);
    expect(startsIn(scheduleOf({ ...hour, slotMinutes: 30 }), MONDAY)).toEqual(['09:00', '09:30']);
  });
});

describe('blocked weekly time', () => {
  const mondays = (resourceId: string, startMinute: number, endMinute: number) => {
    const [row] = hours(startMinute, endMinute, [1]);
    if (!row) throw new Error('one weekday is one row');
    return { ...row, resourceId };
  };

  it('is not to be had of its resource, on its weekday, while it is valid', () => {
    const meeting = { ...mondays('osei', 540, 600), reserved: null };
    expect(startsIn(scheduleOf({ weeklyBlockouts: [meeting] }), MONDAY)).toEqual(['10:00', '10:15', '10:30']);
    expect(startsIn(scheduleOf({ weeklyBlockouts: [meeting] }), days('2026-11-24'))).toEqual(FULL_MORNING);
    const over = { ...meeting, validUntil: date('2026-11-22') };
    expect(startsIn(scheduleOf({ weeklyBlockouts: [over] }), MONDAY)).toEqual(FULL_MORNING);
    const maintenance = { ...meeting, resourceId: CHAIR_1.id };
    const [first] = openSlots(scheduleOf({ operatories: [CHAIR_1, CHAIR_2], weeklyBlockouts: [maintenance] }), [], {
      window: MONDAY,
      now: NOW,
    });
    expect(first?.operatoryId).toBe(CHAIR_2.id);
  });

  it('is for its own types only, until it is released', () => {
    const kept = (...types: string[]) =>
      scheduleOf({
        weeklyBlockouts: [
          { ...mondays('osei', 540, 600), reserved: { for: types.map(typeId), releaseMinutes: 24 * 60 } },
        ],
      });
    expect(startsIn(kept('emergency'), MONDAY)).toEqual(['10:00', '10:15', '10:30']);
    expect(startsIn(kept('emergency', 'filling'), MONDAY)).toEqual(FULL_MORNING);
    const aDayBefore = instant('2026-11-22T14:00:00Z');
    expect(startsIn(kept('emergency'), MONDAY, [], aDayBefore)).toEqual(FULL_MORNING);
    expect(startsIn(kept('emergency'), MONDAY, [], aDayBefore.subtract({ seconds: 1 }))).toHaveLength(3);
  });

  it('of a chair also stands in the way of setup and cleanup on the days around', () => {
    const cleaning = { ...mondays(CHAIR_1.id, 0, 15), reserved: null };
    const late = scheduleOf({
      openingHours: hours(1320, 1440),
      weeklyBlockouts: [cleaning],
      type: { cleanupMinutes: 15 },
    });
    expect(startsIn(late, days('2026-11-22')).at(-1)).toBe('23:15');
    expect(startsIn(late, days('2026-11-23')).at(-1)).toBe('23:30');
    const evening = { ...mondays(CHAIR_1.id, 1425, 1440), reserved: null };
    const early = scheduleOf({ openingHours: hours(0, 60), weeklyBlockouts: [evening], type: { setupMinutes: 15 } });
    expect(startsIn(early, days('2026-11-24'))[0]).toBe('00:15');
    expect(startsIn(early, days('2026-11-25'))[0]).toBe('00:00');
  });
});

describe('single stretches that are kept', () => {
  it('are for their own types only, until they are released', () => {
    const { fromMs, toMs } = taken('osei', '09:00', '10:00');
    const kept = (type: string) =>
      scheduleOf({
        reservedTimes: [{ resourceId: 'osei', fromMs, toMs, reserved: { for: [typeId(type)], releaseMinutes: 60 } }],
      });
    expect(startsIn(kept('emergency'), MONDAY)).toEqual(['10:00', '10:15', '10:30']);
    expect(startsIn(kept('filling'), MONDAY)).toEqual(FULL_MORNING);
    expect(startsIn(kept('emergency'), MONDAY, [], instant('2026-11-23T13:00:00Z'))).toEqual(FULL_MORNING);
  });
});

it('has to know of everything that is taken from the first setup to the last cleanup', () => {
  const schedule = scheduleOf({ type: { setupMinutes: 30, cleanupMinutes: 15, horizonDays: 5 } });
  const span = spanOf(schedule, days('2026-11-01', '2026-12-31'), NOW);
  const times = [span?.fromMs, span?.toMs].map((ms) => Temporal.Instant.fromEpochMilliseconds(ms ?? 0).toString());
  expect(times).toEqual(['2026-11-20T04:30:00Z', '2026-11-26T05:15:00Z']);
  expect(spanOf(schedule, days('2026-11-26', '2026-12-31'), NOW)).toBeNull();
});

describe('who a type is for', () => {
  it.each([
    ['everyone', 'new', true],
    ['everyone', null, true],
    ['new_patients', 'new', true],
    ['new_patients', 'existing', false],
    ['new_patients', null, true],
    ['existing_patients', 'new', false],
    ['existing_patients', 'existing', true],
    ['existing_patients', undefined, true],
  ] as const)('%s: a patient whose standing is %s: %s', (openTo, standing, open) => {
    expect(isOpenTo({ openTo }, standing)).toBe(open);
  });
});
