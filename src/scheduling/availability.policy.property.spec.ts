import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { chair, hours, person, scheduleOf, typeId } from '../../test/support/schedules.js';
import type { DatedHours, DayHours } from '../clinics/clinics.types.js';
import type { ProviderId } from '../common/ids/ids.js';
import { openSlots, placementAt } from './availability.policy.js';
import type { Reserved, Schedule } from './availability.types.js';
import type { Allotment, RoleDemand, Slot, SlotWindow, Taken } from './scheduling.types.js';

// Together four thousand schedules.
const MANY = { numRuns: 1000 };
const SOME = { numRuns: 500 };

const FIRST = Temporal.PlainDate.from('2026-10-20'); // Lord Howe's clocks have changed, those of Europe and New York are about to
const HOUR_MS = 3_600_000;
const firstMs = FIRST.toZonedDateTime('UTC').epochMilliseconds;
const ZONES = [
  'America/New_York',
  'America/Phoenix',
  'Australia/Lord_Howe',
  'Australia/Adelaide',
  'Europe/Berlin',
  'Asia/Kathmandu',
];

const stepsOfDay = fc.integer({ min: 0, max: 96 }).map((quarters) => quarters * 15);
const span = fc
  .tuple(stepsOfDay, stepsOfDay)
  .filter(([start, end]) => start !== end)
  .map(([one, other]) => ({ startMinute: Math.min(one, other), endMinute: Math.max(one, other) }));
const weekday = fc.integer({ min: 1, max: 7 });
const dayAround = fc.integer({ min: -2, max: 16 }).map((days) => FIRST.add({ days }));
const validity = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ validFrom: FIRST.subtract({ days: 100 }), validUntil: null }) },
  { weight: 1, arbitrary: dayAround.map((day) => ({ validFrom: day, validUntil: day.add({ days: 5 }) })) },
);
const weekly: fc.Arbitrary<DatedHours> = fc
  .tuple(weekday, span, validity)
  .map(([day, minutes, dates]) => ({ weekday: day, ...minutes, ...dates }));
const wholeDays: DatedHours[] = hours(0, 1440);
const someHours = fc.oneof(
  { weight: 1, arbitrary: fc.constant(wholeDays) },
  { weight: 2, arbitrary: fc.array(weekly, { minLength: 2, maxLength: 8 }) },
);
const overrides: fc.Arbitrary<DayHours[]> = fc.uniqueArray(
  fc.record({ day: dayAround, hours: fc.array(span, { maxLength: 2 }) }),
  { maxLength: 2, selector: ({ day }) => day.toString() },
);
const reserved: fc.Arbitrary<Reserved> = fc.record({
  for: fc.constantFrom<Reserved['for']>([typeId('filling')], [typeId('other')]),
  releaseMinutes: fc.constantFrom(0, 60, 1440, 10_000),
});
const resourceId = fc.constantFrom('d0', 'd1', 'a0', 'a1', 'c0', 'c1');
const stretch = fc
  .tuple(fc.integer({ min: 0, max: 16 * 24 * 4 }), fc.integer({ min: 1, max: 60 }))
  .map(([quarter, length]) => ({
    fromMs: firstMs + (quarter * HOUR_MS) / 4,
    toMs: firstMs + ((quarter + length) * HOUR_MS) / 4,
  }));

/** The dentist for the whole of a visit or some of it, perhaps an assistant for another part. */
const demands = (durationMinutes: number): fc.Arbitrary<RoleDemand[]> => {
  const whole = { fromMinute: 0, toMinute: durationMinutes };
  const ends = [
    { fromMinute: 0, toMinute: 5 },
    { fromMinute: durationMinutes - 5, toMinute: durationMinutes },
  ];
  return fc.constantFrom<RoleDemand[]>(
    [{ role: 'dentist', stretches: [whole] }],
    [{ role: 'dentist', stretches: ends }],
    [
      { role: 'dentist', stretches: ends },
      { role: 'assistant', stretches: [whole] },
    ],
  );
};

const schedule: fc.Arbitrary<Schedule> = fc.integer({ min: 3, max: 24 }).chain((fives) => {
  const durationMinutes = fives * 5;
  return fc
    .record({
      timeZone: fc.constantFrom(...ZONES),
      slotMinutes: fc.constantFrom(10, 15, 20, 30),
      openingHours: someHours,
      overrides,
      closures: fc.array(
        dayAround.map((day) => ({ startsOn: day, endsOn: day.add({ days: 1 }) })),
        { maxLength: 1 },
      ),
      providers: fc
        .tuple(someHours, someHours, overrides)
        .map(([one, other, days]) => [
          person('a0', 'assistant', wholeDays),
          person('a1', 'assistant', one),
          { ...person('d0', 'dentist', other), overrides: days },
          person('d1', 'dentist', one),
        ]),
      operatories: fc.constantFrom<Schedule['operatories']>([chair('c0')], [chair('c0'), chair('c1')]),
      weeklyBlockouts: fc.array(
        fc
          .tuple(weekly, resourceId, fc.option(reserved))
          .map(([row, id, kept]) => ({ ...row, resourceId: id, reserved: kept })),
        { maxLength: 3 },
      ),
      reservedTimes: fc.array(
        fc
          .tuple(stretch, resourceId, reserved)
          .map(([time, id, kept]) => ({ ...time, resourceId: id, reserved: kept })),
        { maxLength: 2 },
      ),
      type: fc.record({
        durationMinutes: fc.constant(durationMinutes),
        setupMinutes: fc.constantFrom(0, 0, 10),
        cleanupMinutes: fc.constantFrom(0, 0, 20),
        demands: demands(durationMinutes),
        onlyProviderIds: fc.constantFrom<ProviderId[]>([], [], [person('d1').id]),
        minNoticeMinutes: fc.constantFrom(0, 0, 90, 3000),
        horizonDays: fc.integer({ min: 1, max: 20 }),
      }),
    })
    .map(scheduleOf);
});

const taken: fc.Arbitrary<Taken[]> = fc.array(
  fc.tuple(resourceId, stretch).map(([id, time]) => ({ resourceId: id, ...time })),
  { maxLength: 12 },
);
const now = fc
  .integer({ min: 0, max: 14 * 24 * 60 })
  .map((minutes) => Temporal.Instant.fromEpochMilliseconds(firstMs + minutes * 60_000));
const window: fc.Arbitrary<SlotWindow> = fc
  .record({ after: fc.integer({ min: 0, max: 12 }), length: fc.integer({ min: 0, max: 3 }), earliest: stepsOfDay })
  .map(({ after, length, earliest }) => ({
    from: FIRST.add({ days: after }),
    to: FIRST.add({ days: after + length }),
    ...(earliest % 60 === 0 ? { earliestMinute: Math.min(earliest, 1200) } : {}),
  }));

const all = (rules: Schedule, busy: readonly Taken[], days: SlotWindow, at: Temporal.Instant): Slot[] => [
  ...openSlots(rules, busy, { window: days, now: at }),
];

const asTaken = ({ resourceId: id, startsAt, endsAt }: Allotment): Taken => ({
  resourceId: id,
  fromMs: startsAt.epochMilliseconds,
  toMs: endsAt.epochMilliseconds,
});

const overlap = (one: Taken, other: Taken): boolean =>
  one.resourceId === other.resourceId && one.fromMs < other.toMs && other.fromMs < one.toMs;

function possible(rules: Schedule, busy: readonly Taken[], slot: Slot, at: Temporal.Instant): Taken[] {
  const placement = placementAt(rules, busy, slot, at);
  if (placement.kind !== 'possible') throw new Error(`an offered slot is ${placement.kind}`);
  return placement.allotments.map(asTaken);
}

/** Comparing a thousand slots as they are takes longer than finding them. */
const keys = (slots: readonly Slot[]): string[] =>
  slots.map((slot) => `${slot.startsAt.epochMilliseconds} ${slot.providerId} ${slot.operatoryId}`);

/** Some of many, from the whole of it. */
const sample = <T>(many: readonly T[], count: number): T[] =>
  many.filter((_, index) => index % Math.ceil(many.length / count) === 0);

it('offers only what can be booked at once, with nobody and no chair that is taken', () => {
  fc.assert(
    fc.property(schedule, taken, window, now, (rules, busy, days, at) => {
      for (const slot of sample(all(rules, busy, days, at), 8)) {
        const takes = possible(rules, busy, slot, at);
        expect(takes.some((one) => busy.some((other) => overlap(one, other)))).toBe(false);
        expect(takes.some((one, index) => takes.slice(index + 1).some((other) => overlap(one, other)))).toBe(false);
      }
    }),
    MANY,
  );
});

it('can place a visit exactly where it offers one', () => {
  const wish = fc.record({
    quarter: fc.integer({ min: 0, max: 16 * 96 }),
    provider: fc.constantFrom('d0', 'd1', 'a0'),
  });
  fc.assert(
    fc.property(schedule, taken, now, fc.array(wish, { minLength: 5, maxLength: 5 }), (rules, busy, at, wishes) => {
      for (const { quarter, provider } of wishes) {
        const startsAt = Temporal.Instant.fromEpochMilliseconds(firstMs + (quarter * HOUR_MS) / 4);
        const endsAt = startsAt.add({ minutes: rules.type.durationMinutes });
        const day = startsAt.toZonedDateTimeISO(rules.timeZone).toPlainDate();
        const isOffered = all(rules, busy, { from: day, to: day }, at).some(
          (slot) => slot.providerId === provider && slot.startsAt.equals(startsAt),
        );
        const wanted = { providerId: person(provider).id, operatoryId: chair('c0').id, startsAt, endsAt };
        expect(placementAt(rules, busy, wanted, at).kind === 'possible').toBe(isOffered);
      }
    }),
    SOME,
  );
});

it('never offers more when more is taken, and the same again when it is given back', () => {
  const who = (slot: Slot) => `${slot.startsAt.epochMilliseconds} ${slot.providerId}`;
  fc.assert(
    fc.property(schedule, taken, window, now, fc.nat(), (rules, busy, days, at, choice) => {
      const before = all(rules, busy, days, at);
      const slot = before[choice % Math.max(1, before.length)];
      if (!slot) return;
      const takes = possible(rules, busy, slot, at);
      const booked = [...takes, ...busy];
      const after = new Set(all(rules, booked, days, at).map(who));
      expect(after.has(who(slot))).toBe(false);
      const known = new Set(before.map(who));
      expect([...after].every((one) => known.has(one))).toBe(true);
      const cancelled = booked.filter((one) => !takes.includes(one));
      expect(keys(all(rules, cancelled, days, at))).toEqual(keys(before));
    }),
    SOME,
  );
});

it('finds the same slots however the window is split, in order of time and once each', () => {
  fc.assert(
    fc.property(schedule, taken, window, now, fc.nat(), (rules, busy, days, at, cut) => {
      const middle = days.from.add({ days: cut % (days.from.until(days.to).days + 1) });
      const early = all(rules, busy, { ...days, to: middle }, at);
      const late = all(rules, busy, { ...days, from: middle.add({ days: 1 }) }, at);
      const whole = all(rules, busy, days, at);
      expect(keys([...early, ...late])).toEqual(keys(whole));
      const starts = whole.map(({ startsAt }) => startsAt.epochMilliseconds);
      expect(starts).toEqual([...starts].sort((a, b) => a - b));
      expect(new Set(keys(whole)).size).toBe(whole.length);
    }),
    MANY,
  );
});

it('treats kept time as taken until its release, and as nothing from then on or for its own types', () => {
  fc.assert(
    fc.property(schedule, taken, window, now, (rules, busy, days, at) => {
      const isKept = ({ fromMs, reserved: kept }: Schedule['reservedTimes'][number]) =>
        kept.for[0] !== 'filling' && at.epochMilliseconds < fromMs - kept.releaseMinutes * 60_000;
      const plain = { ...rules, reservedTimes: [] };
      expect(keys(all(rules, busy, days, at))).toEqual(
        keys(all(plain, [...busy, ...rules.reservedTimes.filter(isKept)], days, at)),
      );
    }),
    SOME,
  );
});

interface Quarter {
  /** As the clock of the clinic shows it. */
  minute: number;
  startMs: number;
}

/** The quarters of an hour of a day, each by its first coming: those that the clock skips are missing. */
function quartersOf(day: Temporal.PlainDate, timeZone: string): Quarter[] {
  const midnight = day.toZonedDateTime(timeZone);
  const quarters = new Map<number, Quarter>();
  for (let at = midnight; at.toPlainDate().equals(day); at = at.add({ minutes: 15 })) {
    const minute = at.hour * 60 + at.minute;
    if (!quarters.has(minute)) quarters.set(minute, { minute, startMs: at.epochMilliseconds });
  }
  return [...quarters.values()];
}

/** The starts of a day at which hours, rules and what is taken leave a quarter of an hour. */
function workedQuarters(
  rules: Schedule,
  busy: readonly Taken[],
  day: Temporal.PlainDate,
  now: Temporal.Instant,
): number[] {
  const [quarters, nowMs] = [quartersOf(day, rules.timeZone), now.epochMilliseconds];
  const startMsOf = (row: DatedHours) => quarters.find(({ minute }) => minute >= row.startMinute)?.startMs ?? Infinity;
  const isClosed = rules.closures.some(({ startsOn, endsOn }) => startsOn.equals(day) || endsOn.equals(day));
  if (isClosed) return [];
  const isToday = (row: DatedHours) =>
    row.weekday === day.dayOfWeek &&
    Temporal.PlainDate.compare(row.validFrom, day) <= 0 &&
    (row.validUntil === null || Temporal.PlainDate.compare(day, row.validUntil) <= 0);
  const hoursToday = (rows: readonly DatedHours[], own: readonly DayHours[]) =>
    own.find((one) => one.day.equals(day))?.hours ?? rows.filter(isToday);
  const isOurs = ({ resourceId: id }: { resourceId: string }) => ['d0', 'c0'].includes(id);
  const isKept = ({ for: types, releaseMinutes }: Reserved, fromMs: number) =>
    types[0] !== 'filling' && nowMs < fromMs - releaseMinutes * 60_000;

  const open = hoursToday(rules.openingHours, rules.overrides);
  const working = rules.providers.flatMap((provider) => hoursToday(provider.hours, provider.overrides));
  const weeklyOff = rules.weeklyBlockouts
    .filter((row) => isOurs(row) && isToday(row))
    .filter((row) => !row.reserved || isKept(row.reserved, startMsOf(row)));
  const off = [...busy, ...rules.reservedTimes.filter((one) => isKept(one.reserved, one.fromMs))].filter(isOurs);

  return quarters
    .filter(({ minute, startMs }) => {
      const covers = (row: { startMinute: number; endMinute: number }) =>
        row.startMinute <= minute && minute < row.endMinute;
      const isOff = weeklyOff.some(covers) || off.some(({ fromMs, toMs }) => fromMs <= startMs && startMs < toMs);
      return startMs >= nowMs && open.some(covers) && working.some(covers) && !isOff;
    })
    .map(({ startMs }) => startMs);
}

it('free and busy time make up the hours: of one dentist in one chair every quarter that is worked and not taken', () => {
  // Days on which clocks change: those of Adelaide and Lord Howe forward, of Berlin and New York back.
  const changes = fc
    .constantFrom('2026-10-04', '2026-10-25', '2026-11-01')
    .map((date) => Temporal.PlainDate.from(date));
  const before = fc.constant(Temporal.Instant.from('2026-10-03T03:10:00Z'));
  fc.assert(
    fc.property(schedule, taken, fc.oneof(dayAround, changes), fc.oneof(now, before), (random, busy, day, at) => {
      const rules = scheduleOf({
        ...random,
        slotMinutes: 15,
        providers: random.providers.filter(({ id }) => id === 'd0'),
        operatories: [chair('c0')],
        type: { durationMinutes: 15 },
      });
      const found = all(rules, busy, { from: day, to: day }, at);
      expect(found.map(({ startsAt }) => startsAt.epochMilliseconds)).toEqual(workedQuarters(rules, busy, day, at));
    }),
    SOME,
  );
});
