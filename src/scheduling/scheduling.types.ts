import type { Temporal } from 'temporal-polyfill';
import type { OperatoryKind, ProviderRole, WeeklyHours } from '../clinics/clinics.types.js';
import type {
  AppointmentId,
  AppointmentTypeId,
  CallId,
  ClinicId,
  OperatoryId,
  PatientId,
  ProviderId,
} from '../common/ids/ids.js';
import type { Actor } from '../compliance/compliance.types.js';

/** A time at which an appointment of one type can be had, with the provider and the chair it would take. */
export interface Slot {
  typeId: AppointmentTypeId;
  providerId: ProviderId;
  providerName: string;
  operatoryId: OperatoryId;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
}

/** When an appointment may start, in the clinic's local days and minutes of the day. */
export interface SlotWindow {
  from: Temporal.PlainDate;
  /** Included. */
  to: Temporal.PlainDate;
  /** Included; midnight when absent. */
  earliestMinute?: number;
  /** Excluded: `720` is "before noon". */
  latestMinute?: number;
  /** ISO weekdays, 1 is Monday; every day when absent. */
  weekdays?: number[];
}

export interface SlotQuery {
  clinicId: ClinicId;
  typeId: AppointmentTypeId;
  window: SlotWindow;
  now: Temporal.Instant;
  /** At most so many, soonest first. A time at which three providers are free counts three times. */
  limit: number;
}

/** What an appointment type demands. */
export interface TypeRules {
  id: AppointmentTypeId;
  name: string;
  durationMinutes: number;
  providerRole: ProviderRole;
  operatoryKind: OperatoryKind;
  /** From now to the start, at least. */
  minNoticeMinutes: number;
  /** Local days from today to the day of the appointment, at most. */
  horizonDays: number;
}

export interface ScheduledProvider {
  id: ProviderId;
  name: string;
  hours: WeeklyHours[];
}

/** Everything that availability is computed from, for one appointment type: only who and what suits the type is in it. */
export interface Schedule {
  timeZone: string;
  type: TypeRules;
  openingHours: WeeklyHours[];
  closures: { startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate }[];
  providers: ScheduledProvider[];
  operatories: { id: OperatoryId; name: string }[];
}

/** A resource taken for a stretch of time: [fromMs, toMs) since the epoch. */
export interface Taken {
  resourceId: string;
  fromMs: number;
  toMs: number;
}

export type AppointmentStatus = 'scheduled' | 'confirmed' | 'completed' | 'cancelled' | 'no_show';

export interface Appointment {
  id: AppointmentId;
  patientId: PatientId;
  typeId: AppointmentTypeId;
  typeName: string;
  providerId: ProviderId;
  providerName: string;
  operatoryId: OperatoryId;
  operatoryName: string;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  status: AppointmentStatus;
}

export interface BookRequest {
  clinicId: ClinicId;
  slot: Omit<Slot, 'providerName'>;
  patient: { givenName: string; familyName: string; phone: string | null; birthDate?: Temporal.PlainDate | null };
  callId: CallId | null;
  /** Two requests with one key are one booking; the second gets what the first got. */
  idempotencyKey: string;
  actor: Actor;
  now: Temporal.Instant;
}

export type BookOutcome =
  /** `replayed` when an earlier request with this key had booked it. The chair may differ from the slot's. */
  | { kind: 'booked'; appointment: Appointment; replayed: boolean }
  /** Somebody has it, or the clinic's rules no longer allow it. The nearest other times, soonest first; may be empty. */
  | { kind: 'slot_taken'; alternatives: Slot[] }
  /** This patient has to be elsewhere in the clinic at that time: the appointment they already hold. */
  | { kind: 'patient_busy'; appointment: Appointment };

export type WhenOutcome = { kind: 'window'; window: SlotWindow } | { kind: 'unclear' };
