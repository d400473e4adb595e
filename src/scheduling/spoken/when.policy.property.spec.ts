import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { localDateOf } from '../local-time.policy.js';
import type { SlotWindow } from '../scheduling.types.js';
import { resolveWhen } from './when.policy.js';
import type { WhenPlace } from './when.types.js';

const PIECES = [
  ...[
    'monday',
    'tues',
    'fridays',
    'the 5th',
    'november 24',
    '2026-12-01',
    '12/3',
    'next week',
    'tomorrow',
    'may',
    'may 31',
  ],
  ...['at 3', 'after ten', '9:30 am', 'noon', 'morning', 'evening', 'between', 'and', 'or', 'to', 'not', 'no', 'by'],
  ...[
    'in two weeks',
    'a month from now',
    'this month',
    'weekend',
    'before',
    'last',
    'week of',
    'february 30',
    '@',
    '..',
  ],
  ...[
    'next friday',
    'next weekend',
    'this',
    'the first',
    '3',
    '7:30',
    'at seven',
    'today',
    'or monday',
    'after',
    'wait',
  ],
  ...['mañana', 'el viernes', 'la próxima semana', 'a las tres', 'por la tarde', 'el 5', 'o', 'no puedo', 'pasado'],
];
const text = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 7 }).map((pieces) => pieces.join(' ')),
  fc.string({ unit: 'grapheme', maxLength: 250 }),
);
const epochMs = fc.oneof(
  fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2032, 0, 1) }),
  // Nights of a change of the clocks, the end of a year, and a leap day.
  fc
    .tuple(
      fc.constantFrom('2026-03-08', '2026-11-01', '2026-04-04', '2026-10-03', '2026-12-31', '2028-02-29'),
      fc.nat(2880),
    )
    .map(([day, minutes]) => Date.parse(`${day}T00:00:00Z`) + (minutes - 1440) * 60_000),
);
const now = epochMs.map((ms) => Temporal.Instant.fromEpochMilliseconds(ms));
const timeZone = fc.constantFrom('America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC', 'Asia/Kathmandu');

const weekly = (weekdays: number[], startMinute: number, endMinute: number) =>
  weekdays.map((weekday) => ({ weekday, startMinute, endMinute }));
const openingHours = fc.constantFrom<WhenPlace['openingHours'][]>(
  [],
  weekly([1, 2, 3, 4, 5], 480, 1020),
  [...weekly([1, 3, 5], 420, 1200), ...weekly([6], 540, 780)],
  weekly([1, 2, 3, 4, 5, 6, 7], 0, 1440),
);
const place: fc.Arbitrary<WhenPlace> = fc.record({
  timeZone,
  openingHours,
  overrides: fc.constant([]),
  closures: fc.constant([]),
});

function expectSearchable(window: SlotWindow, at: Temporal.Instant, zone: string): void {
  const local = at.toZonedDateTimeISO(zone);
  const { from, to, earliestMinute = 0, latestMinute = 1440, weekdays } = window;
  expect(Temporal.PlainDate.compare(local.toPlainDate(), from)).toBeLessThanOrEqual(0);
  expect(Temporal.PlainDate.compare(from, to)).toBeLessThanOrEqual(0);
  expect(earliestMinute).toBeLessThan(latestMinute);
  expect(latestMinute).toBeLessThanOrEqual(1440);
  expect(weekdays?.length ?? 1).toBeGreaterThan(0);
  if (from.equals(local.toPlainDate())) expect(latestMinute).toBeGreaterThan(local.hour * 60 + local.minute);
}

it('whatever is said, a window is one that can be searched and is not over, and a question leaves a choice', () => {
  fc.assert(
    fc.property(text, now, place, (said, at, house) => {
      const outcome = resolveWhen(said, at, house);
      if (outcome.kind === 'window') expectSearchable(outcome.window, at, house.timeZone);
      if (outcome.kind !== 'ambiguous') return;
      const { question, readings } = outcome;
      for (const { window } of readings) expectSearchable(window, at, house.timeZone);
      expect(readings.length).toBeGreaterThanOrEqual(2);
      for (const key of ['label', 'window'] as const)
        expect(new Set(readings.map((reading) => JSON.stringify(reading[key]))).size).toBe(readings.length);
      expect(question).toMatch(/^Do you mean .+ or .+\?$/);
    }),
    { numRuns: 800 },
  );
});

// So a conversation comes to an end: the answer to a question is no question.
it('understands each answer to its own question as what it is', () => {
  const ambiguous = fc.constantFrom(
    ...['friday', 'monday at noon', 'next thursday', 'next sunday after ten', 'next weekend', 'next weekend mornings'],
    ...[
      'the first',
      'three',
      '7',
      'the 31st',
      'the 1st',
      'at 7:30',
      'tomorrow before eight',
      'el viernes',
      'next friday or monday',
    ],
  );
  fc.assert(
    fc.property(ambiguous, now, place, (said, at, house) => {
      const outcome = resolveWhen(said, at, house);
      if (outcome.kind !== 'ambiguous') return;
      for (const { label, window } of outcome.readings)
        expect({ label, outcome: resolveWhen(label, at, house) }).toEqual({
          label,
          outcome: { kind: 'window', window },
        });
    }),
    { numRuns: 500 },
  );
});

it('says the same day however the date is put', () => {
  fc.assert(
    fc.property(now, fc.integer({ min: 0, max: 300 }), place, (at, ahead, house) => {
      const date = localDateOf(at, house.timeZone).add({ days: ahead });
      const month = date.toLocaleString('en-US', { month: 'long' });
      const mes = date.toLocaleString('es', { month: 'long' });
      const ways = [
        date.toString(),
        `${month} ${date.day}`,
        `${date.day} ${month} ${date.year}`,
        `${date.month}/${date.day}/${date.year}`,
        `el ${date.day} de ${mes}`,
      ];
      for (const way of ways) {
        const outcome = resolveWhen(way, at, house);
        expect({ way, outcome }).toEqual({ way, outcome: { kind: 'window', window: { from: date, to: date } } });
      }
    }),
  );
});
