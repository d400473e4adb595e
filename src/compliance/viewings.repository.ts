import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';
import { toDate } from '../common/time/instant-date.js';
import type { Viewing } from './viewing.policy.js';

@Injectable()
export class ViewingsRepository {
  /** Whom the trail names of a viewing so far; null where it has not begun. Waits for nobody who writes. */
  async named(tx: Tx, clinicId: ClinicId, viewing: Viewing): Promise<Set<string> | null> {
    const { actorKind, actorId, action, subjectKind, subjectId, address, breakGlassId, since } = viewing;
    const rows = await tx.$queryRaw<{ patientIds: string[] }[]>`
      SELECT patient_ids AS "patientIds" FROM audit_entries
      WHERE clinic_id = ${clinicId}::uuid AND subject_kind = ${subjectKind} AND subject_id = ${subjectId}
        AND at > ${toDate(since)}::timestamptz AND action = ${action} AND actor_kind = ${actorKind} AND actor_id = ${actorId}
        AND address IS NOT DISTINCT FROM ${address} AND detail ->> 'breakGlassId' IS NOT DISTINCT FROM ${breakGlassId}`;
    return rows.length === 0 ? null : new Set(rows.flatMap(({ patientIds }) => patientIds));
  }
}
