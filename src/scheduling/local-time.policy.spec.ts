import { Temporal } from 'temporal-polyfill';
import { localDay } from './local-time.policy.js';

const ZONES = ['America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'America/Havana', 'UTC'];

it('agrees with Temporal about every minute of two years that is shown', () => {
  for (const timeZone of ZONES) {
    for (let date = Temporal.PlainDate.from('2026-01-01'); date.year < 2028; date = date.add({ days: 1 })) {
      const day = localDay(date, timeZone);
      for (const minute of [0, 15, 60, 90, 105, 120, 150, 180, 720, 1425]) {
        const startMs = day.startMs(minute);
        const local = date.toPlainDateTime().add({ minutes: minute });
        const exists = local.toZonedDateTime(timeZone).toPlainDateTime().equals(local);
        if (exists !== (startMs !== null) || (exists && startMs !== epochMsOf(local, timeZone))) {
          throw new Error(`${timeZone} ${local.toString()}: ${startMs}`);
        }
      }
    }
  }
});

it('ends a day where the next begins, also when midnight is skipped', () => {
  const skipped = localDay(Temporal.PlainDate.from('2027-04-30'), 'Africa/Cairo'); // the clocks go from 00:00 to 01:00
  expect(skipped.startMs(0)).toBeNull();
  expect(skipped.boundaryMs(0)).toBe(skipped.fromMs);
  expect(skipped.toMs - skipped.fromMs).toBe(23 * 3_600_000);
  expect(skipped.boundaryMs(1440)).toBe(skipped.toMs);
});

/** Temporal's "compatible" takes the earlier of two, which is the rule here as well. */
const epochMsOf = (local: Temporal.PlainDateTime, timeZone: string): number =>
  local.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
