import { placeOf } from '../common/database/sealing/sealed-fields.js';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';

/** Of a patient's row that was read with SQL by hand, and so is as it lies in the database. */
export interface SealedName {
  patientId: string;
  givenName: string;
  familyName: string;
}

/** Given name and family name, in one line. */
export async function openedName(tx: Tx, clinicId: ClinicId, { patientId, ...sealed }: SealedName): Promise<string> {
  const open = (field: 'givenName' | 'familyName') =>
    tx.$opened(clinicId, placeOf('Patient', field, [patientId]), sealed[field]);
  return `${await open('givenName')} ${await open('familyName')}`;
}
