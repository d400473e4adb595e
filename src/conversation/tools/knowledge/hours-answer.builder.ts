import { Temporal } from 'temporal-polyfill';
import type { ClinicProfile } from '../../../clinics/clinics.types.js';
import {
  changeLabels,
  closureLabels,
  dateLabel,
  hoursLabel,
  hoursOn,
  overrideLabels,
  weekLabel,
} from '../../../clinics/spoken-hours.builder.js';
import { isOpenAt } from '../../../clinics/opening-hours.policy.js';
import type { SlotWindow } from '../../../scheduling/scheduling.types.js';
import { resolveWhen } from '../../../scheduling/spoken/when.policy.js';

const TODAY = /\b(?:today|tonight|now|currently|at the moment|hoy|ahora)\b/i;
const HOLIDAYS =
  /\b(?:holidays?|vacations?|closures?|festivos?|feriados?|vacaciones|thanksgiving|christmas|new year|easter|navidad)\b/i;

/** More days than these are told as a week. */
const MAX_DAYS = 3;
/** So far ahead a special day is worth a word to somebody who asks for the week. */
const SPECIAL_WITHIN_DAYS = 14;
const MAX_SPECIAL_DAYS = 4;

/** When the house is open: on the days that the caller means, on holidays to come, or in a week. */
export function hoursAnswer(about: string, profile: ClinicProfile, now: Temporal.Instant): string {
  const local = now.toZonedDateTimeISO(profile.timeZone);
  const today = local.toPlainDate();
  if (HOLIDAYS.test(about)) return holidays(profile);
  if (TODAY.test(about)) return `Today, ${dayLabel(today, profile)} ${openNow(local, profile)}`;
  const days = daysMeant(about, profile, now);
  return days.length > 0 ? days.map((day) => dayLabel(day, profile)).join(' ') : week(profile, today);
}

const dayLabel = (day: Temporal.PlainDate, profile: ClinicProfile): string => {
  const closure = profile.closures.find(
    ({ startsOn, endsOn }) => startsOn.toString() <= day.toString() && day.toString() <= endsOn.toString(),
  );
  const why = closure ? ` (${closure.name})` : '';
  return `${dateLabel(day)}: ${hoursLabel(hoursOn(day, profile))}${why}.`;
};

const openNow = (local: Temporal.ZonedDateTime, profile: ClinicProfile): string =>
  isOpenAt(local, profile) ? 'Open now.' : 'Closed now.';

/** Empty when the words mean no day, or more than can be told one by one. */
function daysMeant(about: string, profile: ClinicProfile, now: Temporal.Instant): Temporal.PlainDate[] {
  if (about === '') return [];
  const meant = resolveWhen(about, now, profile);
  if (meant.kind === 'unclear') return [];
  const windows = meant.kind === 'window' ? [meant.window] : meant.readings.map(({ window }) => window);
  const days = new Map(windows.flatMap(daysOf).map((day) => [day.toString(), day]));
  if (days.size <= MAX_DAYS) return [...days.values()];
  const [first] = days.values();
  const isOneWeekday = first && [...days.values()].every(({ dayOfWeek }) => dayOfWeek === first.dayOfWeek);
  return isOneWeekday ? [first] : [];
}

const daysOf = ({ from, to, weekdays }: SlotWindow): Temporal.PlainDate[] =>
  Array.from({ length: from.until(to).days + 1 }, (_, ahead) => from.add({ days: ahead })).filter(
    ({ dayOfWeek }) => weekdays?.includes(dayOfWeek) ?? true,
  );

function week(profile: ClinicProfile, today: Temporal.PlainDate): string {
  const last = today.add({ days: SPECIAL_WITHIN_DAYS }).toString();
  const special = {
    ...profile,
    closures: profile.closures.filter(({ startsOn }) => startsOn.toString() <= last),
    overrides: profile.overrides.filter(({ day }) => day.toString() <= last),
    hoursChanges: profile.hoursChanges.filter(({ from }) => from.toString() <= last),
  };
  return [`${weekLabel(profile)}.`, ...changeLabels(special), ...specialDays(special)].join(' ');
}

const holidays = (profile: ClinicProfile): string => {
  const special = specialDays(profile);
  return special.length > 0 ? special.join(' ') : `No holiday is entered. ${weekLabel(profile)}.`;
};

function specialDays({ closures, overrides }: Pick<ClinicProfile, 'closures' | 'overrides'>): string[] {
  const closed = closureLabels({ closures: closures.slice(0, MAX_SPECIAL_DAYS) });
  const other = overrideLabels({ overrides: overrides.slice(0, MAX_SPECIAL_DAYS) });
  return [
    ...(closed.length > 0 ? [`Closed on ${closed.join(', and ')}.`] : []),
    ...(other.length > 0 ? [`Other hours on ${other.join(', and on ')}.`] : []),
  ];
}
