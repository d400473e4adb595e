import { Temporal } from 'temporal-polyfill';
import { endOfHours, intoHours } from '../common/time/contact-hours.policy.js';
import type { Slot } from '../scheduling/scheduling.types.js';
import type { Candidate, OfferTerms, Span, WaitlistWish } from './waitlist.types.js';

/** Nobody is asked who has less time than this to answer. */
const LEAST_ANSWER_MINUTES = 10;

/**
 * Until when an offer of a visit at `startsAt` stands: as long as the clinic gives, but not into the night, and not later than
 * they can still come. Null when that is too short to ask.
 */
export function answerBy(
  { startsAt, minNoticeMinutes }: { startsAt: Temporal.Instant; minNoticeMinutes: number },
  terms: OfferTerms,
): Temporal.Instant | null {
  const { now, timeZone, hours, answerMinutes } = terms;
  const until = soonest(
    now.add({ minutes: answerMinutes }),
    endOfHours(now, timeZone, hours),
    startsAt.subtract({ minutes: minNoticeMinutes }),
  );
  return isAtOrAfter(until, now.add({ minutes: leastAnswerMinutes(terms) })) ? until : null;
}

/** From when on offers may be sent: now, or in the morning when it is night or nearly. */
export function sendingFrom(terms: OfferTerms): Temporal.Instant {
  const { now, timeZone, hours } = terms;
  const from = intoHours(now, timeZone, hours);
  const end = endOfHours(from, timeZone, hours);
  return isAtOrAfter(end, from.add({ minutes: leastAnswerMinutes(terms) })) ? from : intoHours(end, timeZone, hours);
}

/**
 * The time to offer somebody of those that are free, when time has become free: one that lies within that time if there is one,
 * else one that takes some of it; the soonest. Null when none suits them.
 */
export function timeFor(candidate: Candidate, slots: readonly Slot[], freed: Span, terms: OfferTerms): Slot | null {
  const suiting = slots.filter((slot) => overlaps(slot, freed) && suits(candidate, slot, terms)).sort(bySoonest);
  return suiting.find((slot) => liesWithin(slot, freed)) ?? suiting[0] ?? null;
}

function suits(candidate: Candidate, slot: Slot, terms: OfferTerms): boolean {
  const { visitStartsAt, offered, minNoticeMinutes } = candidate;
  return (
    isWanted(candidate, slot, terms.timeZone) &&
    (visitStartsAt === null || isBefore(slot.startsAt, visitStartsAt)) &&
    // Who has said no to ten o'clock is not asked about a quarter past.
    !offered.some((before) => overlaps(before, slot)) &&
    answerBy({ startsAt: slot.startsAt, minNoticeMinutes }, terms) !== null
  );
}

function isWanted(wish: WaitlistWish, { startsAt, providerId }: Slot, timeZone: string): boolean {
  const local = startsAt.toZonedDateTimeISO(timeZone);
  const minute = local.hour * 60 + local.minute;
  const day = local.toPlainDate();
  return (
    (wish.providerId === null || wish.providerId === providerId) &&
    Temporal.PlainDate.compare(wish.fromDay, day) <= 0 &&
    Temporal.PlainDate.compare(day, wish.untilDay) <= 0 &&
    wish.weekdays.includes(local.dayOfWeek) &&
    minute >= wish.earliestMinute &&
    minute < wish.latestMinute
  );
}

const leastAnswerMinutes = ({ answerMinutes }: OfferTerms): number => Math.min(LEAST_ANSWER_MINUTES, answerMinutes);

const isBefore = (a: Temporal.Instant, b: Temporal.Instant): boolean => Temporal.Instant.compare(a, b) < 0;

const isAtOrAfter = (a: Temporal.Instant, b: Temporal.Instant): boolean => !isBefore(a, b);

const overlaps = (a: Span, b: Span): boolean => isBefore(a.startsAt, b.endsAt) && isBefore(b.startsAt, a.endsAt);

const liesWithin = (inner: Span, outer: Span): boolean =>
  isAtOrAfter(inner.startsAt, outer.startsAt) && isAtOrAfter(outer.endsAt, inner.endsAt);

const bySoonest = (a: Span, b: Span): number => Temporal.Instant.compare(a.startsAt, b.startsAt);

const soonest = (...instants: [Temporal.Instant, ...Temporal.Instant[]]): Temporal.Instant =>
  instants.reduce((a, b) => (isBefore(b, a) ? b : a));
