import type { Temporal } from 'temporal-polyfill';
import {
  needsSecondFactor,
  scopesOf,
  type RelaxableRole,
  type Scope,
  type StaffRole,
} from '../common/http/access.policy.js';

/** Somebody who has left the desk for so long has left it. */
export const MAX_IDLE = { minutes: 30 };
/** A day's work. */
export const MAX_AGE = { hours: 12 };

/**
 * - `passed`: a code was given in this session
 * - `not_needed`: the clinic lets the role in without, and the person has none
 * - `needed`: the person has one, and has not given a code yet
 * - `to_enrol`: the clinic asks the role for one, and the person has none yet
 */
export type SecondFactor = 'passed' | 'not_needed' | 'needed' | 'to_enrol';

export interface SessionTimes {
  createdAt: Temporal.Instant;
  lastSeenAt: Temporal.Instant;
  endedAt: Temporal.Instant | null;
}

/** When a session ends unless it is used before; never later than its longest age. */
export function endOf({ createdAt, lastSeenAt }: Omit<SessionTimes, 'endedAt'>): Temporal.Instant {
  const idle = lastSeenAt.add(MAX_IDLE);
  const oldest = createdAt.add(MAX_AGE);
  return idle.epochMilliseconds < oldest.epochMilliseconds ? idle : oldest;
}

/** What ended a session: its owner or whoever took them out, that nobody used it, or its age. Null while it is open. */
export function overBy(session: SessionTimes, now: Temporal.Instant): 'ended' | 'idle' | 'too_old' | null {
  if (session.endedAt !== null) return 'ended';
  if (now.epochMilliseconds < endOf(session).epochMilliseconds) return null;
  return now.epochMilliseconds < session.createdAt.add(MAX_AGE).epochMilliseconds ? 'idle' : 'too_old';
}

export function secondFactorOf(session: {
  role: StaffRole;
  enrolled: boolean;
  passed: boolean;
  passwordOnlyRoles: readonly RelaxableRole[];
}): SecondFactor {
  if (session.passed) return 'passed';
  if (session.enrolled) return 'needed';
  return needsSecondFactor(session.role, session.passwordOnlyRoles) ? 'to_enrol' : 'not_needed';
}

/** Nothing, before the second factor; then those of the role, and while the glass is broken those of that, too. */
export function scopesOfSession(role: StaffRole, factor: SecondFactor, isBrokenInto: boolean): readonly Scope[] {
  if (factor !== 'passed' && factor !== 'not_needed') return [];
  const own = scopesOf(role);
  return isBrokenInto ? [...new Set([...own, ...scopesOf('break_glass')])] : own;
}
