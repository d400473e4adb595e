import type { Temporal } from 'temporal-polyfill';
import type { Closure, OperatoryKind, ProviderRole, WeeklyHours } from '../clinics/clinics.types.js';
import type { AppointmentStatus } from '../scheduling/scheduling.types.js';

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

export interface DemoAppointmentType {
  id: string;
  name: string;
  description: string;
  durationMinutes: number;
  providerRole: ProviderRole;
  operatoryKind: OperatoryKind;
  phoneBooking: 'at_once' | 'staff_approval' | 'no';
  minNoticeMinutes: number;
  horizonDays: number;
}

export interface DemoPatient {
  id: string;
  givenName: string;
  familyName: string;
  phone: string;
  birthDate: Temporal.PlainDate;
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
  /** One for the provider, one for the operatory. */
  allocationIds: [string, string];
}

/** A clinic in the middle of its work: all rows, made up from a fixed seed and the present day. */
export interface DemoClinic {
  id: string;
  name: string;
  timeZone: string;
  number: string;
  deskNumber: string;
  address: string;
  /** As published: what is not named has its default. */
  agentSettings: Record<string, unknown>;
  openingHours: WeeklyHours[];
  closure: Closure & { id: string };
  providers: DemoProvider[];
  operatories: DemoOperatory[];
  types: DemoAppointmentType[];
  patients: DemoPatient[];
  appointments: DemoAppointment[];
}
