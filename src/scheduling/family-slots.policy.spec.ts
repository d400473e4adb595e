import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { chair, days, hours, person, scheduleOf, typeId } from '../../test/support/schedules.js';
import { placementAt } from './availability.policy.js';
import type { Schedule } from './availability.types.js';
import { searchOf } from './day-plan.policy.js';
import { familySlots } from './family-slots.policy.js';
import type { FamilyOption } from './family-slots.types.js';
import type { Taken, TypeRules } from './scheduling.types.js';

const NOW = Temporal.Instant.from('2026-11-20T12:00:00Z');
const MONDAY = days('2026-11-23');

const HYGIENISTS = [person('hana', 'hygienist'), person('hugo', 'hygienist')];
const DENTISTS = [person('dana'), person('drew')];
const HYGIENE_ROOMS = [chair('h1'), chair('h2')];
const TREATMENT_ROOMS = [chair('t1'), chair('t2')];

/** Half an hour with a hygienist. */
const cleaning = (options: Partial<Schedule> = {}, type: Partial<TypeRules> = {}) =>
  scheduleOf({
    providers: HYGIENISTS,
    operatories: HYGIENE_ROOMS,
    ...options,
    type: {
      id: typeId('cleaning'),
      name: 'Cleaning',
      providerRole: 'hygienist',
      operatoryKind: 'hygiene',
      demands: [{ role: 'hygienist', stretches: [{ fromMinute: 0, toMinute: 30 }] }],
      ...type,
    },
  });
/** The same with a look by a dentist in the last ten minutes. */
const cleaningWithExam = (options: Partial<Schedule> = {}) =>
  cleaning(
    { providers: [...DENTISTS, ...HYGIENISTS], ...options },
    {
      id: typeId('cleaning with exam'),
      demands: [
        { role: 'hygienist', stretches: [{ fromMinute: 0, toMinute: 30 }] },
        { role: 'dentist', stretches: [{ fromMinute: 20, toMinute: 30 }] },
      ],
    },
  );
/** Half an hour with a dentist. */
const filling = (options: Partial<Schedule> = {}) =>
  scheduleOf({ providers: DENTISTS, operatories: TREATMENT_ROOMS, ...options });

interface Wish {
  schedule: Schedule;
  providerId?: TypeRules['onlyProviderIds'][number];
}

const options = (wishes: Wish[], how: 'back_to_back' | 'parallel' | 'either', taken: Taken[] = []): FamilyOption[] => [
  ...familySlots(
    wishes.map(({ schedule, providerId }) => searchOf(schedule, taken, { now: NOW, providerId })),
    how,
    MONDAY,
  ),
];

const clock = (at: Temporal.Instant) => at.toZonedDateTimeISO('America/New_York').toPlainTime().toString().slice(0, 5);

/** The visits of an option by member: who, where, when. */
const told = (option: FamilyOption | undefined) =>
  [...(option?.visits ?? [])]
    .sort((a, b) => a.member - b.member)
    .map(({ slot }) => `${slot.providerId} ${slot.operatoryId} ${clock(slot.startsAt)}`);

const taken = (resourceId: string, from: string, to: string): Taken => ({
  resourceId,
  fromMs: Temporal.Instant.from(`2026-11-23T${from}-05:00`).epochMilliseconds,
  toMs: Temporal.Instant.from(`2026-11-23T${to}-05:00`).epochMilliseconds,
});

describe('in parallel', () => {
  it('all start at the same time with different people and chairs', () => {
    const found = options([{ schedule: cleaning() }, { schedule: cleaning() }, { schedule: filling() }], 'parallel');
    expect(told(found[0])).toEqual(['hana h1 09:00', 'hugo h2 09:00', 'dana t1 09:00']);
    expect(found.map(({ startsAt }) => clock(startsAt))).toHaveLength(7);
  });

  it('is not possible for three in two chairs, or with two people', () => {
    const three = { schedule: cleaning({ providers: [...HYGIENISTS, person('hope', 'hygienist')] }) };
    expect(options([three, three, three], 'parallel')).toEqual([]);
    const rooms = { schedule: cleaning({ operatories: [...HYGIENE_ROOMS, chair('h3')] }) };
    expect(options([rooms, rooms, rooms], 'parallel')).toEqual([]);
  });

  it('gives each what they need, though the first could have it too', () => {
    const anybody = { schedule: cleaning() };
    const onlyHana = { schedule: cleaning(), providerId: person('hana').id };
    expect(told(options([anybody, onlyHana], 'parallel')[0])).toEqual(['hugo h1 09:00', 'hana h2 09:00']);
    // The only chair that is free long enough goes to whoever needs it long.
    const long = { schedule: cleaning({}, { cleanupMinutes: 30 }) };
    const busy = [taken('h2', '09:30', '11:00')];
    expect(told(options([anybody, long], 'parallel', busy)[0])).toEqual(['hana h2 09:00', 'hugo h1 09:00']);
  });

  it('books first who leaves no choice, so that nobody else takes their dentist', () => {
    const withExam = { schedule: cleaningWithExam() };
    const withDana = { schedule: filling(), providerId: person('dana').id };
    const [first] = options([withExam, withDana], 'parallel');
    expect(told(first)).toEqual(['hana h1 09:00', 'dana t1 09:00']);
    expect(first?.visits.map(({ member }) => member)).toEqual([1, 0]);
    const oneDentist = { schedule: cleaningWithExam({ providers: [person('dana'), ...HYGIENISTS] }) };
    expect(options([oneDentist, withDana], 'parallel')).toEqual([]);
  });
});

describe('back to back', () => {
  it('the next starts when the former ends', () => {
    const one = { schedule: cleaning({ providers: [person('hana', 'hygienist')], operatories: [chair('h1')] }) };
    const found = options([one, one, one], 'back_to_back');
    expect(found.map(told)).toEqual([
      ['hana h1 09:00', 'hana h1 09:30', 'hana h1 10:00'],
      ['hana h1 09:15', 'hana h1 09:45', 'hana h1 10:15'],
      ['hana h1 09:30', 'hana h1 10:00', 'hana h1 10:30'],
    ]);
    expect(found[0] && clock(found[0].endsAt)).toBe('10:30');
  });

  it('waits a quarter of an hour at most', () => {
    const one = {
      schedule: cleaning(
        { providers: [person('hana', 'hygienist')], operatories: [chair('h1')] },
        { cleanupMinutes: 10 },
      ),
    };
    expect(told(options([one, one], 'back_to_back')[0])).toEqual(['hana h1 09:00', 'hana h1 09:45']);
    const lunch = [taken('hana', '09:30', '10:00')];
    const found = options([one, one], 'back_to_back', lunch);
    expect(found.map(told)).toEqual([]);
  });

  it('lets whoever can come first come first', () => {
    const morning = { schedule: filling({ providers: [person('dana', 'dentist', hours(540, 570))] }) };
    expect(told(options([{ schedule: cleaning() }, morning], 'back_to_back')[0])).toEqual([
      'hana h1 09:30',
      'dana t1 09:00',
    ]);
  });

  it('bounds the first start by the window', () => {
    const searches = [cleaning(), cleaning()].map((schedule) => searchOf(schedule, [], { now: NOW }));
    const found = [...familySlots(searches, 'back_to_back', { ...MONDAY, earliestMinute: 570, latestMinute: 585 })];
    expect(found.map(told)).toEqual([['hana h1 09:30', 'hana h1 10:00']]);
  });
});

it('either: at once before one after the other at each time', () => {
  const found = options([{ schedule: cleaning() }, { schedule: cleaning() }], 'either');
  expect(found.slice(0, 3).map(({ how, startsAt }) => `${clock(startsAt)} ${how}`)).toEqual([
    '09:00 parallel',
    '09:00 back_to_back',
    '09:15 parallel',
  ]);
});

/** All at once, or each within a quarter of an hour after the former. */
function isArranged({ how, visits }: FamilyOption): boolean {
  const times = visits
    .map(({ slot }) => ({ startMs: slot.startsAt.epochMilliseconds, endMs: slot.endsAt.epochMilliseconds }))
    .sort((a, b) => a.startMs - b.startMs);
  return times.every(({ startMs }, index) => {
    const former = times[index - 1];
    if (!former) return true;
    const sinceMs = startMs - (how === 'parallel' ? former.startMs : former.endMs);
    return sinceMs >= 0 && sinceMs <= (how === 'parallel' ? 0 : 15 * 60_000);
  });
}

it('whoever books the visits of an option in their order gets all of them', () => {
  const minutes = fc.integer({ min: 0, max: 11 }).map((tens) => tens * 10);
  const busy = fc.array(
    fc
      .tuple(
        fc.constantFrom('hana', 'hugo', 'dana', 'drew', 'h1', 'h2', 't1', 't2'),
        minutes,
        fc.integer({ min: 1, max: 6 }),
      )
      .map(([resourceId, from, length]) => {
        const fromMs = Temporal.Instant.from('2026-11-23T14:00:00Z').epochMilliseconds + from * 60_000;
        return { resourceId, fromMs, toMs: fromMs + length * 600_000 };
      }),
    { maxLength: 6 },
  );
  const wish = fc.constantFrom<Wish[]>(
    { schedule: cleaning() },
    { schedule: cleaning({}, { setupMinutes: 10, cleanupMinutes: 5 }) },
    { schedule: cleaningWithExam() },
    { schedule: filling() },
    { schedule: filling(), providerId: person('dana').id },
  );
  let booked = 0;
  fc.assert(
    fc.property(fc.array(wish, { minLength: 2, maxLength: 4 }), busy, (wishes, before) => {
      for (const option of options(wishes, 'either', before)) {
        const now: Taken[] = [...before];
        for (const { member, slot } of option.visits) {
          const schedule = wishes[member]?.schedule ?? filling();
          const placement = placementAt(schedule, now, slot, NOW);
          expect(placement).toMatchObject({ kind: 'possible', operatoryId: slot.operatoryId });
          if (placement.kind !== 'possible') return;
          for (const { resourceId, startsAt, endsAt } of placement.allotments)
            now.push({ resourceId, fromMs: startsAt.epochMilliseconds, toMs: endsAt.epochMilliseconds });
        }
        expect(isArranged(option)).toBe(true);
        expect(new Set(option.visits.map(({ member }) => member)).size).toBe(wishes.length);
        booked++;
      }
    }),
    { numRuns: 300 },
  );
  expect(booked).toBeGreaterThan(500);
});
