import type { AppointmentStatus } from '../scheduling/scheduling.types.js';
import type { FhirAppointmentStatus } from './fhir.types.js';

/** A visit that was moved is cancelled here: another appointment took its place. Who sits in the chair has arrived. */
const FHIR_STATUS: Record<AppointmentStatus, FhirAppointmentStatus> = {
  requested: 'pending',
  scheduled: 'booked',
  confirmed: 'booked',
  arrived: 'arrived',
  seated: 'arrived',
  completed: 'fulfilled',
  cancelled: 'cancelled',
  rescheduled: 'cancelled',
  no_show: 'noshow',
};

export const fhirStatusOf = (status: AppointmentStatus): FhirAppointmentStatus => FHIR_STATUS[status];

/** What is looked for by statuses of FHIR; none for `proposed`, which no visit is. */
export const ourStatusesOf = (statuses: readonly FhirAppointmentStatus[]): AppointmentStatus[] =>
  (Object.keys(FHIR_STATUS) as AppointmentStatus[]).filter((status) => statuses.includes(FHIR_STATUS[status]));
