import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { instantText, wallClockText } from './wall-clock.policy.js';

const ZONES = ['America/New_York', 'America/Chicago', 'America/Phoenix', 'Europe/Berlin', 'Asia/Kathmandu', 'UTC'];
const FIRST_MS = Date.parse('1970-01-01T00:00:00Z');
const LAST_MS = Date.parse('2200-01-01T00:00:00Z');

it('writes what Temporal writes, at any time in any zone', () => {
  fc.assert(
    fc.property(fc.integer({ min: FIRST_MS, max: LAST_MS }), fc.constantFrom(...ZONES), (ms, timeZone) => {
      const at = Temporal.Instant.fromEpochMilliseconds(ms);
      expect(instantText(at)).toBe(at.toString());
      expect(wallClockText(at, timeZone)).toBe(at.toZonedDateTimeISO(timeZone).toString({ timeZoneName: 'never' }));
    }),
    { numRuns: 2000 },
  );
});

it.each(['2026-03-08T07:00:00Z', '2026-11-01T06:00:00Z'])('changes at the moment at which clocks do, %s', (text) => {
  const change = Temporal.Instant.from(text);
  // In both orders: what is known of the one side is not taken for the other.
  for (const milliseconds of [-1, 0, 1, 0, -1]) {
    const at = change.add({ milliseconds });
    const zoned = at.toZonedDateTimeISO('America/New_York').toString({ timeZoneName: 'never' });
    expect(wallClockText(at, 'America/New_York')).toBe(zoned);
  }
});

it('writes round times without a fraction', () => {
  const at = (text: string) => Temporal.Instant.from(text);
  expect(instantText(at('2026-11-24T10:00:00Z'))).toBe('2026-11-24T10:00:00Z');
  expect(wallClockText(at('2026-11-24T10:00:00.500Z'), 'UTC')).toBe('2026-11-24T10:00:00.5+00:00');
});
