import type { Closure, DatedHours, DayHours, ProviderRole } from '../clinics/clinics.types.js';
import type { AppointmentTypeId, OperatoryId, ProviderId } from '../common/ids/ids.js';
import type { Allotment, TypeRules } from './scheduling.types.js';

export interface ScheduledProvider {
  id: ProviderId;
  name: string;
  role: ProviderRole;
  hours: DatedHours[];
  overrides: DayHours[];
}

/** Weekly time that a resource is not to be had (`busy`), or only for some types of visit (`reserved`). */
export interface WeeklyBlockout extends DatedHours {
  resourceId: string;
  /** Null: for nothing. */
  reserved: Reserved | null;
}

/** One stretch of time that is kept for some types of visit. What is taken altogether is no rule: see `Taken`. */
export interface ReservedTime {
  resourceId: string;
  fromMs: number;
  toMs: number;
  reserved: Reserved;
}

export interface Reserved {
  for: AppointmentTypeId[];
  /** So long before it begins it is open for everything. */
  releaseMinutes: number;
}

/** Everything that availability is computed from, for one appointment type: only who and what suits the type is in it. */
export interface Schedule {
  timeZone: string;
  /** Visits begin on multiples of this many minutes of the clinic's clock. */
  slotMinutes: number;
  type: TypeRules;
  openingHours: DatedHours[];
  overrides: DayHours[];
  closures: Pick<Closure, 'startsOn' | 'endsOn'>[];
  /** Of all roles that the type demands, by name. */
  providers: ScheduledProvider[];
  operatories: { id: OperatoryId; name: string }[];
  weeklyBlockouts: WeeklyBlockout[];
  reservedTimes: ReservedTime[];
}

/** What a visit at one time would take. */
export type Placement =
  | { kind: 'possible'; providerId: ProviderId; operatoryId: OperatoryId; allotments: Allotment[] }
  /** The rules of the clinic do not allow it, whoever has the time now. */
  | { kind: 'refused' }
  /** Whoever leads it, every chair, or everybody else whom it needs is taken. */
  | { kind: 'taken' };
