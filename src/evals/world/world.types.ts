import type { Temporal } from 'temporal-polyfill';
import type { ClinicId } from '../../common/ids/ids.js';
import type { DemoAppointment, DemoPatient } from '../../runtime/demo-clinic.types.js';
import type { Given } from '../../simulation/caller/given.types.js';
import type { Scenario } from '../../simulation/caller/scenario.types.js';

/** What a clinic of one run is to be like. */
export interface WorldPlan {
  given: Given;
  /** Its line, in the words of the clinic's columns. */
  setup: Scenario['clinic'];
  now: Temporal.Instant;
}

/** A clinic of one run. All of them are the demo's house, with the demo's ids and name. */
export interface World {
  clinicId: ClinicId;
  number: string;
  deskNumber: string;
  apiKey: string;
  /** Stands in the receptionist's instructions, and tells a model which clinic it works for. */
  mark: string;
  openedAt: Temporal.Instant;
  timeZone: string;
  /** Of the given patients, by their names. */
  patientIds: ReadonlyMap<string, string>;
  /** Of each one's first given visit, by the patient's name. */
  visitIds: ReadonlyMap<string, string>;
}

/** The rows of what a scenario gives. */
export interface GivenRows {
  patients: DemoPatient[];
  representatives: { patientId: string; representativeId: string; relation: 'guardian' | 'authorised' }[];
  visits: DemoAppointment[];
  /** Time that nobody has. */
  busy: { id: string; resourceId: string; from: Temporal.Instant; to: Temporal.Instant }[];
}

export interface FoundVisit {
  patient: string;
  type: string;
  provider: string;
  status: string;
  startsAt: Temporal.Instant;
}

/** What a clinic's database holds when a run is over, as far as scenarios ask for it. */
export interface EndState {
  visits: FoundVisit[];
  /** Birth dates as ISO dates. */
  patients: { id: string; name: string; birthDate: string | null; phone: string | null; email: string | null }[];
  /** Who still waits. */
  waitlist: { patient: string; type: string }[];
  /** That are open. */
  tasks: { kind: string; note: string | null }[];
  /** Of outgoing texts, by their kind. */
  texts: ReadonlyMap<string, number>;
  /** That still keep time. */
  holds: number;
  /** For whom one of its calls was allowed to act. */
  verified: string[];
  /** Of records that were not open to a caller. */
  refusals: number;
  /** What danger its calls spoke of. */
  emergencies: string[];
  /** All that is kept of what was said, written down or texted. */
  kept: string[];
  /** Runs of tools, and calls, that never ended. */
  unended: { tools: number; calls: number };
}
