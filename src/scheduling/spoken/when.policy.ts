import type { Temporal } from 'temporal-polyfill';
import { markDates, markIsoDates } from './calendar-dates.policy.js';
import { localDateOf } from '../local-time.policy.js';
import type { Slot, SlotWindow } from '../scheduling.types.js';
import { LOOK_AHEAD_DAYS, spokenDays } from './spoken-days.policy.js';
import { spokenTime, type MinuteRange } from './spoken-time.policy.js';
import { plainWords } from './spoken-words.policy.js';
import type { WhenOutcome } from './when.types.js';

/** Nobody says when they are free in more words than this. */
const MAX_LENGTH = 200;

const ANY_TIME =
  /\b(?:any|anything|any ?time|whenever|whatever|as soon as|asap|soon|soonest|earliest|first available|next available|1st available|1st opening|next opening|right away|immediately|urgent(?:ly)?|now|flexible|doesnt matter|no preference|dont care|dont mind)\b/;

/** "Monday, no, Tuesday": what comes last counts, if it says anything about time. */
const SELF_CORRECTION =
  / ?\b(?:no(?! (?:later|earlier|preference|good))|sorry|actually|i mean|make (?:it|that)|wait)\b ?/;

/**
 * What a caller means by "next Tuesday after three", "tomorrow morning", "the 5th", in the days of the clinic. A date
 * without a year is the next to come; no day at all, or "any time", means the next two weeks. What is over, contradicts
 * itself, or says nothing about time is unclear: the receptionist asks again instead of guessing.
 *
 * Weeks begin on Monday; "next Tuesday" is the Tuesday of next week. Times of day bound the start of the appointment.
 */
export function resolveWhen(text: string, now: Temporal.Instant, timeZone: string): WhenOutcome {
  const words = plainWords(text.slice(0, MAX_LENGTH));
  for (const correction of words.split(SELF_CORRECTION).slice(1).reverse()) {
    const corrected = correction === '' ? null : resolveWords(correction, now, timeZone);
    if (corrected?.kind === 'window') return corrected;
  }
  return resolveWords(words, now, timeZone);
}

function resolveWords(words: string, now: Temporal.Instant, timeZone: string): WhenOutcome {
  const today = localDateOf(now, timeZone);
  const time = spokenTime(markIsoDates(words));
  const said = spokenDays(markDates(time.rest, now, timeZone), today);
  if (time.contradicts || said.kind === 'unclear') return { kind: 'unclear' };
  if (said.kind === 'days') return { kind: 'window', window: { ...said.window, ...minutesOf(time.range) } };
  if (words !== '' && !time.range && !ANY_TIME.test(words)) return { kind: 'unclear' };
  const window = { from: today, to: today.add({ days: LOOK_AHEAD_DAYS - 1 }) };
  return { kind: 'window', window: { ...window, ...minutesOf(time.range) } };
}

function minutesOf(range: MinuteRange | null): Pick<SlotWindow, 'earliestMinute' | 'latestMinute'> {
  if (!range) return {};
  return {
    ...(range.earliestMinute > 0 ? { earliestMinute: range.earliestMinute } : {}),
    ...(range.latestMinute < 1440 ? { latestMinute: range.latestMinute } : {}),
  };
}

/**
 * A slot as it is said to a caller: weekday, date and am or pm, always, because a misheard one of them shows at once.
 * "Tuesday, November 24 at 9:30 AM with Dr. Amara Osei"; the year is added when it is not the present one.
 */
export function slotLabel(
  slot: Pick<Slot, 'startsAt' | 'providerName'>,
  timeZone: string,
  now: Temporal.Instant,
): string {
  const local = slot.startsAt.toZonedDateTimeISO(timeZone);
  const otherYear = local.year !== localDateOf(now, timeZone).year;
  const date = local.toLocaleString('en-US', {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    ...(otherYear ? { year: 'numeric' } : {}),
  });
  const hour = local.hour % 12 === 0 ? 12 : local.hour % 12;
  const time = `${hour}:${String(local.minute).padStart(2, '0')} ${local.hour < 12 ? 'AM' : 'PM'}`;
  return `${date} at ${time} with ${slot.providerName}`;
}
