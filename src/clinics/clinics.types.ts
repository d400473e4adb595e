import type { Temporal } from 'temporal-polyfill';
import type { AppointmentTypeId, ClinicId, ProviderId } from '../common/ids/ids.js';

/** What callers get when no agent can take the call: words, the desk's phone, voicemail, or a choice by keypad. */
export type Overflow = 'message' | 'ring_desk' | 'voicemail' | 'menu';

export type ProviderRole = 'dentist' | 'hygienist' | 'assistant';
export type OperatoryKind = 'hygiene' | 'treatment';

export interface Clinic {
  id: ClinicId;
  name: string;
  /** IANA, e.g. `America/New_York`. */
  timeZone: string;
  address: string;
  /** How to get there, and where to leave the car, for the ear; null when the clinic has not written it. */
  directions: string | null;
  parking: string | null;
  acceptsCalls: boolean;
  overflow: Overflow;
  /** E.164; never null when `overflow` is `ring_desk`. */
  deskNumber: string | null;
  /** E.164: who is called in an emergency while nobody is at the desk. */
  onCallNumber: string | null;
  /** Outside of opening hours the receptionist does everything, or takes messages only. */
  afterHours: 'answer' | 'take_messages';
  /** `always`: an answering service takes the desk's calls when the clinic is closed. */
  deskAnswers: 'opening_hours' | 'always';
  /** Warm: the person at the desk hears a summary first, and accepts with a key. */
  transferMode: 'cold' | 'warm';
  /** Where a caller goes whom nobody at the desk took. */
  transferUnanswered: 'agent' | 'voicemail';
  /** `announced`: calls are recorded unless the caller objects to the notice. */
  recording: 'off' | 'announced';
  maxCallMinutes: number;
  /** Runs of tools that one call may have. */
  maxCallTools: number;
  /** What the model may read and write in one call, estimated. */
  maxCallTokens: number;
  /** Null: as many as the processes take. */
  maxConcurrentCalls: number | null;
  /** Countries that calls and texts go to, and beginnings of numbers elsewhere. */
  dialCountries: string[];
  dialPrefixes: string[];
}

/** A stretch of a weekday, in minutes of the clinic's local day: [startMinute, endMinute). */
export interface WeeklyHours {
  /** ISO: 1 is Monday, 7 is Sunday. */
  weekday: number;
  startMinute: number;
  endMinute: number;
}

/** Weekly hours that hold between two local days, both included. */
export interface DatedHours extends WeeklyHours {
  validFrom: Temporal.PlainDate;
  /** Null: until further notice. */
  validUntil: Temporal.PlainDate | null;
}

/** Weekdays that have other hours from a day on, by weekday, each with all it has then; none when it is closed. */
export interface HoursChange {
  from: Temporal.PlainDate;
  weekdays: { weekday: number; hours: DayHours['hours'] }[];
}

/** All hours of one day that is not like its weekday; none when it is off. */
export interface DayHours {
  day: Temporal.PlainDate;
  hours: { startMinute: number; endMinute: number }[];
}

/** Whole local days, both ends included. */
export interface Closure {
  name: string;
  startsOn: Temporal.PlainDate;
  endsOn: Temporal.PlainDate;
}

export interface ProviderSummary {
  id: ProviderId;
  name: string;
  role: ProviderRole;
}

export interface AppointmentTypeSummary {
  id: AppointmentTypeId;
  name: string;
  /** When to choose it, in a sentence for whoever books. */
  description: string;
  durationMinutes: number;
  /** Those who may lead it and see patients at present. */
  providerIds: ProviderId[];
  openTo: 'everyone' | 'new_patients' | 'existing_patients';
  /** `staff_approval`: what callers ask for is theirs once somebody at the desk has agreed. */
  phoneBooking: 'at_once' | 'staff_approval';
  /** For the ear; null when there is nothing to say. */
  preparation: string | null;
  feeNote: string | null;
}

/** What something costs, as listed, in words for the ear. */
export interface ListedPrice {
  service: string;
  price: string;
}

/** An insurer's plan as listed. What it covers is nowhere. */
export interface InsurancePlan {
  name: string;
  accepted: boolean;
}

/** All that the receptionist may tell a caller about the clinic. */
export interface ClinicProfile extends Clinic {
  /** Those valid today, by weekday, then by time. A weekday that is missing is closed. */
  openingHours: WeeklyHours[];
  /** What changes about them within the next 60 days, soonest first. */
  hoursChanges: HoursChange[];
  /** Days of the house that are not like their weekday, from today on, soonest first. */
  overrides: DayHours[];
  /** Not yet over, soonest first. */
  closures: Closure[];
  /** Those who see patients at present, by name. */
  providers: ProviderSummary[];
  /** What may be booked over the phone, by name. */
  appointmentTypes: AppointmentTypeSummary[];
  /** By service. */
  prices: ListedPrice[];
  /** By name, accepted or not. */
  insurancePlans: InsurancePlan[];
}
