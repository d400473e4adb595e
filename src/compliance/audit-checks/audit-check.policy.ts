import type { Temporal } from 'temporal-polyfill';
import type { ClinicId } from '../../common/ids/ids.js';

const HOUR_MS = 3_600_000;
const HOURS_OF_A_WEEK = 168;

export const nextHour = (now: Temporal.Instant): Temporal.Instant =>
  now.round({ smallestUnit: 'hour', roundingMode: 'floor' }).add({ hours: 1 });

/**
 * In an hour of each week, which is not the same for all clinics, the whole chain is read. What was read before has been found as it was
 * written; somebody may have changed it since, and what says how far it was read.
 */
export function readsWhole(clinicId: ClinicId, hour: Temporal.Instant): boolean {
  const hours = Math.floor(hour.epochMilliseconds / HOUR_MS);
  return hours % HOURS_OF_A_WEEK === parseInt(clinicId.slice(0, 8), 16) % HOURS_OF_A_WEEK;
}
