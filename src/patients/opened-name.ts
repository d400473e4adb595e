import { placeOf } from '../common/database/sealing/sealed-fields.js';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';
import { ERASED } from '../compliance/records/kept-records.port.js';

/** Of a patient's row that was read with SQL by hand, and so is as it lies in the database. */
export interface SealedName {
  patientId: string;
  givenName: string;
  familyName: string;
}

/** Stands where the name of somebody would, of whom nothing is left but their visits. */
const ERASED_PATIENT = 'Erased patient';

/** Given name and family name, in one line. Of a list: what can't be opened is marked. */
export async function openedName(tx: Tx, clinicId: ClinicId, { patientId, ...sealed }: SealedName): Promise<string> {
  const open = (field: 'givenName' | 'familyName') =>
    tx.$openedOrMarked(clinicId, placeOf('Patient', field, [patientId]), sealed[field]);
  const [givenName, familyName] = [await open('givenName'), await open('familyName')];
  return givenName === ERASED && familyName === ERASED ? ERASED_PATIENT : `${givenName} ${familyName}`;
}
