import type { Temporal } from 'temporal-polyfill';
import { houseHoursOn } from '../../../clinics/opening-hours.policy.js';
import type { AppointmentTypeSummary, ClinicProfile } from '../../../clinics/clinics.types.js';

const SAYS_SO = /emergenc|urgen|same.day/i;

/** So far ahead an open day is looked for: beyond it nothing is soon. */
const DAYS_AHEAD = 7;

/**
 * The visit that a clinic has for what can not wait: the one whose name says so, else whose description does, else the shortest
 * with a dentist. Null when callers can book none that is for everyone.
 */
export function emergencyType({ appointmentTypes, providers }: ClinicProfile): AppointmentTypeSummary | null {
  const open = appointmentTypes.filter(({ openTo }) => openTo === 'everyone');
  const dentists = providers.filter(({ role }) => role === 'dentist').map(({ id }) => id);
  const withDentist = open
    .filter(({ providerIds }) => providerIds.some((id) => dentists.includes(id)))
    .sort((one, other) => one.durationMinutes - other.durationMinutes);
  return (
    open.find(({ name }) => SAYS_SO.test(name)) ??
    open.find(({ description }) => SAYS_SO.test(description)) ??
    withDentist[0] ??
    null
  );
}

/** Today and the next day on which the clinic is open, as the ends of a search. */
export function soonestDays(
  profile: ClinicProfile,
  now: Temporal.Instant,
): { from: Temporal.PlainDate; to: Temporal.PlainDate } {
  const from = now.toZonedDateTimeISO(profile.timeZone).toPlainDate();
  const ahead = Array.from({ length: DAYS_AHEAD }, (_, days) => from.add({ days: days + 1 }));
  return { from, to: ahead.find((day) => houseHoursOn(day, profile).length > 0) ?? from };
}
