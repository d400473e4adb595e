import { Temporal } from 'temporal-polyfill';
import type { Stretch } from '../scheduling/stretches.policy.js';
import type { CalendarTrouble } from './calendars.types.js';

const MAX_NAMED = 10;

const WORDS: Record<CalendarTrouble, string> = {
  unreachable: 'its server can not be reached',
  forbidden_address: 'its address is not a public one',
  refused: 'its server refuses it',
  too_slow: 'it takes too long',
  too_large: 'it is too large',
  not_a_calendar: 'what is there is not a calendar',
  not_kept: 'what it says can not be kept here',
};

/** What the desk reads about visits that lie where an appointment elsewhere does. What that is about stays unsaid. */
export function collisionNote(
  providerName: string,
  timeZone: string,
  event: Stretch,
  visits: readonly Stretch[],
): string {
  const named = visits.slice(0, MAX_NAMED).map(({ fromMs }) => momentOf(fromMs, timeZone));
  const more = visits.length > MAX_NAMED ? ` and ${visits.length - MAX_NAMED} more` : '';
  return (
    `${providerName} has an appointment in a calendar outside from ${momentOf(event.fromMs, timeZone)} to ` +
    `${momentOf(event.toMs, timeZone)}. In that time visits begin: ${named.join('; ')}${more}. Move the visits, or have the ` +
    'appointment moved.'
  );
}

export const unreadableNote = (providerName: string, trouble: CalendarTrouble): string =>
  `A calendar outside of ${providerName} can not be read: ${WORDS[trouble]}. What it said last counts on. Check its address.`;

const momentOf = (ms: number, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toLocaleString('en-US', { weekday: 'short', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' });
