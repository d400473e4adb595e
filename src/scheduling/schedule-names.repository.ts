import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { AppointmentTypeId, ClinicId, OperatoryId, PatientId, ProviderId } from '../common/ids/ids.js';

/** What a request names. */
export interface NamedRows {
  patientId?: PatientId;
  typeId?: AppointmentTypeId;
  providerId?: ProviderId;
  operatoryId?: OperatoryId;
}

/** Whom and what of a clinic's requests name by id. */
@Injectable()
export class ScheduleNamesRepository {
  async ofOperatories(tx: Tx, clinicId: ClinicId, ids: readonly OperatoryId[]): Promise<Map<OperatoryId, string>> {
    const rows = await tx.operatory.findMany({ where: { clinicId, id: { in: [...ids] } } });
    return new Map(rows.map(({ id, name }) => [id as OperatoryId, name]));
  }

  /** Those that the clinic does not have, or has no more: patients who were erased, and what is not active. */
  async missing(tx: Tx, clinicId: ClinicId, named: NamedRows): Promise<(keyof NamedRows)[]> {
    const [found] = await tx.$queryRaw<Record<keyof NamedRows, boolean>[]>`
      SELECT
        EXISTS (SELECT FROM patients WHERE clinic_id = ${clinicId}::uuid AND id = ${named.patientId ?? null}::uuid
          AND erased_at IS NULL) AS "patientId",
        EXISTS (SELECT FROM appointment_types WHERE clinic_id = ${clinicId}::uuid
          AND id = ${named.typeId ?? null}::uuid AND active) AS "typeId",
        EXISTS (SELECT FROM providers WHERE clinic_id = ${clinicId}::uuid AND id = ${named.providerId ?? null}::uuid
          AND active) AS "providerId",
        EXISTS (SELECT FROM operatories WHERE clinic_id = ${clinicId}::uuid
          AND id = ${named.operatoryId ?? null}::uuid AND active) AS "operatoryId"`;
    const fields = ['patientId', 'typeId', 'providerId', 'operatoryId'] as const;
    return fields.filter((field) => named[field] !== undefined && !found?.[field]);
  }
}
