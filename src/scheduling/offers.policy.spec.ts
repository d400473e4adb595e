import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { AppointmentTypeId, OperatoryId, ProviderId } from '../common/ids/ids.js';
import { nearestTo, pickOffers } from './offers.policy.js';
import type { Slot } from './scheduling.types.js';

function slot(startsAt: string, provider = 'osei'): Slot {
  const start = Temporal.Instant.from(startsAt);
  return {
    typeId: 'cleaning' as AppointmentTypeId,
    providerId: provider as ProviderId,
    providerName: provider,
    operatoryId: 'chair' as OperatoryId,
    startsAt: start,
    endsAt: start.add({ minutes: 30 }),
  };
}

/** Quarter hours of some days, from one UTC hour to another. */
function slots(days: string[], fromHour = 13, toHour = 21): Slot[] {
  return days.flatMap((day) =>
    Array.from({ length: (toHour - fromHour) * 4 }, (_, quarter) => {
      const minute = (fromHour * 60 + quarter * 15) % 1440;
      return slot(
        `${day}T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00Z`,
      );
    }),
  );
}

const times = (picked: Slot[]): string[] => picked.map((one) => one.startsAt.toString().slice(5, 16));

describe('pickOffers', () => {
  it('starts with the earliest, then goes to other days and other times of day', () => {
    const week = slots(['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-27']);
    expect(times(pickOffers(week, 3))).toEqual(['11-23T13:00', '11-24T16:00', '11-25T19:00']);
  });

  it('spreads over the parts of the only day there is', () => {
    expect(times(pickOffers(slots(['2026-11-23']), 3))).toEqual(['11-23T13:00', '11-23T16:00', '11-23T19:00']);
  });

  it('takes what lies farthest apart within a single morning', () => {
    expect(times(pickOffers(slots(['2026-11-23'], 13, 15), 3))).toEqual(['11-23T13:00', '11-23T13:45', '11-23T14:45']);
  });

  it('goes to another day even when only the same hour is left there', () => {
    const sparse = [slot('2026-11-23T13:00:00Z'), slot('2026-11-23T13:15:00Z'), slot('2026-11-24T13:00:00Z')];
    expect(times(pickOffers(sparse, 2))).toEqual(['11-23T13:00', '11-24T13:00']);
  });

  it('never names one time twice, whoever would be there', () => {
    const both = [slot('2026-11-23T13:00:00Z', 'osei'), slot('2026-11-23T13:00:00Z', 'lind')];
    expect(pickOffers(both, 3)).toEqual([both[0]]);
  });

  it('offers what there is when there is less than asked for', () => {
    expect(pickOffers([], 3)).toEqual([]);
    expect(pickOffers(slots(['2026-11-23']), 0)).toEqual([]);
  });

  it('is in order, distinct, deterministic, and holds the earliest', () => {
    const starts = fc.uniqueArray(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 4 }), (quarters, count) => {
        const base = Temporal.Instant.from('2026-11-23T00:00:00Z');
        const given = quarters
          .sort((a, b) => a - b)
          .map((quarter) => slot(base.add({ minutes: quarter * 15 }).toString()));
        const picked = pickOffers(given, count);
        expect(picked).toHaveLength(Math.min(count, given.length));
        expect(times(picked)).toEqual([...new Set(times(picked))].sort());
        expect(picked[0]).toBe(given[0]);
        expect(pickOffers(given, count)).toEqual(picked);
      }),
    );
  });
});

describe('nearestTo', () => {
  const wanted = slot('2026-11-23T15:00:00Z');

  it('names the closest times on both sides, in order', () => {
    expect(
      times(
        nearestTo(
          wanted,
          slots(['2026-11-23']).filter((one) => !one.startsAt.equals(wanted.startsAt)),
          3,
        ),
      ),
    ).toEqual(['11-23T14:30', '11-23T14:45', '11-23T15:15']);
  });

  it('stays with the wanted provider where they are free', () => {
    const at = '2026-11-23T15:15:00Z';
    expect(nearestTo(wanted, [slot(at, 'lind'), slot(at, 'osei')], 1)[0]?.providerId).toBe('osei');
  });

  it('can name the very time with somebody else', () => {
    expect(nearestTo(wanted, [slot('2026-11-23T15:00:00Z', 'lind')], 3)).toHaveLength(1);
  });
});
