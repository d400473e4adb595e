import type { Temporal } from 'temporal-polyfill';
import { LIVE_STATUSES, OPEN_STATUSES, type Appointment, type AppointmentStatus } from './scheduling.types.js';

/**
 * What a visit may become. Each step forward can be taken back, since a front desk clicks wrong; but not once others have been told
 * of it: who was cancelled or moved is booked anew.
 */
export const TRANSITIONS: Readonly<Record<AppointmentStatus, readonly AppointmentStatus[]>> = {
  requested: ['scheduled', 'cancelled', 'rescheduled'],
  scheduled: ['confirmed', 'arrived', 'cancelled', 'no_show', 'rescheduled'],
  confirmed: ['scheduled', 'arrived', 'cancelled', 'no_show', 'rescheduled'],
  // They may leave again before it is their turn.
  arrived: ['scheduled', 'confirmed', 'seated', 'cancelled'],
  seated: ['arrived', 'completed'],
  completed: ['seated'],
  // They come late, or they had told somebody.
  no_show: ['scheduled', 'arrived'],
  cancelled: [],
  rescheduled: [],
};

type Visit = Pick<Appointment, 'status' | 'startsAt'>;

const isAmong = (statuses: readonly AppointmentStatus[], status: AppointmentStatus): boolean =>
  statuses.includes(status);

/** Its time is taken. */
export const isLive = (status: AppointmentStatus): boolean => isAmong(LIVE_STATUSES, status);

const isOpen = (status: AppointmentStatus): boolean => isAmong(OPEN_STATUSES, status);

const hasBegun = ({ startsAt }: Visit, now: Temporal.Instant): boolean =>
  startsAt.epochMilliseconds <= now.epochMilliseconds;

/** Why a visit can't become `to` now; null when it can. */
export function refusalOf(
  visit: Visit,
  to: AppointmentStatus,
  now: Temporal.Instant,
): 'at_all' | 'before_start' | 'after_start' | null {
  if (!TRANSITIONS[visit.status].includes(to)) return 'at_all';
  if (to === 'no_show' && !hasBegun(visit, now)) return 'before_start';
  // The caller was never told that they may come.
  if (visit.status === 'requested' && to === 'scheduled' && hasBegun(visit, now)) return 'after_start';
  return null;
}

/** The patient is expected, and not there yet. */
export const isToCome = (visit: Visit, now: Temporal.Instant): boolean => isOpen(visit.status) && !hasBegun(visit, now);

/** Patients give up what is to come; the clinic also tidies up what has begun. */
export function mayGiveUp(
  visit: Visit,
  to: 'cancelled' | 'rescheduled',
  by: 'patient' | 'clinic',
  now: Temporal.Instant,
): boolean {
  if (!TRANSITIONS[visit.status].includes(to)) return false;
  return by === 'clinic' || isToCome(visit, now);
}

/** Given up by the patient when the clinic could count on it, and can hardly fill it any more. */
export function isLate(
  visit: Visit,
  by: 'patient' | 'clinic',
  lateCancelMinutes: number,
  now: Temporal.Instant,
): boolean {
  const noticeMs = visit.startsAt.epochMilliseconds - now.epochMilliseconds;
  return by === 'patient' && visit.status !== 'requested' && noticeMs < lateCancelMinutes * 60_000;
}
