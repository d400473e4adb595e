import type { Temporal } from 'temporal-polyfill';
import { houseHoursOn } from '../../clinics/opening-hours.policy.js';
import { clockLabel } from '../../clinics/spoken-hours.builder.js';
import { localDateOf } from '../local-time.policy.js';
import type { Slot, SlotWindow } from '../scheduling.types.js';
import { markDates, markIsoDates } from './calendar-dates.policy.js';
import { englishWords } from './spanish-words.policy.js';
import type { DayHearing, MinuteRange, TimeHearing } from './hearing.types.js';
import { LOOK_AHEAD_DAYS, spokenDays, trimmed } from './spoken-days.policy.js';
import { spokenTime } from './spoken-time.policy.js';
import { ordinal, plainWords } from './spoken-words.policy.js';
import { questionAbout } from './when-question.builder.js';
import type { WhenOutcome, WhenPlace } from './when.types.js';

/** Nobody says when they are free in more words than this. */
const MAX_LENGTH = 200;
/** Nobody who calls now is seen in what is left of a day that ends so soon. */
const TOO_LATE_MINUTES = 30;

const ANY_TIME =
  /\b(?:any|anything|any ?time|whenever|whatever|as soon as|asap|soon|soonest|earliest|first available|next available|1st available|1st opening|next opening|(?:the )?1st (?:that|you)|right away|immediately|urgent(?:ly)?|now|flexible|doesnt matter|no preference|dont care|dont mind)\b/;

/** "Monday, no, Tuesday": what comes last counts, if it says anything about time. */
const SELF_CORRECTION =
  / ?\b(?:no(?! (?:later|earlier|preference|good))|sorry|actually|i mean|make (?:it|that)|wait)\b ?/;

const POLITE = '(?: (?:please|is fine|works|would work|would be (?:good|great|fine|best)))?';
const FIRST = new RegExp(`^(?:the )?1st${POLITE}$`);
const NUMBER = new RegExp(`^(\\d{1,2})${POLITE}$`);

/** Everything that decides what words mean, but the words. */
interface Hearing extends DayHearing, TimeHearing {
  /** Minutes of the clinic's local day. */
  nowMinute: number;
}

/**
 * What a caller means by "next Tuesday after three", "tomorrow morning", "the 5th", "el lunes por la tarde", in the days of the
 * clinic. A date without a year is the next to come; no day at all, or "any time", means the next two weeks. What may mean two
 * things is a question; what is over, contradicts itself, or says nothing about time is unclear: the receptionist asks, and
 * never guesses.
 *
 * Weeks begin on Monday. Times of day bound the start of the appointment. Total: no text makes it throw.
 */
export function resolveWhen(text: string, now: Temporal.Instant, place: WhenPlace): WhenOutcome {
  const words = plainWords(englishWords(text.slice(0, MAX_LENGTH)));
  const hearing = hearingAt(now, place);
  for (const correction of words.split(SELF_CORRECTION).slice(1).reverse()) {
    const corrected = correction === '' ? null : resolveWords(correction, hearing);
    if (corrected && corrected.kind !== 'unclear') return corrected;
  }
  return resolveWords(words, hearing);
}

function hearingAt(now: Temporal.Instant, place: WhenPlace): Hearing {
  const { timeZone, openingHours } = place;
  const local = now.toZonedDateTimeISO(timeZone);
  const nowMinute = local.hour * 60 + local.minute;
  const closes = Math.max(0, ...houseHoursOn(local.toPlainDate(), place).map(({ endMinute }) => endMinute));
  const known = openingHours.length > 0;
  return {
    today: local.toPlainDate(),
    nowMinute,
    late: known && nowMinute + TOO_LATE_MINUTES > closes,
    far: false,
    openFrom: known ? Math.min(...openingHours.map(({ startMinute }) => startMinute)) : 0,
    openTo: Math.max(0, ...openingHours.map(({ endMinute }) => endMinute)),
    half: 'am',
  };
}

function resolveWords(words: string, hearing: Hearing): WhenOutcome {
  const otherwise = otherWords(words, hearing);
  if (otherwise) return outcomeOf(distinct(otherwise.flatMap((other) => allReadings(other, hearing))), hearing.today);
  const windows = distinct(allReadings(words, hearing));
  const days = distinct(windows.map(withoutTimes));
  // One question at a time: the day first, and then whether it is morning or afternoon.
  const bothOpen = days.length > 1 && windows.length > days.length;
  return outcomeOf(bothOpen ? days : windows, hearing.today);
}

/** A number alone is a day of the month or an hour, and "the first" a day or whatever is free first. */
function otherWords(words: string, { openFrom, openTo }: Hearing): string[] | null {
  if (FIRST.test(words)) return ['on the 1st', 'first available'];
  const [, said] = NUMBER.exec(words) ?? [];
  if (said === undefined) return null;
  const hour = Number(said) % 12;
  const isOpen = [hour * 60, (hour + 12) * 60].some((minute) => openFrom <= minute && minute < openTo);
  return [`the ${ordinal(Number(said))}`, ...(Number(said) <= 12 && isOpen ? [`at ${said}`] : [])];
}

/** What the words come to whichever day and half of a day they mean, where that is open. */
function allReadings(words: string, hearing: Hearing): SlotWindow[] {
  const halves = ['am', 'pm'] as const;
  const ways = [false, true].flatMap((far) => halves.map((half) => ({ ...hearing, far, half })));
  return ways.map((way) => understood(words, way)).filter((window) => window !== null);
}

/** Null for what is over, contradictory, or not about time. */
function understood(words: string, hearing: Hearing): SlotWindow | null {
  const { today } = hearing;
  const time = spokenTime(markIsoDates(words), hearing);
  const said = spokenDays(markDates(time.rest, hearing), hearing);
  if (time.contradicts || said.kind === 'unclear') return null;
  if (said.kind === 'unsaid' && words !== '' && !time.range && !ANY_TIME.test(words)) return null;
  const days = said.kind === 'days' ? said.window : { from: today, to: today.add({ days: LOOK_AHEAD_DAYS - 1 }) };
  const times = minutesOf(time.range);
  const isOver = days.from.equals(today) && (times.latestMinute ?? 1440) <= hearing.nowMinute;
  const left = isOver ? trimmed({ ...days, from: today.add({ days: 1 }) }) : days;
  return left && { ...left, ...times };
}

function outcomeOf(windows: readonly SlotWindow[], today: Temporal.PlainDate): WhenOutcome {
  const [window] = windows;
  if (!window) return { kind: 'unclear' };
  if (windows.length === 1) return { kind: 'window', window };
  return { kind: 'ambiguous', ...questionAbout(windows, today) };
}

const distinct = (windows: readonly SlotWindow[]): SlotWindow[] => [
  ...new Map(windows.map((window) => [JSON.stringify(window), window])).values(),
];

const withoutTimes = ({ from, to, weekdays }: SlotWindow): SlotWindow => ({
  from,
  to,
  ...(weekdays ? { weekdays } : {}),
});

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
  return `${date} at ${clockLabel(local.hour * 60 + local.minute)} with ${slot.providerName}`;
}
