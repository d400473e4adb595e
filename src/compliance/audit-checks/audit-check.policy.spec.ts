import { Temporal } from 'temporal-polyfill';
import { newId, type ClinicId } from '../../common/ids/ids.js';
import { nextHour, readsWhole } from './audit-check.policy.js';

const MONDAY = Temporal.Instant.from('2026-11-23T00:00:00Z');
const week = Array.from({ length: 168 }, (_, hours) => MONDAY.add({ hours }));

it('reads the whole chain of each clinic in one hour of each week', () => {
  for (let n = 0; n < 50; n++) {
    const clinicId = newId<ClinicId>();
    const hours = week.filter((hour) => readsWhole(clinicId, hour));
    expect(hours).toHaveLength(1);
    expect(readsWhole(clinicId, hours[0]!.add({ hours: 168 }))).toBe(true);
  }
});

it('reads those of different clinics in different hours', () => {
  const clinics = Array.from({ length: 168 }, () => newId<ClinicId>());
  const most = Math.max(...week.map((hour) => clinics.filter((clinicId) => readsWhole(clinicId, hour)).length));
  expect(most).toBeLessThan(12);
});

it('goes on with the next full hour', () => {
  expect(nextHour(MONDAY).toString()).toBe('2026-11-23T01:00:00Z');
  expect(nextHour(MONDAY.add({ minutes: 59, seconds: 59 })).toString()).toBe('2026-11-23T01:00:00Z');
});
