import { Injectable } from '@nestjs/common';
import type { Tx } from '../../common/database/prisma.service.js';
import type { CallId, ClinicId, PatientId } from '../../common/ids/ids.js';
import type { Person } from './kept-records.port.js';

export interface PatientState {
  erasedAt: Date | null;
}

/** Finds what is about a person over the views of the migration `retention`. */
@Injectable()
export class PeopleRepository {
  async find(tx: Tx, clinicId: ClinicId, patientId: PatientId): Promise<PatientState | null> {
    return tx.patient.findUnique({ where: { clinicId_id: { clinicId, id: patientId } }, select: { erasedAt: true } });
  }

  /** Until the transaction ends, nobody books for, moves or erases this patient. */
  async lock(tx: Tx, clinicId: ClinicId, patientId: PatientId): Promise<void> {
    await tx.$executeRaw`
      SELECT FROM patients WHERE clinic_id = ${clinicId}::uuid AND id = ${patientId}::uuid FOR UPDATE`;
  }

  /**
   * A number counts when no other patient is reached under it. A call counts when they were identified, booked or waited for in it,
   * or when it went over such a number and nobody else was identified or booked in it.
   */
  async traces(tx: Tx, clinicId: ClinicId, patientId: PatientId): Promise<Person> {
    const candidates = await this.numberIndexes(tx, clinicId, patientId);
    const numbers = await tx.$queryRaw<{ index: string }[]>`
      SELECT index FROM unnest(${candidates}::text[]) AS index WHERE NOT EXISTS (
        SELECT FROM patient_numbers n
        WHERE n.clinic_id = ${clinicId}::uuid AND n.number_index = index AND n.patient_id <> ${patientId}::uuid)`;
    const numberIndexes = numbers.map(({ index }) => index);
    const calls = await tx.$queryRaw<{ id: CallId }[]>`
      SELECT call_id AS id FROM patient_calls WHERE clinic_id = ${clinicId}::uuid AND patient_id = ${patientId}::uuid
      UNION SELECT n.call_id FROM number_calls n
        WHERE n.clinic_id = ${clinicId}::uuid AND n.number_index = ANY(${numberIndexes}::text[]) AND NOT EXISTS (
          SELECT FROM patient_calls c
          WHERE c.clinic_id = n.clinic_id AND c.call_id = n.call_id AND c.patient_id <> ${patientId}::uuid)
      UNION SELECT unnest(call_ids) FROM erasures
        WHERE clinic_id = ${clinicId}::uuid AND patient_id = ${patientId}::uuid`;
    return { clinicId, patientId, callIds: calls.map(({ id }) => id), numberIndexes };
  }

  /** Patients that any of these calls is about. */
  async ofCalls(tx: Tx, clinicId: ClinicId, callIds: readonly string[]): Promise<PatientId[]> {
    const rows = await tx.$queryRaw<{ id: PatientId }[]>`
      SELECT DISTINCT patient_id AS id FROM patient_calls
      WHERE clinic_id = ${clinicId}::uuid AND call_id = ANY(${callIds}::uuid[])`;
    return rows.map(({ id }) => id);
  }

  private async numberIndexes(tx: Tx, clinicId: ClinicId, patientId: PatientId): Promise<string[]> {
    const known = await tx.$queryRaw<{ index: string }[]>`
      SELECT number_index AS index FROM patient_numbers
      WHERE clinic_id = ${clinicId}::uuid AND patient_id = ${patientId}::uuid`;
    const waiting = await tx.waitlistEntry.findMany({ where: { clinicId, patientId }, select: { phone: true } });
    const sealer = await tx.$sealer(clinicId);
    return [
      ...new Set([...known.map(({ index }) => index), ...waiting.map(({ phone }) => sealer.index('phone', phone))]),
    ];
  }
}
