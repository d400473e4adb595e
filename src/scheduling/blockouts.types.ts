import type { Temporal } from 'temporal-polyfill';
import type { DatedHours, DayHours } from '../clinics/clinics.types.js';
import type { AppointmentId, BlockoutId, ClinicId, ProviderId } from '../common/ids/ids.js';
import type { Actor } from '../compliance/compliance.types.js';
import type { Reserved, WeeklyBlockout } from './availability.types.js';
import type { Stretch } from './stretches.policy.js';

/** What somebody of the staff wants changed. */
export interface StaffRequest {
  clinicId: ClinicId;
  actor: Actor;
  now: Temporal.Instant;
}

export type BlockoutReason =
  'break' | 'meeting' | 'training' | 'absence' | 'maintenance' | 'emergencies' | 'new_patients' | 'other';

export interface BlockRequest extends StaffRequest {
  /** A provider or a chair. */
  resourceId: string;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  reason: BlockoutReason;
  /** Null: it is not to be had at all. */
  reserved: Reserved | null;
}

export interface Blockout {
  id: BlockoutId;
  resourceId: string;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  /** `calendar`: read from a calendar outside. */
  reason: BlockoutReason | 'calendar';
  reserved: Reserved | null;
}

export interface WeeklyBlockRequest extends StaffRequest, DatedHours {
  resourceId: string;
  reason: BlockoutReason;
  reserved: Reserved | null;
}

export interface ListedWeeklyBlockout extends WeeklyBlockout {
  id: string;
  reason: BlockoutReason;
}

export interface BlockoutListQuery {
  /** Those that overlap [from, to); null: without end. */
  from: Temporal.Instant;
  to: Temporal.Instant | null;
  resourceId?: string | undefined;
  kind?: 'busy' | 'reserved' | undefined;
  /** The one after which the list goes on. */
  after: Pick<Blockout, 'startsAt' | 'id'> | null;
  limit: number;
}

export interface WeeklyListQuery {
  /** Those that still hold on this day or will later. */
  day: Temporal.PlainDate;
  resourceId?: string | undefined;
  kind?: 'busy' | 'reserved' | undefined;
  /** The one after which the list goes on. */
  after: Pick<ListedWeeklyBlockout, 'weekday' | 'startMinute' | 'id'> | null;
  limit: number;
}

export interface DayRequest extends StaffRequest {
  /** Null: the house. */
  providerId: ProviderId | null;
  day: Temporal.PlainDate;
}

/** A day that has hours of its own. */
export interface OwnDay extends Pick<DayHours, 'hours'> {
  /** Live visits that lie outside of them, in whole or in part, by their start. */
  outside: AppointmentId[];
}

/** Whose hours of their own on which day. */
export interface OwnHours extends DayHours, Pick<DayRequest, 'providerId'> {}

export interface DayListQuery {
  from: Temporal.PlainDate;
  /** Included; null: without end. */
  to: Temporal.PlainDate | null;
  /** The house's only, or those of providers only. */
  whose?: 'house' | 'providers' | undefined;
  /** Those of one provider only. */
  providerId?: ProviderId | undefined;
  /** The one after which the list goes on. */
  after: Pick<DayRequest, 'providerId' | 'day'> | null;
  limit: number;
}

/** Time of one resource that is taken: by a visit, by somebody who is deciding (`hold`), or by a blockout. */
export interface LiveTime extends Stretch {
  takenBy: { kind: 'appointment' | 'hold' | 'blockout'; id: string };
}

/** A blockout as far as it takes time. */
export interface BusyTime extends Stretch {
  id: BlockoutId;
}

/** One event of a calendar outside that keeps a provider busy. */
export interface OutsideEvent extends Stretch {
  /** Names the event, and which one of a series it is. At most 100 characters. */
  key: string;
}

export interface OutsideReading {
  clinicId: ClinicId;
  providerId: ProviderId;
  importId: string;
  /** What the reading looked at. */
  span: Stretch;
  /** All that overlap the span and end in it, each key once. Null: as it was read last. */
  events: OutsideEvent[] | null;
  now: Temporal.Instant;
}

export interface OutsideChanges {
  added: number;
  moved: number;
  gone: number;
  /** Events that lie where there are visits, which are not over. */
  collisions: { event: OutsideEvent; visits: Stretch[] }[];
}
