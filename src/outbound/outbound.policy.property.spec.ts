import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { judgeDial, type DialFacts } from './outbound.policy.js';

const MINUTE_MS = 60_000;
/** A fortnight around each change of the clocks in the north and the south, and New Year. */
const AROUND = ['2026-03-01', '2026-03-22', '2026-04-01', '2026-09-27', '2026-10-20', '2026-12-28'].map((day) =>
  Temporal.Instant.from(`${day}T00:00:00Z`),
);

const instant = fc
  .tuple(fc.constantFrom(...AROUND), fc.integer({ min: 0, max: 14 * 24 * 60 * 60 }))
  .map(([start, seconds]) => start.add({ seconds }));

const zone = fc.constantFrom(
  'America/New_York',
  'America/Chicago',
  'America/Los_Angeles',
  'America/Phoenix',
  'Pacific/Honolulu',
  'America/St_Johns',
  'Europe/London',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
);

const facts: fc.Arbitrary<DialFacts> = fc.record({
  at: instant,
  purpose: fc.constantFrom('reminder', 'recall', 'waitlist_offer', 'callback'),
  orderedAt: instant,
  attempts: fc.integer({ min: 0, max: 3 }),
  maxAttempts: fc.constant(3),
  choice: fc.constantFrom('given', 'refused', null),
  isBlocked: fc.boolean(),
  acceptsCalls: fc.boolean(),
  isOutOfBounds: fc.boolean(),
  dayIsFullUntil: fc.oneof(fc.constant(null), instant),
  zones: fc.uniqueArray(zone, { minLength: 1, maxLength: 3 }),
  fromMinute: fc.constantFrom(480, 540, 600),
  untilMinute: fc.constantFrom(660, 1140, 1260),
  recentAttempts: fc
    .array(fc.integer({ min: 0, max: 8 * 24 * 60 }), { maxLength: 9 })
    .chain((minutes) => instant.map((end) => minutes.map((before) => end.subtract({ minutes: before })))),
});

/** Attempts are in the past. */
const past = (given: DialFacts): DialFacts => ({
  ...given,
  recentAttempts: given.recentAttempts.filter((one) => Temporal.Instant.compare(one, given.at) <= 0),
});

const within = (given: DialFacts, at: Temporal.Instant, hours: number): number =>
  given.recentAttempts.filter((one) => Temporal.Instant.compare(one, at.subtract({ hours })) > 0).length;

/** The rules once more, asked of one instant instead of computed. */
function isPermitted(given: DialFacts, at: Temporal.Instant): boolean {
  const awake = given.zones.every((name) => {
    const { hour, minute } = at.toZonedDateTimeISO(name);
    return hour * 60 + minute >= given.fromMinute && hour * 60 + minute < given.untilMinute;
  });
  const isFull = given.dayIsFullUntil !== null && Temporal.Instant.compare(at, given.dayIsFullUntil) < 0;
  return !isFull && awake && within(given, at, 1) < 2 && within(given, at, 24) < 3 && within(given, at, 168) < 6;
}

it('dials at permitted instants only, and puts off to the first one', () => {
  fc.assert(
    fc.property(facts.map(past), (given) => {
      const verdict = judgeDial(given);
      if (verdict.kind === 'refuse') return;
      const at = verdict.kind === 'dial' ? given.at : verdict.until;
      expect(isPermitted(given, at)).toBe(true);
      if (verdict.kind === 'dial') return;
      expect(Temporal.Instant.compare(at, given.at)).toBe(1);
      expect(isPermitted(given, given.at)).toBe(false);
      for (let ms = given.at.epochMilliseconds; ms < at.epochMilliseconds; ms += 15 * MINUTE_MS) {
        expect(isPermitted(given, Temporal.Instant.fromEpochMilliseconds(ms))).toBe(false);
      }
      expect(isPermitted(given, at.subtract({ milliseconds: 1 }))).toBe(false);
    }),
  );
});

it('never dials against a person’s word, whatever the hour', () => {
  fc.assert(
    fc.property(facts.map(past), (given) => {
      const { choice, purpose, isBlocked } = given;
      const asked = purpose === 'recall' || purpose === 'waitlist_offer';
      if (choice === 'refused' || isBlocked || (asked && choice !== 'given')) {
        expect(judgeDial(given).kind).toBe('refuse');
      }
    }),
  );
});
