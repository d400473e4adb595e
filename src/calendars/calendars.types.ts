import type { Temporal } from 'temporal-polyfill';
import type { RowPlace } from '../common/http/cursor.codec.js';
import type { CalendarFeedId, CalendarImportId, ClinicId, PatientId, ProviderId } from '../common/ids/ids.js';
import type { AppointmentStatus } from '../scheduling/scheduling.types.js';
import type { Stretch } from '../scheduling/stretches.policy.js';

/** Events of ours are known by it wherever they turn up, so that nobody's own visits keep them busy. */
export const OWN_UID_SUFFIX = '@crownline';

// ── Out ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A private address under which a provider's visits can be read. */
export interface CalendarFeed {
  id: CalendarFeedId;
  clinicId: ClinicId;
  providerId: ProviderId;
  providerName: string;
  clinicName: string;
  timeZone: string;
  /** Whether patients are named. */
  showsNames: boolean;
  createdAt: Temporal.Instant;
}

export type ListedFeed = Pick<CalendarFeed, 'id' | 'providerId' | 'showsNames' | 'createdAt'>;

/** A part of a list of feeds or imports. */
export interface CalendarsPage {
  /** Of this provider; null: of all. */
  providerId: ProviderId | null;
  after: RowPlace | null;
  limit: number;
}

/** The provider's part of a visit, or one of several. */
export interface FeedVisit extends Stretch {
  id: string;
  patientId: PatientId;
  /** Counts the parts of one visit from one. */
  part: number;
  status: AppointmentStatus;
  type: string;
  operatory: string;
  patientName: string;
  createdAt: Temporal.Instant;
  changedAt: Temporal.Instant;
}

/** Blocked time of the provider. What was read from a calendar outside is not in it: they see it there. */
export interface FeedBlockout extends Stretch {
  id: string;
  reason: string;
  createdAt: Temporal.Instant;
}

/** `unchanged`: who asks has what there is. */
export type FeedAnswer = { kind: 'calendar'; etag: string; text: string } | { kind: 'unchanged'; etag: string };

// ── In ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A calendar elsewhere that keeps a provider busy. */
export interface CalendarImport {
  id: CalendarImportId;
  clinicId: ClinicId;
  providerId: ProviderId;
  providerName: string;
  url: string;
  /** What its server said about the version that was read last. */
  version: CalendarVersion;
  /** Of the last reading, whether or not it went well. */
  lastReadAt: Temporal.Instant | null;
  /** Readings that failed in a row. */
  failures: number;
}

export interface CalendarVersion {
  etag: string | null;
  lastModified: string | null;
}

/** For lists: the address opens the calendar, so only its host is shown. */
export interface ListedImport extends Pick<CalendarImport, 'id' | 'providerId' | 'lastReadAt' | 'failures'> {
  host: string;
  /** What was wrong with the last reading; null when it went well, and before the first. */
  trouble: CalendarTrouble | null;
  createdAt: Temporal.Instant;
}

/**
 * Why a calendar could not be read. What it said last counts on.
 * - `unreachable`: no connection, no name, or one that broke off
 * - `forbidden_address`: the address, or one that it leads to, is not one that a server may be asked to open
 * - `refused`: its server answered, and not with a calendar
 * - `too_large`: in bytes, in events, or in what it takes to read them
 * - `not_kept`: it was read, and the database would not have it
 */
export const CALENDAR_TROUBLES = [
  'unreachable',
  'forbidden_address',
  'refused',
  'too_slow',
  'too_large',
  'not_a_calendar',
  'not_kept',
] as const;
export type CalendarTrouble = (typeof CALENDAR_TROUBLES)[number];
