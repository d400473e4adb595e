import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { AppointmentTypeId, OperatoryId, ProviderId } from '../common/ids/ids.js';
import { isAllowed, openSlots } from './availability.policy.js';
import type { Schedule, Slot, SlotWindow, Taken } from './scheduling.types.js';

const EPOCH_DAY = Temporal.PlainDate.from('2026-10-20'); // a fortnight before New York's clocks go back

const quarter = fc.integer({ min: 0, max: 96 }).map((quarters) => quarters * 15);
const weeklyHours = fc
  .tuple(fc.integer({ min: 1, max: 7 }), quarter, quarter)
  .filter(([, start, end]) => start < end)
  .map(([weekday, startMinute, endMinute]) => ({ weekday, startMinute, endMinute }));
const someHours = fc.array(weeklyHours, { minLength: 1, maxLength: 10 });

const chair = (id: string) => ({ id: id as OperatoryId, name: id });

const schedule: fc.Arbitrary<Schedule> = fc.record({
  timeZone: fc.constantFrom('America/New_York', 'Australia/Lord_Howe', 'Europe/London', 'Asia/Kathmandu', 'UTC'),
  type: fc.record({
    id: fc.constant('type' as AppointmentTypeId),
    name: fc.constant('Cleaning'),
    durationMinutes: fc.integer({ min: 5, max: 200 }),
    providerRole: fc.constant('hygienist' as const),
    operatoryKind: fc.constant('hygiene' as const),
    minNoticeMinutes: fc.integer({ min: 0, max: 3000 }),
    horizonDays: fc.integer({ min: 1, max: 40 }),
  }),
  openingHours: someHours,
  closures: fc.array(
    fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 3 })).map(([after, length]) => ({
      startsOn: EPOCH_DAY.add({ days: after }),
      endsOn: EPOCH_DAY.add({ days: after + length }),
    })),
    { maxLength: 2 },
  ),
  providers: fc
    .array(someHours, { minLength: 1, maxLength: 3 })
    .map((all) => all.map((hours, index) => ({ id: `p${index}` as ProviderId, name: `Dr. ${index}`, hours }))),
  operatories: fc.constantFrom([chair('c0')], [chair('c0'), chair('c1')]),
});

const HOUR_MS = 3_600_000;
const startMs = EPOCH_DAY.toZonedDateTime('UTC').epochMilliseconds;
const taken: fc.Arbitrary<Taken[]> = fc.array(
  fc
    .tuple(
      fc.constantFrom('p0', 'p1', 'c0', 'c1'),
      fc.integer({ min: 0, max: 30 * 24 }),
      fc.integer({ min: 1, max: 30 }),
    )
    .map(([resourceId, hour, length]) => ({
      resourceId,
      fromMs: startMs + hour * HOUR_MS,
      toMs: startMs + (hour + length) * HOUR_MS,
    })),
  { maxLength: 20 },
);

const now = fc
  .integer({ min: 0, max: 20 * 24 * 60 })
  .map((minutes) => Temporal.Instant.fromEpochMilliseconds(startMs).add({ minutes }));
const window: fc.Arbitrary<SlotWindow> = fc
  .tuple(fc.integer({ min: 0, max: 25 }), fc.integer({ min: 0, max: 12 }))
  .map(([after, length]) => ({
    from: EPOCH_DAY.add({ days: after }),
    to: EPOCH_DAY.add({ days: after + length }),
  }));

const all = (...input: Parameters<typeof openSlots>): Slot[] => [...openSlots(...input)];

it('offers only what the rules allow, and nothing that overlaps what is taken', () => {
  fc.assert(
    fc.property(schedule, taken, window, now, (rules, busy, days, at) => {
      for (const slot of all(rules, busy, days, at).slice(0, 60)) {
        expect(isAllowed(rules, slot, at)).toBe(true);
        const own = busy.filter((one) => one.resourceId === slot.providerId || one.resourceId === slot.operatoryId);
        const overlap = own.find(
          (one) => one.fromMs < slot.endsAt.epochMilliseconds && slot.startsAt.epochMilliseconds < one.toMs,
        );
        expect(overlap).toBeUndefined();
      }
    }),
  );
});

it('finds the same slots however the window is split', () => {
  fc.assert(
    fc.property(schedule, taken, window, now, fc.nat(), (rules, busy, days, at, cut) => {
      const length = days.from.until(days.to).days;
      const middle = days.from.add({ days: cut % (length + 1) });
      const early = all(rules, busy, { ...days, to: middle }, at);
      const late = all(rules, busy, { ...days, from: middle.add({ days: 1 }) }, at);
      expect([...early, ...late]).toEqual(all(rules, busy, days, at));
    }),
  );
});

it('comes in order of time, and never offers one provider twice at a time', () => {
  fc.assert(
    fc.property(schedule, taken, window, now, (rules, busy, days, at) => {
      const slots = all(rules, busy, days, at);
      const starts = slots.map((slot) => slot.startsAt.epochMilliseconds);
      expect(starts).toEqual([...starts].sort((a, b) => a - b));
      expect(new Set(slots.map((slot) => `${slot.startsAt.toString()} ${slot.providerId}`)).size).toBe(slots.length);
    }),
  );
});
