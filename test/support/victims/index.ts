import { accessVictims } from './access.js';
import { appointmentVictims } from './appointments.js';
import { callVictims } from './calls.js';
import { clinicVictims } from './clinics.js';
import { fhirVictims } from './fhir.js';
import { oversightVictims } from './oversight.js';
import { patientVictims } from './patients.js';
import { scheduleSetupVictims } from './schedule-setup.js';
import { searchVictims } from './search.js';
import type { VictimsOf } from './victims.types.js';
import { webhookVictims } from './webhooks.js';

export const VICTIMS: readonly VictimsOf[] = [
  accessVictims,
  clinicVictims,
  scheduleSetupVictims,
  appointmentVictims,
  patientVictims,
  callVictims,
  oversightVictims,
  webhookVictims,
  searchVictims,
  fhirVictims,
];
