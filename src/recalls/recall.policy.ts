import { Temporal } from 'temporal-polyfill';
import type { RecallState, VisitOfType } from './recalls.types.js';

export interface RecallTerms {
  /** How often the type is repeated, for patients with whom nothing else was agreed; null when it is not. */
  typeMonths: number | null;
  /** IANA. */
  timeZone: string;
  now: Temporal.Instant;
}

/**
 * What a patient's recall is, given all their visits of the type; null when there is none. It depends on the visits as they
 * are and not on the order in which news of them came.
 */
export function recallFrom(
  known: RecallState | null,
  visits: readonly VisitOfType[],
  { typeMonths, timeZone, now }: RecallTerms,
): RecallState | null {
  const intervalMonths = known?.intervalMonths ?? typeMonths;
  const completedOn = lastCompletedOn(visits, timeZone);
  // What is known of a visit that the schedule does not hold stays: it was before our time.
  const lastVisitOn = completedOn ?? known?.lastVisitOn ?? null;
  // The day that is known stands as long as no other visit was the last: it may be one that was agreed with the patient.
  const isKnown = known !== null && isSameDay(lastVisitOn, known.lastVisitOn);
  // 31 January and a month is 28 February: the library keeps the day within its month.
  const dueOn = !isKnown && intervalMonths && completedOn ? completedOn.add({ months: intervalMonths }) : known?.dueOn;
  if (intervalMonths === null || !dueOn) return null;
  const state = { intervalMonths, dueOn, lastVisitOn, ...contactsSince(lastVisitOn, known) };
  if (known?.status === 'stopped') return { ...state, status: 'stopped', appointmentId: null };
  const next = soonestAhead(visits, now);
  if (next) return { ...state, status: 'booked', appointmentId: next.id };
  return { ...state, status: state.contactedAt ? 'contacted' : 'open', appointmentId: null };
}

/** They were reminded at `at`. A contact that is not later than the last one known is that one, told again. */
export const withContact = (known: RecallState, at: Temporal.Instant): RecallState =>
  known.contactedAt && Temporal.Instant.compare(known.contactedAt, at) >= 0
    ? known
    : { ...known, contactedAt: at, contacts: known.contacts + 1 };

/** An interval of the patient's own; it takes the wish to be left alone back. Visits of the past, if any, set the day afterwards. */
export function withInterval(known: RecallState | null, months: number, today: Temporal.PlainDate): RecallState {
  const lastVisitOn = known?.lastVisitOn ?? null;
  return {
    intervalMonths: months,
    dueOn: (lastVisitOn ?? today).add({ months }),
    lastVisitOn,
    status: 'open',
    contactedAt: known?.contactedAt ?? null,
    contacts: known?.contacts ?? 0,
    appointmentId: null,
  };
}

export const isSameState = (a: RecallState, b: RecallState): boolean => keyOf(a) === keyOf(b);

const keyOf = ({ intervalMonths, dueOn, lastVisitOn, status, contactedAt, contacts, appointmentId }: RecallState) =>
  JSON.stringify([intervalMonths, dueOn, lastVisitOn, status, contactedAt, contacts, appointmentId]);

/** A patient who is reminded after one visit has not been reminded after the next. */
function contactsSince(lastVisitOn: Temporal.PlainDate | null, known: RecallState | null) {
  return known && isSameDay(lastVisitOn, known.lastVisitOn)
    ? { contactedAt: known.contactedAt, contacts: known.contacts }
    : { contactedAt: null, contacts: 0 };
}

const isSameDay = (a: Temporal.PlainDate | null, b: Temporal.PlainDate | null): boolean =>
  a?.toString() === b?.toString();

function lastCompletedOn(visits: readonly VisitOfType[], timeZone: string): Temporal.PlainDate | null {
  const completed = visits.filter(({ status }) => status === 'completed').sort(bySoonest);
  return completed.at(-1)?.startsAt.toZonedDateTimeISO(timeZone).toPlainDate() ?? null;
}

/** Whoever has not turned up for a visit that nobody closed is to be reminded all the same. */
const soonestAhead = (visits: readonly VisitOfType[], now: Temporal.Instant): VisitOfType | undefined =>
  visits.filter((visit) => isThere(visit) || (isExpected(visit) && isLater(visit, now))).sort(bySoonest)[0];

const isThere = ({ status }: VisitOfType): boolean => status === 'arrived' || status === 'seated';

const isExpected = ({ status }: VisitOfType): boolean =>
  status === 'requested' || status === 'scheduled' || status === 'confirmed';

const isLater = ({ startsAt }: VisitOfType, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(startsAt, now) > 0;

const bySoonest = (a: VisitOfType, b: VisitOfType): number =>
  Temporal.Instant.compare(a.startsAt, b.startsAt) || (a.id < b.id ? -1 : 1);
