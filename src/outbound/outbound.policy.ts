import { Temporal } from 'temporal-polyfill';
import { intoHours } from '../common/time/contact-hours.policy.js';
import type { ConsentChoice } from '../compliance/consent/consent.types.js';

/** What patients are called for. */
export const PATIENT_PURPOSES = ['reminder', 'recall', 'waitlist_offer', 'callback'] as const;
export type PatientPurpose = (typeof PATIENT_PURPOSES)[number];

/** `profile_test`: somebody wants to hear a version of the receptionist, on a phone of their own. */
export const PURPOSES = [...PATIENT_PURPOSES, 'profile_test'] as const;
export type Purpose = (typeof PURPOSES)[number];

/**
 * A reminder is about a visit that the person made, and a callback was asked for: for these the number was given. A recall
 * or an offer of the waiting list is the clinic's own idea; an artificial voice needs the person's consent for it. Who orders
 * a test call has given it.
 */
const NEEDS_CONSENT: Record<Purpose, boolean> = {
  reminder: false,
  callback: false,
  recall: true,
  waitlist_offer: true,
  profile_test: false,
};

interface Cap {
  attempts: number;
  withinHours: number;
}

/** How often one number is called by one clinic, whatever for. A line that was busy may be tried once more in the hour. */
const CAPS: readonly Cap[] = [
  { attempts: 2, withinHours: 1 },
  { attempts: 3, withinHours: 24 },
  { attempts: 6, withinHours: 7 * 24 },
];

/** Somebody who tries out settings calls themselves again and again. */
const TEST_CAPS: readonly Cap[] = [
  { attempts: 10, withinHours: 1 },
  { attempts: 40, withinHours: 24 },
];

/** Who orders a test call waits for it, at whatever hour. Later than this it would ring where nobody expects it. */
const TEST_WITHIN_MINUTES = 15;

/** How far back attempts count. */
export const CAPS_REACH_HOURS = 7 * 24;

/** All caps and a night have passed by then: what is not permitted within it never is. */
const HORIZON_HOURS = CAPS_REACH_HOURS + 48;

const RETRY_AFTER_MINUTES = [15, 120];

/** An account that is at its limit may be so for hours; ten of these are seven and a half of them. */
const BUSY_AGAIN_AFTER_MINUTES = [1, 2, 4, 8, 15, 30, 60, 90, 120, 120];

export interface DialFacts {
  /** When the phone would ring. */
  at: Temporal.Instant;
  purpose: Purpose;
  orderedAt: Temporal.Instant;
  /** Attempts made for this order. */
  attempts: number;
  maxAttempts: number;
  /** What the person last said about being called; null when they were never asked. */
  choice: ConsentChoice | null;
  isBlocked: boolean;
  /** False when the clinic has switched its receptionist off: nobody could talk to the person. */
  acceptsCalls: boolean;
  /** Where the person may be; at least one. */
  zones: readonly string[];
  /** [fromMinute, untilMinute) of the person's local day. */
  fromMinute: number;
  untilMinute: number;
  /** When this clinic dialled this number within `CAPS_REACH_HOURS`, for any order. */
  recentAttempts: readonly Temporal.Instant[];
  /** It is of a kind, or in a place, that the clinic's calls don't go to. */
  isOutOfBounds: boolean;
  /** When the clinic may place a call again; null while it has not placed as many as it may in a day. */
  dayIsFullUntil: Temporal.Instant | null;
}

/** `too_late`: a test call that could not be placed while somebody waited for it. */
export type Refusal =
  | 'attempts_used_up'
  | 'blocked'
  | 'out_of_bounds'
  | 'consent_revoked'
  | 'consent_missing'
  | 'switched_off'
  | 'no_permitted_hour'
  | 'too_late';

export type DialVerdict =
  | { kind: 'dial' }
  /** The next instant at which nothing stands against it, as far as is known now. */
  | { kind: 'wait'; until: Temporal.Instant }
  | { kind: 'refuse'; reason: Refusal };

/** Asked before every dial: whatever was permitted yesterday, the person may have said no since. */
export function judgeDial(facts: DialFacts): DialVerdict {
  const refusal = refusalOf(facts);
  if (refusal) return { kind: 'refuse', reason: refusal };
  const isTest = facts.purpose === 'profile_test';
  const permitted = isTest ? whileAwaited(facts) : nextPermitted(facts);
  if (!permitted) return { kind: 'refuse', reason: isTest ? 'too_late' : 'no_permitted_hour' };
  return permitted.equals(facts.at) ? { kind: 'dial' } : { kind: 'wait', until: permitted };
}

/** How long to leave somebody alone whom the given attempt, counted from 1, did not reach. */
export const retryAfterMinutes = (attempt: number): number =>
  RETRY_AFTER_MINUTES[Math.min(attempt, RETRY_AFTER_MINUTES.length) - 1] ?? 0;

/** How long to leave the carrier alone that has had no room for an order so many times, from 1; null: for good. */
export const busyAgainAfterMinutes = (answers: number): number | null => BUSY_AGAIN_AFTER_MINUTES[answers - 1] ?? null;

function refusalOf(facts: DialFacts): Refusal | null {
  if (facts.attempts >= facts.maxAttempts) return 'attempts_used_up';
  if (facts.isOutOfBounds) return 'out_of_bounds';
  if (facts.isBlocked) return 'blocked';
  if (facts.choice === 'refused') return 'consent_revoked';
  if (facts.choice === null && NEEDS_CONSENT[facts.purpose]) return 'consent_missing';
  return facts.acceptsCalls ? null : 'switched_off';
}

/** No hour is a quiet one to somebody who has just asked to be called. */
function whileAwaited({ at, orderedAt, recentAttempts, dayIsFullUntil }: DialFacts): Temporal.Instant | null {
  const next = latest(afterCaps(at, recentAttempts, TEST_CAPS), dayIsFullUntil ?? at);
  const until = orderedAt.add({ minutes: TEST_WITHIN_MINUTES });
  return Temporal.Instant.compare(next, until) > 0 ? null : next;
}

/** Every rule names the first instant that it permits; the latest of them is tried again until all agree. */
function nextPermitted(facts: DialFacts): Temporal.Instant | null {
  const horizon = facts.at.add({ hours: HORIZON_HOURS });
  let at = facts.at;
  while (Temporal.Instant.compare(at, horizon) <= 0) {
    const candidates = [
      latest(at, facts.dayIsFullUntil ?? at),
      afterCaps(at, facts.recentAttempts, CAPS),
      ...facts.zones.map((zone) => intoHours(at, zone, facts)),
    ];
    const next = candidates.reduce(latest);
    if (next.equals(at)) return at;
    at = next;
  }
  return null;
}

const latest = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(a, b) > 0 ? a : b;

function afterCaps(
  at: Temporal.Instant,
  attempts: readonly Temporal.Instant[],
  caps: readonly Cap[],
): Temporal.Instant {
  const newestFirst = [...attempts].sort((a, b) => Temporal.Instant.compare(b, a));
  return caps.reduce((earliest, cap) => {
    const freeAt = newestFirst[cap.attempts - 1]?.add({ hours: cap.withinHours });
    return freeAt && Temporal.Instant.compare(freeAt, earliest) > 0 ? freeAt : earliest;
  }, at);
}
