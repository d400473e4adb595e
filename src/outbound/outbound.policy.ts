import { Temporal } from 'temporal-polyfill';

export const PURPOSES = ['reminder', 'recall', 'waitlist_offer', 'callback'] as const;
export type Purpose = (typeof PURPOSES)[number];

/**
 * A reminder is about a visit that the person made, and a callback was asked for: for these the number was given. A recall
 * or an offer of the waiting list is the clinic's own idea; an artificial voice needs the person's consent for it.
 */
const NEEDS_CONSENT: Record<Purpose, boolean> = {
  reminder: false,
  callback: false,
  recall: true,
  waitlist_offer: true,
};

/** How often one number is called by one clinic, whatever for. A line that was busy may be tried once more in the hour. */
const CAPS = [
  { attempts: 2, withinHours: 1 },
  { attempts: 3, withinHours: 24 },
  { attempts: 6, withinHours: 7 * 24 },
];

/** How far back attempts count. */
export const CAPS_REACH_HOURS = 7 * 24;

/** All caps and a night have passed by then: what is not permitted within it never is. */
const HORIZON_HOURS = CAPS_REACH_HOURS + 48;

const RETRY_AFTER_MINUTES = [15, 120];

export interface DialFacts {
  /** When the phone would ring. */
  at: Temporal.Instant;
  purpose: Purpose;
  /** Attempts made for this order. */
  attempts: number;
  maxAttempts: number;
  /** What the person last said about being called; null when they were never asked. */
  choice: 'granted' | 'revoked' | null;
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
}

export type Refusal =
  'attempts_used_up' | 'blocked' | 'consent_revoked' | 'consent_missing' | 'switched_off' | 'no_permitted_hour';

export type DialVerdict =
  | { kind: 'dial' }
  /** The next instant at which nothing stands against it, as far as is known now. */
  | { kind: 'wait'; until: Temporal.Instant }
  | { kind: 'refuse'; reason: Refusal };

/** Asked before every dial: whatever was permitted yesterday, the person may have said no since. */
export function judgeDial(facts: DialFacts): DialVerdict {
  const refusal = refusalOf(facts);
  if (refusal) return { kind: 'refuse', reason: refusal };
  const permitted = nextPermitted(facts);
  if (!permitted) return { kind: 'refuse', reason: 'no_permitted_hour' };
  return permitted.equals(facts.at) ? { kind: 'dial' } : { kind: 'wait', until: permitted };
}

/** How long to leave somebody alone whom the given attempt, counted from 1, did not reach. */
export const retryAfterMinutes = (attempt: number): number =>
  RETRY_AFTER_MINUTES[Math.min(attempt, RETRY_AFTER_MINUTES.length) - 1] ?? 0;

function refusalOf(facts: DialFacts): Refusal | null {
  if (facts.attempts >= facts.maxAttempts) return 'attempts_used_up';
  if (facts.isBlocked) return 'blocked';
  if (facts.choice === 'revoked') return 'consent_revoked';
  if (facts.choice === null && NEEDS_CONSENT[facts.purpose]) return 'consent_missing';
  return facts.acceptsCalls ? null : 'switched_off';
}

/** Every rule names the first instant that it permits; the latest of them is tried again until all agree. */
function nextPermitted(facts: DialFacts): Temporal.Instant | null {
  const horizon = facts.at.add({ hours: HORIZON_HOURS });
  let at = facts.at;
  while (Temporal.Instant.compare(at, horizon) <= 0) {
    const candidates = [afterCaps(at, facts.recentAttempts), ...facts.zones.map((zone) => intoWindow(at, zone, facts))];
    const next = candidates.reduce((a, b) => (Temporal.Instant.compare(a, b) > 0 ? a : b));
    if (next.equals(at)) return at;
    at = next;
  }
  return null;
}

function afterCaps(at: Temporal.Instant, attempts: readonly Temporal.Instant[]): Temporal.Instant {
  const newestFirst = [...attempts].sort((a, b) => Temporal.Instant.compare(b, a));
  return CAPS.reduce((earliest, cap) => {
    const freeAt = newestFirst[cap.attempts - 1]?.add({ hours: cap.withinHours });
    return freeAt && Temporal.Instant.compare(freeAt, earliest) > 0 ? freeAt : earliest;
  }, at);
}

function intoWindow(
  at: Temporal.Instant,
  zone: string,
  { fromMinute, untilMinute }: Pick<DialFacts, 'fromMinute' | 'untilMinute'>,
): Temporal.Instant {
  const local = at.toZonedDateTimeISO(zone);
  const minute = local.hour * 60 + local.minute;
  if (minute >= fromMinute && minute < untilMinute) return at;
  const day = local.toPlainDate().add({ days: minute < fromMinute ? 0 : 1 });
  const opens = day.toPlainDateTime({ hour: Math.floor(fromMinute / 60), minute: fromMinute % 60 });
  return opens.toZonedDateTime(zone).toInstant();
}
