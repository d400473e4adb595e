import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { UNREADABLE } from '../common/crypto/clinic-sealer.js';
import type { Tx } from '../common/database/prisma.service.js';
import { tokenOf } from '../common/database/sealing/sealed-fields.js';
import type { ClinicId, PatientId } from '../common/ids/ids.js';
import { toDate } from '../common/time/instant-date.js';
import type { Patient as PatientRow } from '../generated/prisma/client.js';
import { wordRuns } from './patient-match.policy.js';
import type {
  ClaimedIdentity,
  IntroducedPatient,
  PatientContact,
  PatientIdentity,
  PatientOnFile,
} from './patients.types.js';

@Injectable()
export class PatientsRepository {
  /** Those of a clinic who are reached under an E.164 number, the oldest record first. */
  async withPhone(tx: Tx, clinicId: ClinicId, phone: string): Promise<PatientIdentity[]> {
    const rows = await tx.patient.findMany({
      where: { clinicId, phone },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    });
    return rows.filter(isWhole).map(toIdentity);
  }

  /** Those who may be meant, the oldest record first. One query, whose tokens depend on what is claimed and on nothing that is stored. */
  async candidates(tx: Tx, clinicId: ClinicId, { name, birthDate, phone }: ClaimedIdentity): Promise<PatientOnFile[]> {
    const sealer = await tx.$sealer(clinicId);
    const born = birthDate.toString();
    const byName = wordRuns(name).map((run) => tokenOf(sealer, 'Patient', 'familyBirthIndex', [run, born]));
    // Nobody has the token of an empty number.
    const byPhone = tokenOf(sealer, 'Patient', 'phoneBirthIndex', [phone ?? '', born]);
    const rows = await tx.patient.findMany({
      where: { clinicId, OR: [{ familyBirthIndex: { in: byName } }, { phoneBirthIndex: byPhone }] },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    });
    return rows.filter(isWhole).map((row) => ({ ...toIdentity(row), phone: row.phone }));
  }

  async find(tx: Tx, clinicId: ClinicId, id: PatientId): Promise<PatientIdentity | null> {
    const row = await tx.patient.findUnique({ where: { clinicId_id: { clinicId, id } } });
    return row && toIdentity(row);
  }

  async contactOf(tx: Tx, clinicId: ClinicId, id: PatientId): Promise<PatientContact> {
    return tx.patient.findUniqueOrThrow({
      where: { clinicId_id: { clinicId, id } },
      select: { givenName: true, familyName: true, phone: true },
    });
  }

  async insert(tx: Tx, id: PatientId, patient: IntroducedPatient): Promise<void> {
    await tx.patient.createMany({
      data: {
        clinicId: patient.clinicId,
        id,
        givenName: patient.givenName,
        familyName: patient.familyName,
        phone: patient.phone,
        birthDate: patient.birthDate?.toString() ?? null,
        email: patient.email ?? null,
        createdAt: toDate(patient.now),
      },
    });
  }

  /** Until the transaction ends, nobody else registers a patient of this clinic under this number. */
  async lockPhone(tx: Tx, clinicId: ClinicId, phone: string): Promise<void> {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`patient ${clinicId} ${phone}`}, 0))`;
  }

  /**
   * Whether the clinic has this patient (null: not), which stays so until the transaction ends. Whoever changes or books for them does
   * not wait for it.
   */
  async keep(tx: Tx, clinicId: ClinicId, id: PatientId): Promise<'on_file' | 'erased' | null> {
    const [row] = await tx.$queryRaw<{ erased: boolean }[]>`
      SELECT erased_at IS NOT NULL AS erased FROM patients
      WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid FOR KEY SHARE`;
    return row ? (row.erased ? 'erased' : 'on_file') : null;
  }

  /** Until the transaction ends, whoever else wants to change what this patient holds waits. */
  async lock(tx: Tx, clinicId: ClinicId, id: PatientId): Promise<void> {
    await tx.$executeRaw`
      SELECT FROM patients WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`;
  }
}

/** A record that can't be opened proves nobody's identity, and leaves the others' alone. */
const isWhole = ({ givenName, familyName, phone, birthDate }: PatientRow): boolean =>
  ![givenName, familyName, phone, birthDate].includes(UNREADABLE);

const toIdentity = (row: PatientRow): PatientIdentity => ({
  id: row.id as PatientId,
  givenName: row.givenName,
  familyName: row.familyName,
  birthDate: row.birthDate === null ? null : Temporal.PlainDate.from(row.birthDate),
});
