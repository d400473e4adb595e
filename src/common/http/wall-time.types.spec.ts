import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { toWallTimes, toWallTimesOrNull, wallTimes, wallTimesOrNull } from './wall-time.types.js';

const Item = z.strictObject({ ...wallTimes('startsAt'), ...wallTimesOrNull('endedAt') });
const at = (text: string) => Temporal.Instant.from(text);

it('tells a moment as an instant and as the clocks of the clinic show it', () => {
  const item = {
    ...toWallTimes('America/Chicago', { startsAt: at('2026-11-24T15:30:00Z') }),
    ...toWallTimesOrNull('America/Chicago', { endedAt: null }),
  };
  expect(Item.parse(item)).toEqual({
    startsAt: '2026-11-24T15:30:00Z',
    startsAtLocal: '2026-11-24T09:30:00-06:00',
    endedAt: null,
    endedAtLocal: null,
  });
});

it('tells the two hours apart that clocks show twice', () => {
  const [first, second] = ['2026-11-01T06:30:00Z', '2026-11-01T07:30:00Z'].map(
    (text) => toWallTimes('America/Chicago', { startsAt: at(text) }).startsAtLocal,
  );
  expect([first, second]).toEqual(['2026-11-01T01:30:00-05:00', '2026-11-01T01:30:00-06:00']);
});

it('keeps milliseconds where there are any', () => {
  const { endedAt, endedAtLocal } = toWallTimesOrNull('UTC', { endedAt: at('2026-11-24T15:30:00.25Z') });
  expect([endedAt, endedAtLocal]).toEqual(['2026-11-24T15:30:00.25Z', '2026-11-24T15:30:00.25+00:00']);
});
