import type { ClinicId, PatientId } from '../../common/ids/ids.js';
import type { Actor } from '../compliance.types.js';
import type { ExportedSection } from '../records/kept-records.port.js';

export interface ExportOrder {
  clinicId: ClinicId;
  patientId: PatientId;
  actor: Actor;
}

/** All that is held on a person at one moment. */
export interface PersonalRecord {
  patientId: PatientId;
  /** ISO 8601. */
  exportedAt: string;
  sections: readonly ExportedSection[];
}
