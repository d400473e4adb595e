import type { Temporal } from 'temporal-polyfill';
import type { OperatoryKind, ProviderRole } from '../clinics/clinics.types.js';
import type { Tx } from '../common/database/prisma.service.js';
import type {
  AccountId,
  AppointmentId,
  ApiKeyId,
  AppointmentTypeId,
  CallId,
  ClinicId,
  HoldId,
  OperatoryId,
  PatientId,
  ProviderId,
  WaitlistOfferId,
} from '../common/ids/ids.js';
import type { Actor } from '../compliance/compliance.types.js';
import type { WhichPatient } from '../patients/patients.types.js';

// ── Time on the schedule ────────────────────────────────────────────────────────────────────────────────────────────

/** A time at which an appointment of one type can be had, with the provider who leads it and the chair it would take. */
export interface Slot {
  typeId: AppointmentTypeId;
  /** Who the visit is with. Others whom the type needs for a part of it are chosen when it is booked. */
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

/** Who decides about a time: a caller, or somebody to whom the waiting list has offered it. */
export type HoldOwner = { callId: CallId } | { offerId: WaitlistOfferId };

/** Who holds a time by the API. One key may serve many people, so each of its holds stands in the way of its others. */
export type Credential = { apiKeyId: ApiKeyId } | { accountId: AccountId };

/** Whose holds do not stand in the way: those of one call or of one offer, or a hold by itself. */
export type OwnHolds = HoldOwner | { holdId: HoldId };

/**
 * By whose rules a time is found and taken. Callers, and what the clinic does by itself, keep the notice and the horizon of the type.
 * The desk and integrations book from this moment on, as far ahead as `DESK_HORIZON_DAYS`. All else binds both.
 */
export type BookingRules = 'callers' | 'desk';

/** Two years: as far as anybody plans, and as far as kept time is read. */
export const DESK_HORIZON_DAYS = 731;

/** Whether whom it is for has been here before. Null: not known yet, so nothing is ruled out for it. */
export type PatientStanding = 'new' | 'existing' | null;

export interface SlotQuery {
  clinicId: ClinicId;
  typeId: AppointmentTypeId;
  /** With this provider only. */
  providerId?: ProviderId;
  /** In this chair only. */
  onlyIn?: OperatoryId;
  /** Those of callers when absent. */
  rules?: BookingRules;
  standing?: PatientStanding;
  owner?: OwnHolds;
  /** The visit that is to be moved: it does not stand in its own way, so its present time counts as free. */
  moving?: AppointmentId;
  window: SlotWindow;
  now: Temporal.Instant;
  /** At most so many, soonest first. A time at which three providers are free counts three times. */
  limit: number;
}

export interface OffersQuery extends Omit<SlotQuery, 'limit'> {
  /** At most so many, well apart. */
  offers: 2 | 3;
}

export type OffersOutcome =
  | { kind: 'offers'; slots: Slot[] }
  /** Nothing in the window. The first time behind it, and what else can be had soon after; `slots` begin with it. */
  | { kind: 'later'; first: Slot; slots: Slot[] }
  /** Nothing as far as the type may be booked, or it is not for them. */
  | { kind: 'none' };

// ── What is booked ──────────────────────────────────────────────────────────────────────────────────────────────────

/** What an appointment type demands. */
export interface TypeRules {
  id: AppointmentTypeId;
  name: string;
  /** The patient's time in the chair. */
  durationMinutes: number;
  /** The chair is taken so long before and after. */
  setupMinutes: number;
  cleanupMinutes: number;
  /** Of whoever leads the visit. */
  providerRole: ProviderRole;
  operatoryKind: OperatoryKind;
  /** Who is needed for which part of the visit; the leading role first. */
  demands: RoleDemand[];
  /** Who may lead it; empty: everybody of the role. */
  onlyProviderIds: ProviderId[];
  openTo: 'everyone' | 'new_patients' | 'existing_patients';
  phoneBooking: 'at_once' | 'staff_approval' | 'no';
  /** From now to the start, at least. */
  minNoticeMinutes: number;
  /** Local days from today to the day of the appointment, at most. */
  horizonDays: number;
}

/** One person of a role, for some stretches of the visit: [fromMinute, toMinute) from its start, in order, apart. */
export interface RoleDemand {
  role: ProviderRole;
  stretches: { fromMinute: number; toMinute: number }[];
}

/** What keeps a resource from being taken: [fromMs, toMs) since the epoch. */
export interface Taken {
  resourceId: string;
  fromMs: number;
  toMs: number;
}

/** A stretch of time of one resource that an appointment takes. */
export interface Allotment {
  resourceId: string;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
}

export const APPOINTMENT_STATUSES = [
  /** A caller has asked for it; the time is kept until somebody at the desk has agreed or not. */
  'requested',
  'scheduled',
  'confirmed',
  /** In the waiting room. */
  'arrived',
  /** In the chair. */
  'seated',
  'completed',
  'cancelled',
  'no_show',
  /** Another appointment took its place. */
  'rescheduled',
] as const;
export type AppointmentStatus = (typeof APPOINTMENT_STATUSES)[number];

/** Its time is taken, and the patient is expected or there. */
export const LIVE_STATUSES = ['requested', 'scheduled', 'confirmed', 'arrived', 'seated'] as const;
/** To come: it can be cancelled or moved, and counts for the limit of open appointments. */
export const OPEN_STATUSES = ['requested', 'scheduled', 'confirmed'] as const;

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

// ── Booking, moving, cancelling, holding ────────────────────────────────────────────────────────────────────────────

/** Who wants something done, through whom. */
export interface ChangeRequest {
  clinicId: ClinicId;
  callId: CallId | null;
  actor: Actor;
  now: Temporal.Instant;
}

export interface BookRequest extends ChangeRequest {
  slot: Omit<Slot, 'providerName'>;
  patient: WhichPatient;
  /** Two requests with one key are one booking: of the same time for the same patient, or it is an error. */
  idempotencyKey: string;
  /** In the slot's chair, and in no other of its kind. */
  onlyIn?: OperatoryId;
  /** Whose holds may be used up; by default those of the call. */
  owner?: OwnHolds;
}

export type BookOutcome =
  /** `replayed` when an earlier request with this key had booked it. The chair may differ from the slot's. */
  | { kind: 'booked'; appointment: Appointment; replayed: boolean }
  /** An earlier request with this key had booked it, and since then it was cancelled or moved, or is over. */
  | { kind: 'given_up'; appointment: Appointment }
  /** Somebody has it, or the clinic's rules no longer allow it. The nearest other times, soonest first; may be empty. */
  | { kind: 'slot_taken'; alternatives: Slot[] }
  /** This patient has to be elsewhere in the clinic at that time: the appointment they already hold. */
  | { kind: 'patient_busy'; appointment: Appointment }
  /** They hold as many visits to come as one patient may. */
  | { kind: 'too_many_open'; open: number }
  /** The type is for new patients only, or for known ones only. */
  | { kind: 'not_eligible'; openTo: 'new_patients' | 'existing_patients' }
  /** Callers can't book this type; the desk does. */
  | { kind: 'not_by_phone' };

/** Of a visit that there is. */
export interface VisitChange extends ChangeRequest {
  appointmentId: AppointmentId;
  /** Throws when the visit is not what its changer has read. Asked before anything is done, and again once its row is locked. */
  precondition?: (tx: Tx) => Promise<void>;
}

export interface MoveRequest extends VisitChange {
  /** Of the same type. */
  slot: Omit<Slot, 'providerName'>;
  idempotencyKey: string;
  by: 'patient' | 'clinic';
  /** In the slot's chair, and in no other of its kind. */
  onlyIn?: OperatoryId;
  owner?: OwnHolds;
}

export type MoveOutcome =
  /** `late`: by the patient, within the clinic's limit. */
  | { kind: 'moved'; appointment: Appointment; from: Appointment; late: boolean; replayed: boolean }
  | { kind: 'slot_taken'; alternatives: Slot[] }
  | { kind: 'patient_busy'; appointment: Appointment }
  /** Callers can't book this type; the desk does. */
  | { kind: 'not_by_phone' }
  /** It has begun, is over, or was cancelled or moved before. A visit that has begun can be moved by the clinic. */
  | { kind: 'too_late'; status: AppointmentStatus };

export interface CancelRequest extends VisitChange {
  by: 'patient' | 'clinic';
}

export type CancelOutcome =
  /** `replayed` when it was cancelled already. */
  | { kind: 'cancelled'; appointment: Appointment; late: boolean; replayed: boolean }
  | { kind: 'too_late'; status: AppointmentStatus };

export interface ConfirmRequest extends ChangeRequest {
  appointmentId: AppointmentId;
}

export type ConfirmOutcome =
  | { kind: 'confirmed'; appointment: Appointment }
  /** The practice has not agreed to it, so the patient's word does not make it a visit. */
  | { kind: 'not_agreed' }
  /** It has begun, is over, or was cancelled or moved. */
  | { kind: 'too_late'; status: AppointmentStatus };

/** What somebody at the desk, or the patient, says of a visit. Giving it up and moving it are requests of their own. */
export interface StatusChange extends VisitChange {
  to: Exclude<AppointmentStatus, 'requested' | 'cancelled' | 'rescheduled'>;
}

/** Of free time. What a visit takes can't be held, not even for its own move: it is the visit's until it has moved. */
export interface HoldRequest {
  clinicId: ClinicId;
  owner: HoldOwner;
  slot: Omit<Slot, 'providerName'>;
  expiresAt: Temporal.Instant;
  now: Temporal.Instant;
}

export interface Hold {
  id: HoldId;
  slot: Omit<Slot, 'providerName'>;
  expiresAt: Temporal.Instant;
}

export type HoldOutcome = { kind: 'held'; hold: Hold } | { kind: 'slot_taken'; alternatives: Slot[] };

/** Time of a provider that has become free, for whoever waits for it. */
export interface FreedTime {
  clinicId: ClinicId;
  providerId: ProviderId;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
}
