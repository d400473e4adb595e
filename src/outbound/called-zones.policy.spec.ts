import { Temporal } from 'temporal-polyfill';
import { ZONES_BY_PREFIX } from './called-zones.data.js';
import { zonesOf } from './called-zones.policy.js';

it.each([
  ['+12125550143', ['America/New_York']],
  ['+13125550143', ['America/Chicago']],
  ['+16025550143', ['America/Phoenix']], // no summer time, unlike Denver
  ['+18085550143', ['Pacific/Honolulu']],
  ['+18505550143', ['America/Chicago', 'America/New_York']], // Florida's panhandle has both
  ['+19285550143', ['America/Denver', 'America/Phoenix']],
  ['+17875550143', ['America/Puerto_Rico']],
  ['+442079460143', ['Europe/London']],
  ['+35315550143', ['Europe/Dublin', 'Europe/London']],
  ['+971501234567', ['Asia/Dubai']],
])('%s may ring in %s', (number, zones) => {
  expect(zones).toEqual(expect.arrayContaining([...zonesOf(number)]));
  expect(zonesOf(number).length).toBeGreaterThan(0);
});

it.each(['+18005550143', '+15005550143', '+12005550143', '+80012345678'])(
  '%s does not tell where it rings',
  (number) => {
    expect(zonesOf(number)).toEqual([]);
  },
);

it('knows only zones that exist, and no prefix twice', () => {
  const lines = ZONES_BY_PREFIX.trim().split('\n');
  const zones = new Set(lines.flatMap((line) => line.split(' ')[0]?.split('+') ?? []));
  const now = Temporal.Instant.from('2026-01-01T00:00:00Z');
  for (const zone of zones) expect(() => now.toZonedDateTimeISO(zone)).not.toThrow();
  const prefixes = lines.flatMap((line) => line.split(' ').slice(1));
  expect(new Set(prefixes).size).toBe(prefixes.length);
});
