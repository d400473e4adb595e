import type { Temporal } from 'temporal-polyfill';
import type {
  Closure,
  InsurancePlan,
  ListedPrice,
  OperatoryKind,
  ProviderRole,
  WeeklyHours,
} from '../clinics/clinics.types.js';
import type { RolePart } from '../scheduling/role-demands.policy.js';
import type { Allotment, AppointmentStatus, TypeRules } from '../scheduling/scheduling.types.js';

export interface DemoProvider {
  id: string;
  name: string;
  role: ProviderRole;
  hours: WeeklyHours[];
  /** Left unbooked when the demo's schedule is made up, so that the longest treatments always find a place soon. */
  keepsFree: WeeklyHours[];
}

export interface DemoOperatory {
  id: string;
  name: string;
  kind: OperatoryKind;
}

export interface DemoAppointmentType extends Pick<
  TypeRules,
  | 'name'
  | 'durationMinutes'
  | 'providerRole'
  | 'operatoryKind'
  | 'setupMinutes'
  | 'cleanupMinutes'
  | 'openTo'
  | 'phoneBooking'
  | 'minNoticeMinutes'
  | 'horizonDays'
> {
  id: string;
  description: string;
  parts: RolePart[];
  preparation: string | null;
  feeNote: string | null;
  recallMonths: number | null;
}

/** Time of every week that somebody is not to be had, or only for some types of visit. */
export interface DemoBlockout extends WeeklyHours {
  id: string;
  providerId: string;
  reason: 'meeting' | 'emergencies';
  /** Null: for nothing. */
  reserved: { typeIds: string[]; releaseMinutes: number } | null;
}

/** A day on which somebody is there at other hours than on its weekday. */
export interface DemoOverride {
  id: string;
  providerId: string;
  day: Temporal.PlainDate;
  startMinute: number;
  endMinute: number;
}

export interface DemoPatient {
  id: string;
  givenName: string;
  familyName: string;
  phone: string;
  birthDate: Temporal.PlainDate;
  email?: string;
  /** Null for those who come for the first time. */
  knownSince: Temporal.PlainDate | null;
  createdAt: Temporal.Instant;
}

export interface DemoAppointment {
  id: string;
  patientId: string;
  typeId: string;
  providerId: string;
  operatoryId: string;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  status: AppointmentStatus;
  createdAt: Temporal.Instant;
  /** When the time was given back, for those that were cancelled. */
  releasedAt: Temporal.Instant | null;
  /** What it takes, of everybody and everything. */
  allocations: (Allotment & { id: string })[];
}

export interface DemoWaitlistEntry {
  id: string;
  patientId: string;
  typeId: string;
  /** The visit that an earlier one would replace. */
  appointmentId: string | null;
  fromDay: Temporal.PlainDate;
  untilDay: Temporal.PlainDate;
  weekdays: number[];
  latestMinute: number;
  phone: string;
  createdAt: Temporal.Instant;
}

export interface DemoRecall {
  id: string;
  patientId: string;
  typeId: string;
  intervalMonths: number;
  dueOn: Temporal.PlainDate;
  lastVisitOn: Temporal.PlainDate;
  status: 'open' | 'contacted' | 'booked';
  contactedAt: Temporal.Instant | null;
  appointmentId: string | null;
  createdAt: Temporal.Instant;
}

/** An answer that the clinic has written. */
export interface DemoFaq {
  kind: 'faq' | 'policy';
  language: 'en' | 'es';
  question: string;
  answer: string;
  keywords: string;
}

/** A clinic in the middle of its work: all rows, made up from a fixed seed and the present day. */
export interface DemoClinic {
  id: string;
  name: string;
  timeZone: string;
  number: string;
  deskNumber: string;
  onCallNumber: string;
  address: string;
  directions: string;
  parking: string;
  prices: (ListedPrice & { id: string })[];
  insurancePlans: (InsurancePlan & { id: string })[];
  faqs: (DemoFaq & { id: string })[];
  /** As published: what is not named has its default. */
  agentSettings: Record<string, unknown>;
  openingHours: WeeklyHours[];
  closure: Closure & { id: string };
  providers: DemoProvider[];
  operatories: DemoOperatory[];
  types: DemoAppointmentType[];
  blockouts: DemoBlockout[];
  override: DemoOverride;
  patients: DemoPatient[];
  appointments: DemoAppointment[];
  waitlist: DemoWaitlistEntry[];
  recalls: DemoRecall[];
}
